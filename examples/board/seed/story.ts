import type { Bought } from './bodies.ts';
import type { Chance } from './chance.ts';
import * as fates from './fates.ts';
import type { Driver, Fate } from './fates.ts';

/** One order of the demo: when it comes, when its story ends, and what happens to it. */
export interface Chapter {
  readonly from: number;
  readonly to: number;
  /** What it holds, where that matters to the story. */
  readonly bought?: readonly Bought[];
  readonly fate: (number: number, total: number) => Fate;
}

const hour = 60 * 60_000;

const products = [
  { sku: 'ARGAN-100', title: 'Huile d’argan 100 ml', price: 18_900 },
  { sku: 'SAVON-NOIR', title: 'Savon noir à l’eucalyptus', price: 6_500 },
  { sku: 'TAJINE-28', title: 'طاجين تقليدي 28 سم', price: 24_000 },
  { sku: 'CAFTAN-M', title: 'قفطان مطرز – M', price: 52_000 },
  { sku: 'THEIERE-1L', title: 'Théière gravée 1 l', price: 14_500 },
] as const;

/** Of these there are not enough for everybody. */
const slippers = (quantity: number): readonly Bought[] => [
  { sku: 'BABOUCHE-41', title: 'Babouches en cuir 41', price: 21_000, quantity },
];

/** One or two products, the first more often. */
export function boughtBy(chance: Chance): readonly Bought[] {
  const first = { ...chance.pick(products), quantity: 1 + Math.floor(chance.below(5) / 4) };
  const second = { ...chance.pick(products), quantity: 1 };
  return chance.below(3) === 0 && first.sku !== second.sku ? [first, second] : [first];
}

/** A week of the shop's, up to now. `startOf` says when a day began, so many days ago. */
export function storyOf(now: number, startOf: (daysAgo: number) => number): readonly Chapter[] {
  const drivers: readonly [Driver, Driver] = ['samir', 'omar'];
  const past = (daysAgo: number, hours: number): number => startOf(daysAgo) + hours * hour;
  // Of today only what has passed of it: in the small hours it is a short day.
  const morning = Math.max(startOf(0), now - 10 * hour);
  const today = (part: number): number => morning + part * (now - morning);
  const soon = new Date(now + hour).toISOString();

  const chapters: Chapter[] = [];
  for (let index = 0; index < 8; index += 1) {
    const daysAgo = 6 - Math.floor(index / 2);
    const driver = drivers[index % 2] ?? 'samir';
    chapters.push({
      from: past(daysAgo, 9 + (index % 4) * 2),
      to: past(daysAgo - 1, 19),
      fate: (number, total) => fates.reconciled(driver, number, total),
    });
  }
  const reasons = [
    'refused',
    'wrong_address',
    'refused',
    'customer_unavailable',
    'refused',
    'no_cash',
    'customer_unavailable',
  ] as const;
  for (const [index, reason] of reasons.entries()) {
    const daysAgo = Math.max(1, 4 - index);
    const driver = drivers[index % 2] ?? 'samir';
    const { closed, received, returned } = fates;
    const fate = index < 3 ? closed : index < 5 ? received : returned;
    const [from, to] = [past(daysAgo, 8 + index), past(daysAgo - 1, 0) - hour];
    chapters.push({ from, to, fate: (number) => fate(driver, number, reason) });
  }
  const {
    cancelled,
    changed,
    confirmed,
    delivered,
    fresh,
    givenUp,
    onTheWay,
    packing,
    remitted,
    returned,
    shipped,
    silent,
  } = fates;
  chapters.push(
    { from: past(4, 10), to: past(3, 16), fate: () => givenUp },
    { from: past(2, 11), to: past(1, 15), fate: () => givenUp },
    { from: past(2, 15), to: past(2, 17), fate: () => cancelled('customer_changed_mind') },
    { from: past(1, 9), to: today(0.5), fate: (n, total) => remitted('samir', n, total) },
    { from: past(1, 10), to: today(0.6), fate: (n, total) => remitted('samir', n, total) },
    { from: past(1, 11), to: today(0.8), fate: (n, total) => delivered('samir', n, total) },
    { from: past(1, 12), to: today(0.7), fate: (n, total) => delivered('omar', n, total) },
    // Twenty dirhams short at the door.
    { from: past(1, 13), to: today(0.9), fate: (n, total) => delivered('omar', n, total - 2000) },
    { from: past(1, 14), to: today(0.85), fate: (n) => returned('omar', n, 'no_cash') },
    { from: past(1, 15), to: today(0.95), fate: (n) => onTheWay('samir', n) },
    { from: past(1, 16), to: today(0.9), fate: (n) => onTheWay('samir', n) },
    { from: past(1, 17), to: today(0.95), fate: (n) => onTheWay('omar', n) },
    { from: past(1, 18), to: today(0.9), fate: (n) => shipped('samir', n) },
    { from: past(1, 19), to: today(0.95), fate: (n) => shipped('omar', n) },
    { from: past(1, 20), to: today(0.7), fate: () => packing(true) },
    { from: today(0.05), to: today(0.9), fate: () => packing(false) },
    { from: today(0.1), to: today(0.6), fate: () => confirmed },
    { from: today(0.15), to: today(0.7), bought: slippers(2), fate: () => confirmed },
    { from: today(0.2), to: today(0.8), fate: (_, total) => changed(total + 3000) },
    { from: past(1, 9), to: today(0.3), fate: () => silent(3) },
    { from: past(1, 21), to: today(0.4), fate: () => silent(2) },
    { from: today(0.02), to: today(0.3), fate: () => silent(1) },
    { from: today(0.3), to: today(0.9), fate: () => fates.callAt(soon) },
    { from: today(0.4), to: today(1), fate: () => fresh },
    { from: today(0.55), to: today(1), bought: slippers(1), fate: () => fresh },
    { from: today(0.6), to: today(1), fate: () => fresh },
    { from: today(0.72), to: today(1), fate: () => fresh },
    { from: today(0.81), to: today(1), fate: () => fresh },
    { from: today(0.93), to: today(1), fate: () => fresh },
  );
  return chapters.toSorted((a, b) => a.from - b.from);
}
