/** A process that does what a shop is asked to and hands over what its orders owe, until it is killed. */
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { ask } from '../ask.ts';
import type { Command, Said } from '../command.ts';
import { engineOf } from './engines.ts';
import { notesIn } from './notes.ts';
import { openShop } from './open-shop.ts';
import { receivingShop } from './receiving-shop.ts';
import type { Shift } from './shift.ts';

// Nobody who ends the tests leaves a worker behind.
process.stdin.on('end', () => process.exit());
const lines = createInterface({ input: process.stdin });
const say = (said: Said): void => void process.stdout.write(`${JSON.stringify(said)}\n`);

async function begin(shift: Shift): Promise<(command: Command) => void> {
  const { place, name, notes, handOver, carried } = shift;
  const engine = await engineOf(carried);
  const shop = openShop(place, { name, carrier: engine?.carrier });
  const slow = (effectId: string): void => say({ say: 'handed_over', effectId });
  const orders = receivingShop(shop, { by: name, note: notesIn(notes), slow }, handOver);
  if (engine) void engine.work(shop, orders);
  else void orders.effects.run({ signal: new AbortController().signal, idleMs: 100 });
  return (command) => void ask(orders, command, say);
}

flushCompileCache();
// Whoever is told a shift is told at once what is to be done in it: no line may get lost in between.
let obey: Promise<(command: Command) => void> | undefined;
lines.on('line', (line) => {
  if (obey) void obey.then((one) => one(JSON.parse(line) as Command));
  else obey = begin(JSON.parse(line) as Shift);
});
say({ say: 'ready' });
