/** `node --expose-gc heap.ts <contestant>`: the bytes of heap that a live order takes, beside what the control takes. */
import { argv } from 'node:process';
import type { Order } from '../../dist/core.js';
import type { Contestant } from './contestant.ts';
import { prove } from './prove.ts';
import { happyPath, inEachStatus } from './work.ts';

const count = 10_000;
const [, , file = ''] = argv;
const { default: contestant } = (await import(`./contestants/${file}.ts`)) as {
  default: Contestant;
};
prove(contestant);

const text = JSON.stringify(inEachStatus().new);
const path = happyPath().slice(0, 4);

/** An order of its own, down to its parts, that has been shipped. */
function shipped(index: number): unknown {
  const order = JSON.parse(text.replaceAll('o-new', `o-${index}`)) as Order;
  let live = contestant.open(order);
  for (const sent of path) live = contestant.after(live, contestant.send(live, sent));
  return live;
}

const held: unknown[] = Array.from({ length: count });
const used = (): number => {
  for (let time = 0; time < 4; time += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
// What is compiled and cached once is no order's.
for (let index = 0; index < 2000; index += 1) shipped(index);
const before = used();
for (let index = 0; index < count; index += 1) held[index] = shipped(index);
const bytes = (used() - before) / count;
if (contestant.orderOf(held[count - 1]).status !== 'shipped') throw new Error('not shipped');
console.log(JSON.stringify({ bytes: Math.round(bytes) }));
