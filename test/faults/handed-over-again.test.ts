import { expect, it, onTestFinished } from 'vitest';
import { createOrders, StoreError } from 'cod-lifecycle';
import type { Inventory, OrderStore } from 'cod-lifecycle';
import { memoryInventory } from 'cod-lifecycle/memory';
import { actor } from '../support/life.ts';
import { draft } from '../support/shop.ts';
import { aftermath } from './aftermath.ts';
import { freshPlace } from './fresh-place.ts';
import { openPlace } from './place.ts';
import { lifecycle } from './shop-under-fault.ts';

const anHourMs = 3_600_000;

/** A process that dies after it has handed an effect over, and before it can say so. */
const dying = (store: OrderStore): OrderStore => ({
  ...store,
  effects: {
    ...store.effects,
    settle: () => Promise.reject(new StoreError('not_applied')),
  },
});

it.each(['postgres', 'sqlite'] as const)(
  'a shortage that was recorded before its process died, on %s, is recorded once',
  async (kind) => {
    const place = freshPlace(kind);
    const shelf: Inventory = memoryInventory({ OIL: 1 });
    const first = await openPlace(place);
    onTestFinished(first.close);
    const orders = createOrders({ lifecycle, store: dying(first.store), inventory: shelf });
    await orders.place(draft({ id: 'o1' }), { actor: actor('agent') });

    const later = await openPlace(place, { aheadMs: anHourMs });
    onTestFinished(later.close);
    const calm = createOrders({ lifecycle, store: later.store, inventory: shelf });
    await calm.effects.drain();
    expect(await calm.effects.list({ state: 'pending' })).toEqual([]);
    const { orders: rows, history, effects } = await aftermath(place);
    expect(rows.map(({ body }) => body['stock'])).toMatchObject([[{ reserved: 1, short: 1 }]]);
    expect(history.map(({ event_type }) => event_type)).toEqual(['place', 'record_reservation']);
    expect(effects.map(({ state }) => state)).toEqual(effects.map(() => 'done'));
  },
);
