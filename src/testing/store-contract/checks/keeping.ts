import { cod } from '../../../lifecycle/index.js';
import { orderStatuses } from '../../../order/index.js';
import type { OrderEvent, OrderStatus } from '../../../order/index.js';
import { given } from '../../given.js';
import { samplePlace } from '../../sample-place.js';
import { contentsOf, orderIn } from '../contents-of.js';
import { put, putAll } from '../put.js';
import { changeOf, effectOf } from '../sample-change.js';
import { nextOf, orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

const acknowledged = { products: true, total: true, address: true };
const assignee = { kind: 'driver', id: 'karim', name: 'Karim' } as const;
const tracking = { number: 'T-1', carrier: 'amana', url: null };
const prepared: readonly OrderEvent[] = [
  { type: 'confirm', acknowledged },
  { type: 'assign', assignee },
  { type: 'start_processing' },
];
const shipped: readonly OrderEvent[] = [...prepared, { type: 'ship', tracking }];
const collected = { amount: 24_000, currency: 'MAD' };

/** What happens to an order until it is in each status, with all the facts that it then has. */
const lives: { readonly [Status in OrderStatus]: readonly OrderEvent[] } = {
  new: [{ type: 'add_note', text: 'Call after six' }],
  no_answer: [{ type: 'record_call_attempt', outcome: 'no_answer' }],
  confirmed: prepared.slice(0, 1),
  processing: prepared,
  shipped,
  out_for_delivery: [...shipped, { type: 'start_delivery' }],
  delivered: [...shipped, { type: 'deliver', collected }],
  returned: [...shipped, { type: 'report_failed_delivery', reason: 'refused', note: 'Too late' }],
  cancelled: [...prepared, { type: 'cancel', reason: 'staff', note: 'Placed twice' }],
};

function livedTo(status: OrderStatus) {
  const place = samplePlace({
    id: status,
    source: { kind: 'manual', shop: 'default', externalId: status, reference: null },
  });
  const events = [place, ...lives[status]];
  const last = events.pop() ?? place;
  return given(cod(), ...events)
    .when(last)
    .thenStatus(status);
}

export const keeping = checksIn('state', [
  {
    id: 'every-field',
    rules: ['OS-3'],
    title: 'keeps every field of an order as it was given, in every status',
    run: async ({ store }) => {
      for (const status of orderStatuses) {
        const order = livedTo(status);
        await put(store, changeOf(order, { expectedVersion: 0 }));
        same(status, await orderIn(store, { tenant, id: status }), order);
      }
      const { rows } = await store.list({ tenant, status: ['delivered'], limit: 1000 });
      same('the list', rows, [livedTo('delivered')]);
    },
  },
  {
    id: 'every-field-of-an-entry',
    rules: ['OS-3'],
    title: 'keeps every field of an entry and of an effect as it was given',
    run: async ({ store }) => {
      const a = orderOf('a');
      const change = changeOf(a, {
        commandId: 'c1',
        entry: {
          event: { type: 'place' },
          from: 'nothing',
          to: 'somewhere',
          actor: { kind: 'integration', id: 'shop-7' },
          occurredAt: '2019-12-31T23:59:59.999Z',
          recordedAt: '2026-02-28T00:00:00.001Z',
        },
        effects: [
          effectOf(a, 0, { blocking: true, createdAt: '2019-12-31T23:59:59.999Z' }),
          effectOf(a, 1, { effect: { type: 'reserve_stock' } }),
        ],
      });
      await put(store, change);
      const { histories, pending } = await contentsOf(store, 'a');
      const still = { state: 'pending', failures: 0, reason: null };
      same('the history', histories, [[change.entry]]);
      same(
        'the effects',
        pending,
        change.effects.map((effect) => ({ ...effect, ...still })),
      );
    },
  },
  {
    id: 'any-number-of-changes',
    rules: ['OS-3'],
    title: 'writes no change, one, two and three hundred in one commit, new orders and old',
    run: async ({ store }) => {
      same('the commit of nothing', await store.commit([]), []);
      for (const size of [1, 2, 300]) {
        const placed = ordersOf(size, `of${size}-`);
        const moved = placed.map((order) => nextOf(order, { status: `moved-${size}` }));
        await putAll(
          store,
          placed.map((order) => changeOf(order)),
        );
        await putAll(
          store,
          moved.map((order) => changeOf(order)),
        );
        for (const order of [moved[0], moved.at(-1)])
          if (order) same('an order', await orderIn(store, order), order);
        same(`the count of ${size}`, (await store.counts({ tenant }))[`moved-${size}`], size);
      }
    },
  },
]);
