import { chance } from './chance.ts';
import type { Said } from './command.ts';
import { gate } from './gate.ts';
import { journal } from './journal.ts';
import type { Journal } from './journal.ts';
import type { Place } from './place.ts';
import { startProgram } from './program.ts';
import { proxyTo } from './proxy.ts';

const worker = new URL('worker.ts', import.meta.url);
const lanes = 4;
/** Longer than a dead worker may keep an effect to itself. */
const aheadMs = 61_000;

export interface ChainOptions {
  readonly place: Place;
  readonly seed: number;
  readonly kills: number;
  /** How many were killed before, in every chain: the clock has gone on as often. */
  readonly killed: { times: number };
}

interface Standby {
  readonly begin: () => Promise<void>;
}

/**
 * Workers one after the other on the same orders, each killed at some moment, by a seed; the next one asks again whatever
 * the one before was never heard to end. On PostgreSQL every second one is killed while the server is at its commit.
 */
export async function chainOfWorkers(options: ChainOptions): Promise<Journal> {
  const { kills, seed, killed } = options;
  const luck = chance(seed);
  const told = journal();
  const direct = options.place;
  const proxy = direct.kind === 'postgres' ? await proxyTo(direct.url) : null;

  function standby(turn: number): Standby {
    const ready = gate();
    const enough = gate();
    let most = Number.POSITIVE_INFINITY;
    let heard = 0;
    const program = startProgram<Said>(worker, (said) => {
      told.hear(said);
      if (said.say === 'ready') ready.open();
      else heard += 1;
      if (heard >= most) enough.open();
    });

    return {
      async begin() {
        await Promise.race([ready.passed, program.ended()]);
        let commits = 1 + luck.below(30);
        if (proxy && turn % 2 === 1) {
          proxy.fate = () => {
            commits -= 1;
            if (commits === 0) enough.open();
            return 'pass';
          };
        } else most = 1 + luck.below(80);
        program.tell({
          place: proxy && direct.kind === 'postgres' ? { ...direct, url: proxy.url } : direct,
          name: `w${seed}-${turn}`,
          seed: seed * 100 + turn,
          lanes,
          aheadMs: killed.times * aheadMs,
          unfinished: told.unfinished(),
        });
        await Promise.race([enough.passed, program.ended()]);
        await program.kill();
        killed.times += 1;
      },
    };
  }

  let next = standby(0);
  for (let turn = 0; turn < kills; turn += 1) {
    const current = next;
    // It takes longer to start one than to kill one.
    next = standby(turn + 1);
    await current.begin();
  }
  return told;
}
