import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { aftermath } from '../aftermath.ts';
import type { Aftermath } from '../aftermath.ts';
import { chance } from '../chance.ts';
import type { Chance } from '../chance.ts';
import { freshSchema } from '../fresh-place.ts';
import { gate } from '../gate.ts';
import { journal } from '../journal.ts';
import type { Journal } from '../journal.ts';
import type { Place } from '../place.ts';
import type { Tally } from '../tally.ts';
import { liveTogether } from './day.ts';
import { logEffects, readLog } from './effect-log.ts';
import type { Logged } from './effect-log.ts';
import { engineOf } from './engines.ts';
import { callsOwed } from './hooked.ts';
import { ordersToBe, receiptsFor } from './lives.ts';
import type { Received } from './lives.ts';
import { readNotes } from './notes.ts';
import type { Note } from './notes.ts';
import { openShop } from './open-shop.ts';
import { receivingShop } from './receiving-shop.ts';
import type { Carried, HandOver } from './shift.ts';
import { slotOf } from './slot.ts';
import { readShelves } from './shelves.ts';
import type { Shelf } from './shelves.ts';

const aDayMs = 86_400_000;
const batchSize = 50;
const batchesAtOnce = 8;

export interface RoughDay {
  readonly place: Place;
  readonly orders: number;
  /** Who is at work, each in a process of its own. */
  readonly workers: readonly HandOver[];
  readonly seed: number;
  /** How many of them are killed on the way. */
  readonly kills: number;
  /** What else goes wrong, and how often. */
  readonly outages?: { readonly times: number; readonly happen: () => Promise<void> };
  readonly carried?: Carried;
}

/** All that is known of a day when it is over. */
export interface DayAfter extends Aftermath {
  readonly told: Journal;
  readonly log: readonly Logged[];
  readonly notes: readonly Note[];
  readonly received: readonly Received[];
  readonly shelves: readonly Shelf[];
}

/** What goes wrong, in any order, each after so many answers: spread over a day of so many. */
const spread = (luck: Chance, answers: number, hits: readonly (() => Promise<void>)[]) =>
  hits
    .map((hit) => ({ hit, turn: luck.below(2 ** 31) }))
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ hit }, index, { length }) => ({ hit, after: ((index + 0.5) * answers) / length }));

/** Workers lead orders through their lives and hand over what they owe, and are killed again and again. */
export async function roughDay(day: RoughDay): Promise<DayAfter> {
  const { place, seed, workers, carried, kills, outages } = day;
  const engine = await engineOf(carried);
  const luck = chance(seed);
  const folder = mkdtempSync(join(tmpdir(), 'cod-notes-'));
  const notes = join(folder, 'notes');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));

  const settings = { carrier: engine?.carrier };
  const watch = openShop(place, { ...settings, name: 'watch' });
  await engine?.prepare(watch);
  await watch.migrate();
  await logEffects(place);
  const lives = ordersToBe(day.orders, luck);
  const received = receiptsFor(lives);
  for (const receipt of received) await watch.inventory.receive(receipt);

  let answers = 0;
  let enough = gate();
  let awaited = Number.POSITIVE_INFINITY;

  const told = journal();
  const slots = workers.map((handOver, number) => {
    const slot = slotOf(
      (turn) => ({
        place,
        notes,
        handOver,
        name: `worker ${number} of turn ${turn}`,
        ...(carried && { carried }),
      }),
      (said) => {
        told.hear(said);
        // It is in the middle of something that takes its time.
        if (said.say === 'handed_over') busy = slot;
        if (said.say === 'acknowledged') answers += 1;
        if (answers >= awaited) enough.open();
      },
    );
    return slot;
  });
  let busy = luck.pick(slots);
  await Promise.all(slots.map(async (slot) => slot.begin()));

  // A few answers less than are asked for, as there is no stock for some.
  const expected = lives.reduce((sum, { wishes }) => sum + 1 + wishes.length, 0) * 0.9;
  const killOne = async () => (luck.percent(50) ? busy : luck.pick(slots)).replace();
  const hits = spread(luck, expected, [
    ...Array.from({ length: kills }, () => killOne),
    ...Array.from({ length: outages?.times ?? 0 }, () => async () => outages?.happen()),
  ]);

  const disturb = async (): Promise<void> => {
    for (const { hit, after } of hits) {
      enough = gate();
      awaited = after;
      if (answers < after) await enough.passed;
      await hit();
    }
  };
  const batches = Array.from({ length: Math.ceil(lives.length / batchSize) }, (_, index) =>
    lives.slice(index * batchSize, (index + 1) * batchSize),
  ).entries();
  const live = async (): Promise<void> => {
    for (const [index, batch] of batches) {
      await liveTogether(`batch ${index}`, batch, async (command) => luck.pick(slots).ask(command));
    }
  };
  const handOverAll = async (): Promise<void> => {
    for (;;) {
      const [next] = await watch.store.effects.upcoming({ limit: 1 });
      // Timers of tomorrow may wait.
      if (!next || Date.parse(next.at ?? '1970-01-01') > Date.now() + 60_000) return;
      await engine?.sweep(watch);
      await pause(200);
    }
  };
  const whole = (async () => {
    await Promise.all([disturb(), ...Array.from({ length: batchesAtOnce }, live)]);
    await handOverAll();
  })();
  await Promise.race([whole, ...slots.map(async ({ broken }) => broken)]);
  await Promise.all(slots.map(async (slot) => slot.end()));
  await watch.close();

  // A calm day later: timers.
  const calm = openShop(place, { ...settings, name: 'calm', aheadMs: aDayMs });
  const ears = { by: 'calm', note: () => undefined, slow: () => undefined };
  const { effects } = receivingShop(calm, ears, 'by_drain');
  expect(await effects.drain()).toMatchObject({ retried: 0, dead: 0, nextAt: null });
  await calm.close();

  expect(told.unfinished()).toEqual([]);
  return {
    ...(await aftermath(place, told.acknowledged, callsOwed)),
    told,
    received,
    log: await readLog(place),
    notes: readNotes(notes),
    shelves: await readShelves(place),
  };
}

/** What the page on reliability tells of a day that the audit had nothing to say against. */
export const tallyOf = ({ acknowledged, told, lost, doubled }: DayAfter, times: number): Tally => ({
  times,
  acknowledged,
  sentAgain: told.counts.retried,
  lost,
  doubled,
});

/** A day on which an engine carries the effects of 120 orders to four workers. */
export const dayOfEngine = async (
  place: Place,
  { by, redis, kills }: Pick<Carried, 'by' | 'redis'> & { readonly kills: number },
): Promise<DayAfter> =>
  roughDay({
    place,
    orders: 120,
    workers: ['by_drain', 'by_drain', 'by_drain', 'by_drain'],
    seed: 13,
    kills,
    carried: { by, jobs: freshSchema(), ...(redis !== undefined && { redis }) },
  });
