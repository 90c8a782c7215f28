import type { Command, Said } from '../command.ts';
import { gate } from '../gate.ts';
import { startProgram } from '../program.ts';
import type { Program } from '../program.ts';
import type { Shift } from './shift.ts';

const worker = new URL('worker.ts', import.meta.url);

interface Asked {
  readonly command: Command;
  readonly refusals: string[];
  readonly over: (refusals: readonly string[]) => void;
}

/** A place in which there is always a worker: whoever is killed is replaced, and asked again what nobody saw the end of. */
export interface Slot {
  /** Asks whoever is there, until there is an answer: with the codes of what was refused. */
  readonly ask: (command: Command) => Promise<readonly string[]>;
  readonly begin: () => Promise<void>;
  readonly replace: () => Promise<void>;
  readonly end: () => Promise<void>;
  readonly worker: () => Program;
  /** Rejects when a worker ends by itself. */
  readonly broken: Promise<never>;
}

export function slotOf(shiftOf: (turn: number) => Shift, hear: (said: Said) => void): Slot {
  const open = new Map<string, Asked>();
  let giveUp = (_: unknown): void => undefined;
  const broken = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  broken.catch(() => undefined);
  let turn = 0;

  function listen(said: Said): void {
    hear(said);
    if (said.say === 'refused') open.get(said.commandId)?.refusals.push(said.code);
    if (said.say !== 'ended') return;
    const asked = open.get(said.commandId);
    open.delete(said.commandId);
    asked?.over(asked.refusals);
  }

  function standby() {
    const ready = gate();
    const program = startProgram<Said>(worker, (said) => {
      if (said.say === 'ready') ready.open();
      else listen(said);
    });
    return { program, ready: ready.passed };
  }

  // It takes longer to start one than to kill one.
  let next = standby();
  let current: Program;
  const killed = new Set<Program>();

  async function begin(): Promise<void> {
    const { program, ready } = next;
    await Promise.race([ready, program.ended()]);
    next = standby();
    turn += 1;
    program.tell(shiftOf(turn));
    for (const { command } of open.values()) program.tell(command);
    current = program;
    program.ended().then(
      () => undefined,
      (error: unknown) => {
        if (!killed.has(program)) giveUp(error);
      },
    );
  }

  async function end(): Promise<void> {
    killed.add(current);
    await current.kill();
  }

  return {
    begin,
    end,
    worker: () => current,
    broken,
    async replace() {
      await end();
      await begin();
    },
    ask: async (command) =>
      new Promise((over) => {
        open.set(command.commandId, { command, refusals: [], over });
        current.tell(command);
      }),
  };
}
