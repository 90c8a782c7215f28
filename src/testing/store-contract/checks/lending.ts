import { contentsOf, historyOf } from '../contents-of.js';
import { start } from '../instants.js';
import { put } from '../put.js';
import { changeOf, effectOf } from '../sample-change.js';
import { contradictionOf } from '../sample-contradiction.js';
import { orderOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import type { Change, OrderStore } from '../../../ports/index.js';
import { checksIn } from '../store-check.js';

/** Changes everything in a value, all the way down. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) spoil(part);
  for (const name of Object.keys(value)) Reflect.set(value, name, 'spoilt');
}

/** A value of its own, of plain JSON. */
const copied = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const key = { tenant, id: 'a' };

function full(): Change {
  const order = orderOf('a', { metadata: { colour: 'blue' } });
  return copied(changeOf(order, { commandId: 'c1', effects: [effectOf(order, 0)] }));
}

/** That the store holds the same after somebody has spoilt what it gave out. */
async function expectUnspoilt(
  store: OrderStore,
  give: (store: OrderStore) => Promise<unknown>,
): Promise<void> {
  await put(store, full());
  await store.contradictions.keep(contradictionOf('x'));
  const before = copied(await contentsOf(store, 'a'));
  spoil(await give(store));
  same('the store', await contentsOf(store, 'a'), before);
}

export const lending = checksIn('state', [
  {
    id: 'given-is-kept',
    rules: ['OS-8'],
    title: 'keeps what it was given: changing that later changes nothing in the store',
    run: async ({ store }) => {
      const change = full();
      const contradiction = copied(contradictionOf('x'));
      await put(store, change);
      await store.contradictions.keep(contradiction);
      const before = copied(await contentsOf(store, 'a'));
      spoil(change);
      spoil(contradiction);
      same('the store', await contentsOf(store, 'a'), before);
    },
  },
  {
    id: 'loaded-is-lent-to-nobody',
    rules: ['OS-8'],
    title: 'gives out what was loaded for good: changing it changes nothing in the store',
    run: ({ store }) => expectUnspoilt(store, (store) => store.load([{ ...key, commandId: 'c1' }])),
  },
  {
    id: 'listed-is-lent-to-nobody',
    rules: ['OS-8'],
    title: 'gives out what was listed for good: orders, counts, histories',
    run: ({ store }) =>
      expectUnspoilt(store, async (store) => [
        await store.list({ tenant, limit: 9 }),
        await store.counts({ tenant }),
        await historyOf(store, key),
      ]),
  },
  {
    id: 'owed-is-lent-to-nobody',
    rules: ['OS-8'],
    title: 'gives out effects and contradictions for good, listed or claimed',
    run: ({ store }) =>
      expectUnspoilt(store, async (store) => [
        await store.effects.list({ tenant, state: 'pending', limit: 9 }),
        await store.contradictions.list({ tenant, limit: 9 }),
        await store.effects.claim({ now: start, leaseMs: 0, limit: 9 }),
      ]),
  },
]);
