import type { OrderStore } from '../../../ports/index.js';
import { contentsOf } from '../contents-of.js';
import { minutes } from '../instants.js';
import { put } from '../put.js';
import { done, leaseMs, queueOf } from '../queue-of.js';
import { refusalOf } from '../refusal-of.js';
import { owing } from '../sample-change.js';
import { contradictionOf } from '../sample-contradiction.js';
import { nextOf, orderOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import type { Able } from '../store-check.js';

const a = orderOf('a');

/** Everything that can be asked first of a store that was just opened. */
const firstCalls: { readonly [Call: string]: (store: OrderStore) => Promise<unknown> } = {
  load: (store) => store.load([{ tenant, id: 'a' }]),
  commit: (store) => store.commit([owing(nextOf(a), 1)]),
  list: (store) => store.list({ tenant, limit: 9 }),
  counts: (store) => store.counts({ tenant }),
  history: (store) => store.history({ tenant, id: 'a', limit: 9 }),
  'effects.claim': ({ effects }) => effects.claim({ now: minutes(9), leaseMs, limit: 9 }),
  'effects.list': ({ effects }) => effects.list({ tenant, state: 'pending', limit: 9 }),
  'effects.resolve': ({ effects }) =>
    effects.resolve({ tenant, id: 'a', version: 1, index: 1 }, 'done'),
  'effects.prune': ({ effects }) => effects.prune({ before: minutes(99), limit: 9 }),
  'contradictions.keep': ({ contradictions }) => contradictions.keep(contradictionOf('y')),
  'contradictions.list': ({ contradictions }) => contradictions.list({ tenant, limit: 9 }),
  'contradictions.settle': ({ contradictions }) =>
    contradictions.settle({ tenant, contradictionId: 'x' }),
};

async function expectRefused<Tx>(
  { store, atRelease }: Able<Tx>,
  release: 'older' | 'newer',
): Promise<void> {
  await put(store, owing(a, 2));
  await store.contradictions.keep(contradictionOf('x'));
  const claim = await queueOf(store).one();
  const before = await contentsOf(store, 'a');
  const calls = {
    ...firstCalls,
    'effects.settle': ({ effects }: OrderStore) => effects.settle(claim, done),
  };
  for (const [name, call] of Object.entries(calls)) {
    const refusal = await refusalOf(async () => call(await atRelease(release)));
    same(name, refusal, 'schema_version');
  }
  same('the store', await contentsOf(await atRelease('this'), 'a'), before);
}

export const lookingAtTheRelease = checksIn('schema', [
  {
    id: 'newer-tables',
    rules: ['OS-14'],
    title: 'refuses the tables of a newer release, whatever is asked first, and writes nothing',
    needs: ['schema'],
    run: (open) => expectRefused(open, 'newer'),
  },
  {
    id: 'older-tables',
    rules: ['OS-14'],
    title: 'refuses the tables of an older release, whatever is asked first, and writes nothing',
    needs: ['schema', 'olderTables'],
    run: (open) => expectRefused(open, 'older'),
  },
]);
