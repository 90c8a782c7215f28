/** A process at work on orders until it is killed; it says a line for whatever it begins, and for every answer. */
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { ask } from './ask.ts';
import type { Command, Said } from './command.ts';
import { workInLanes } from './lanes.ts';
import { openPlace } from './place.ts';
import { ordersOn } from './shop-under-fault.ts';
import type { Task } from './task.ts';

// Nobody who ends the tests leaves a worker behind.
process.stdin.on('end', () => process.exit());
const lines = createInterface({ input: process.stdin });
// A pipe is written before the call returns: what was said survives the worker.
const say = (said: Said): void => void process.stdout.write(`${JSON.stringify(said)}\n`);

flushCompileCache();
const begins = once(lines, 'line');
say({ say: 'ready' });
const [line] = (await begins) as [string];
const { place, name, seed, lanes, aheadMs, unfinished } = JSON.parse(line) as Task;

const { store } = await openPlace(place, { aheadMs });
const orders = ordersOn(store, (effectId) => say({ say: 'handed_over', effectId }));
await Promise.all(unfinished.map(async (command: Command) => ask(orders, command, say)));
await workInLanes({ orders, lanes, name, seed, say, goesOn: () => true });
