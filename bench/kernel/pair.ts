/**
 * `node pair.ts <contestant>`: times a contestant beside the control, in turns, in a process of their own, and prints the
 * ratios as JSON. The two share a process so that they share its weather; nobody else is in it to spoil the compiler's
 * guesses.
 */
import { argv } from 'node:process';
import type { Contestant } from './contestant.ts';
import { control } from './contestants/index.ts';
import { spreadOf } from './spread.ts';
import { prove } from './prove.ts';
import { tasks } from './tasks.ts';
import type { Run } from './tasks.ts';

const rounds = 31;
const blockMs = 12;
const warmUpMs = 250;

const [, , file = control] = argv;

async function load(name: string, copy: string): Promise<Contestant> {
  // The control beside itself is a second copy of the module: the same code, compiled anew.
  const { default: contestant } = (await import(`./contestants/${name}.ts${copy}`)) as {
    default: Contestant;
  };
  prove(contestant);
  return contestant;
}

/** Milliseconds for so many turns. */
function time(run: Run, turns: number): number {
  const start = performance.now();
  run(turns);
  return performance.now() - start;
}

/** So many turns that they take about as long as a block; warms up on the way. */
function calibrate(run: Run): number {
  let turns = 1;
  const end = performance.now() + warmUpMs;
  let last = time(run, turns);
  while (performance.now() < end || last < blockMs / 2) {
    if (last < blockMs / 2) turns *= 2;
    last = time(run, turns);
  }
  return Math.max(1, Math.round((turns * blockMs) / last));
}

const ours = await load(control, '');
const theirs = await load(file, file === control ? '?again' : '');
const results: Record<string, object> = {};
for (const [task, make] of Object.entries(tasks)) {
  const [first, second] = [make(ours), make(theirs)];
  if (!first || !second) continue;
  const [turns, otherTurns] = [calibrate(first), calibrate(second)];
  const ratios: number[] = [];
  const nanoseconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let [mine, other] = [0, 0];
    if (round % 2 === 0) {
      mine = time(first, turns) / turns;
      other = time(second, otherTurns) / otherTurns;
    } else {
      other = time(second, otherTurns) / otherTurns;
      mine = time(first, turns) / turns;
    }
    ratios.push(other / mine);
    nanoseconds.push((other * 1e6) / second.units);
  }
  results[task] = { ratio: spreadOf(ratios), nanoseconds: spreadOf(nanoseconds).median };
}
console.log(JSON.stringify(results));
