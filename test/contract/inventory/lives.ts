import * as fc from 'fast-check';
import { cod, createOrders } from 'cod-lifecycle';
import type { Actor, CodLifecycle, Draft, Inventory, OrderEvent, StockMove } from 'cod-lifecycle';
import { arbitraryLife, arbitraryPolicy } from 'cod-lifecycle/testing';
import type { Life } from 'cod-lifecycle/testing';
import { expect } from 'vitest';
import { actor, lifeTo, line } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import type { Shop } from './places.ts';

const skus = ['SOAP', 'ARGAN-50', 'constructor'];
const plenty = 1e9;

/** An order, and what everybody tells of it. */
interface Told {
  readonly draft: Draft;
  readonly news: readonly { readonly event: OrderEvent; readonly actor: Actor }[];
}

/** Three orders of one shop, and what is on its shelves. */
export interface Day {
  readonly lifecycle: CodLifecycle;
  readonly orders: readonly Told[];
  readonly shelf: number;
}

/** What was told of an order, as somebody tells it to a runtime. */
function toldOf({ steps }: Life): Told {
  const [first, ...news] = steps;
  if (first?.event.type !== 'place') throw new Error('A life begins with an order');
  const { customer, address, lines, amountDue } = first.event;
  return {
    draft: { customer, address, lines, amountDue },
    news: news.map(({ event, context }) => ({ event, actor: context.actor })),
  };
}

const damaged = { lineId: '1', quantity: 1, condition: 'damaged' } as const;
const returned: readonly Step[] = [
  ...lifeTo.returned.slice(1),
  [
    { type: 'receive_return', lines: [damaged, { ...damaged, condition: 'sellable' }] },
    'warehouse',
  ],
  [{ type: 'receive_return', lines: [damaged] }, 'warehouse'],
];

/** An order that is refused at the door and comes back, one unit of it broken: what chance seldom brings about. */
const comesBack: Told = {
  draft: draft({ lines: [line('1', 'SOAP', 3)] }),
  news: returned.map(([event, by]) => ({ event, actor: actor(by) })),
};

const leaves = ({ effects }: Life): boolean => effects.some(({ type }) => type === 'commit_stock');

export const arbitraryDay: fc.Arbitrary<Day> = arbitraryPolicy()
  .map((policy) => ({ ...policy, actors: {} }))
  .chain((policy) =>
    fc
      .record({
        any: arbitraryLife({ policy, maxEvents: 14 }),
        leaving: arbitraryLife({ policy, maxEvents: 20 }).filter(leaves),
        shelf: fc.oneof(fc.nat(9), fc.constant(plenty)),
      })
      .map(({ any, leaving, shelf }) => ({
        lifecycle: cod(policy),
        orders: [comesBack, toldOf(any), toldOf(leaving)],
        shelf,
      })),
  );

/** How a shop hands its effects over. */
export interface Manner {
  readonly handOver: 'after_commit' | 'by_drain';
  /** Several processes hand over what is owed at once, now and then. */
  readonly drains: number;
  readonly wrap: (inventory: Inventory) => Inventory;
}

const parties = (shop: Shop, { handOver, drains, wrap }: Manner, day: Day, tenant: string) =>
  [shop, ...Array.from({ length: drains }, () => shop.beside())].map(({ store, inventory }) =>
    createOrders({
      lifecycle: day.lifecycle,
      store,
      inventory: wrap(inventory),
      tenant,
      handOver,
    }),
  );

type Orders = ReturnType<typeof parties>[number];

/** The stock speaks for itself; and a correction may say of goods that are not there where they are. */
const isTold = ({ type }: OrderEvent, { shelf }: Day): boolean =>
  type !== 'record_reservation' && (shelf === plenty || type !== 'correct');

/** Hands everything over, by all at once, until nothing is due any more. */
async function handAllOver(all: readonly Orders[]): Promise<void> {
  for (;;) {
    const reports = await Promise.all(all.map((one) => one.effects.drain({ concurrency: 2 })));
    const sum = (key: 'done' | 'retried' | 'dead'): number =>
      reports.reduce((count, report) => count + report[key], 0);
    expect([sum('retried'), sum('dead')]).toEqual([0, 0]);
    if (sum('done') === 0) return;
  }
}

/** The stock holds what the orders' ledgers say, to the unit, and every unit that came in is somewhere. */
async function expectBooks(shop: Shop, orders: Orders, tenant: string, received: number) {
  const { rows } = await orders.list({ limit: 1000 });
  const ledger = rows.flatMap(({ order }) => order.stock);
  const effects = await orders.effects.list({ state: 'done', limit: 1000 });
  const givenUp = effects
    .map(({ effect }) => effect as { type: string; lines?: readonly StockMove[] })
    .flatMap(({ type, lines }) => (type === 'write_off_stock' ? (lines ?? []) : []));
  for (const sku of skus) {
    const units = <Row extends { sku: string }>(all: readonly Row[], of: (row: Row) => number) =>
      all.filter((row) => row.sku === sku).reduce((sum, row) => sum + of(row), 0);
    const { available, reserved, out, writtenOff, missing } = await shop.stock(sku, tenant);
    expect({ sku, reserved, out, writtenOff }).toEqual({
      sku,
      reserved: units(ledger, (row) => row.reserved),
      out: units(ledger, (row) => row.out),
      writtenOff: units(givenUp, ({ quantity }) => quantity),
    });
    expect(Math.min(available, reserved, out, writtenOff, missing)).toBeGreaterThanOrEqual(0);
    expect(available + reserved + out + writtenOff - missing).toBe(received);
  }
}

/** Lets a day happen in a shop, and looks at the books in the evening. */
export async function live(shop: Shop, manner: Manner, day: Day, tenant: string): Promise<void> {
  const all = parties(shop, manner, day, tenant);
  const [orders] = all as [Orders];
  const before = await Promise.all(skus.map(async (sku) => shop.stock(sku, tenant)));
  expect(new Set(before.map(({ available }) => available))).toEqual(new Set([0]));
  if (day.shelf > 0) for (const sku of skus) await shop.receive(sku, day.shelf, tenant);
  const ids = day.orders.map((_, index) => `order-${index}`);
  for (const [index, { draft }] of day.orders.entries()) {
    const placed = await orders.place(
      { ...draft, id: ids[index] ?? '' },
      { actor: actor('admin') },
    );
    expect(placed.kind).toBe('applied');
  }
  const longest = Math.max(...day.orders.map(({ news }) => news.length));
  for (let turn = 0; turn < longest; turn += 1) {
    await Promise.all(
      day.orders.map(async ({ news }, index) => {
        const told = news[turn];
        if (!told || !isTold(told.event, day)) return;
        const { event, actor } = told;
        await orders.send(ids[index] ?? '', event as { type: 'ship' }, { actor });
      }),
    );
    if (manner.drains > 0 && turn % 3 === 0) await handAllOver(all);
  }
  await handAllOver(all);
  await expectBooks(shop, orders, tenant, day.shelf);
}
