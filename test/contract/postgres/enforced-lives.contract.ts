import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cod, createOrders, extendLifecycle, lifecycleOf } from 'cod-lifecycle';
import type { Cod, ConfirmedOrder, Extended, OrderStatus } from 'cod-lifecycle';
import { arbitraryLife } from 'cod-lifecycle/testing';
import { actor, driver, lifeTo, mad, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { known } from '../../support/shop.ts';
import { catalogOf } from './catalog.ts';
import { pgPools } from './libraries/pg.ts';
import { openShop } from './shop.ts';

const lifecycle = cod();
const agent = { actor: actor('agent') };
const reopen: Step = [{ type: 'reopen', reason: 'By mistake' }, 'admin'];
const correct = (to: OrderStatus): Step => [
  {
    type: 'correct',
    to,
    reason: 'It was wrong',
    acknowledged: true,
    assignee: driver,
    collected: mad(24_000),
    failure: 'wrong_address',
    cancelReason: 'staff',
  },
  'admin',
];
const receive: Step = [{ type: 'receive_return' }, 'warehouse'];

describe('the library is not in its own way', () => {
  const lives: Readonly<Record<string, readonly Step[]>> = {
    ...lifeTo,
    'cancelled, and open again': [...lifeTo.cancelled, reopen],
    'delivered, and put right twice': [...lifeTo.delivered, correct('returned'), correct('new')],
    'returned, and on its way again': [
      ...lifeTo.returned,
      receive,
      [{ type: 'redeliver' }, 'agent'],
      [usual.ship, 'warehouse'],
    ],
  };

  it('in a life that ends in any status, or goes on from there', async () => {
    const { live, orders } = await openShop(pgPools, { enforce: lifecycle });
    for (const [id, steps] of Object.entries(lives)) {
      expect(await live(id, steps)).toMatchObject({ id, version: steps.length });
    }
    expect((await orders.effects.drain()).dead).toBe(0);
  });

  it('in whatever may happen to an order, by whatever policy', async () => {
    const { store, orders } = await openShop(pgPools, { enforce: lifecycle });
    const lives = fc.sample(arbitraryLife({ maxEvents: 25 }), { numRuns: 25, seed: 20_260_115 });
    for (const [index, { orders: versions, entries }] of lives.entries()) {
      const id = `o${index}`;
      for (const [position, { version, ...order }] of versions.entries()) {
        const { source } = order;
        const [entry] = entries.slice(position);
        const change = {
          order: { ...order, version, id, source: { ...source, externalId: id } },
          expectedVersion: version - 1,
          entry: { tenant: 'default', orderId: id, ...known(entry), commandId: `c${version}` },
          effects: [],
          open: true,
          since: null,
        };
        expect(await store.commit([change])).toEqual(['applied']);
      }
    }
    const counts = Object.values(await orders.counts());
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(lives.length);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(4);
  });
});

interface PostponedOrder extends Omit<ConfirmedOrder, 'status'> {
  readonly status: 'postponed';
}
interface MyCod extends Extended<
  Cod,
  { order: PostponedOrder; event: { readonly type: 'postpone' } | { readonly type: 'resume' } }
> {}
const { transition } = lifecycleOf<MyCod>();
const wider = extendLifecycle(lifecycle, {
  id: 'my-cod',
  version: 1,
  statuses: { postponed: { holds: ['reserved'] } },
  add: [
    transition('postpone', { from: ['confirmed'], to: 'postponed', by: ['agent'] }),
    transition('resume', { from: ['postponed'], to: 'confirmed', by: ['agent'] }),
  ],
});

describe('a lifecycle that was changed', () => {
  const plain = (type: string) => ({
    '~standard': { validate: () => ({ value: { type } }) },
  });

  it('takes the place of the one before when the store migrates again', async () => {
    const { live, another, orders } = await openShop(pgPools, { enforce: lifecycle });
    await live('o1', lifeTo.confirmed);
    const { store } = await another({ enforce: wider });
    const schemas = { postpone: plain('postpone'), resume: plain('resume') };
    const mine = createOrders({ lifecycle: wider, store, schemas });
    await expect(mine.send('o1', { type: 'postpone' }, agent)).rejects.toMatchObject({
      reason: '23514',
    });
    await store.migrate();
    expect(await mine.send('o1', { type: 'postpone' }, agent)).toMatchObject({
      kind: 'applied',
      order: { status: 'postponed' },
    });
    expect((await mine.send('o1', { type: 'resume' }, agent)).kind).toBe('applied');
    expect((await orders.send('o1', usual.cancel, agent)).kind).toBe('applied');
  });

  it('is refused whole where an order is in a status that it does not have', async () => {
    const { live, another, store, schema, ...shop } = await openShop(pgPools, { enforce: wider });
    await live('o1', lifeTo.delivered);
    const before = await catalogOf(shop, schema);
    const statuses = lifecycle.statuses.filter((status) => status !== 'delivered');
    const { store: narrow } = await another({ enforce: { ...lifecycle, statuses } });
    await expect(narrow.migrate()).rejects.toMatchObject({ reason: '23514' });
    expect(await catalogOf(shop, schema)).toEqual(before);
    await store.migrate();
  });

  it('that is the same touches nothing, and waits for nobody who is at work on the orders', async () => {
    const { live, another, schema, run, transaction, orders } = await openShop(pgPools, {
      enforce: lifecycle,
    });
    await live('o1', lifeTo.new);
    const made = `select 'constraint' as kind, oid::text, xmin::text from pg_constraint
        where conrelid = '${schema}.cod_orders'::regclass
      union all select 'trigger', oid::text, xmin::text from pg_trigger
        where tgrelid = '${schema}.cod_orders'::regclass
      union all select 'function', oid::text, xmin::text from pg_proc
        where pronamespace = '${schema}'::regnamespace order by 1, 2`;
    const before = await run(made);
    const { store } = await another({ enforce: cod() });
    await transaction(async (tx) => {
      await orders.within(tx).send('o1', usual.confirm, agent);
      await store.migrate();
    });
    expect(before.length).toBeGreaterThan(2);
    expect(await run(made)).toEqual(before);
  });
});
