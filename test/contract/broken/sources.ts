import type { LoadKey, OrderStore, Source, StoredOrder } from 'cod-lifecycle';
import { brokenMemory } from './broken-store.ts';

const nameOf = ({ kind, shop, externalId }: Source): string =>
  JSON.stringify([kind, shop, externalId]);

/** A source that no other order can have, and what it was made of. */
const marked = ({ id, source }: StoredOrder): Source => ({
  ...source,
  externalId: JSON.stringify([source.externalId, id]),
});
const unmarked = (order: StoredOrder): StoredOrder => {
  const [externalId] = JSON.parse(order.source.externalId) as [string];
  return { ...order, source: { ...order.source, externalId } };
};

async function keyById(store: OrderStore, key: LoadKey): Promise<LoadKey> {
  if ('id' in key) return key;
  const { tenant, source, ...rest } = key;
  const { rows } = await store.list({ tenant, limit: 1000 });
  const found = rows.map(unmarked).find((order) => nameOf(order.source) === nameOf(source));
  return { ...rest, tenant, id: found?.id ?? 'unknown' };
}

const sourcesIgnored = brokenMemory(
  'that creates an order whatever its source',
  [
    'fifty-of-one-source',
    'one-source-twice-in-a-commit',
    'taken-source',
    'taken-source-writes-nothing',
  ],
  (store) => ({
    commit: (changes) =>
      store.commit(
        changes.map((change) => ({
          ...change,
          order: { ...change.order, source: marked(change.order) },
        })),
      ),
    async load(keys) {
      const byId = await Promise.all(keys.map((key) => keyById(store, key)));
      const loaded = await store.load(byId);
      return loaded.map(({ order, earlier }) => ({ order: order && unmarked(order), earlier }));
    },
    async list(query) {
      const page = await store.list(query);
      return { ...page, rows: page.rows.map(unmarked) };
    },
  }),
);

const sourcesOfAllTenants = brokenMemory(
  'that lets a source be taken by one tenant alone',
  ['source-of-another-tenant'],
  (store) => {
    const owners = new Map<string, string>();
    return {
      async commit(changes) {
        const taken = changes.map(({ order: { tenant, source }, expectedVersion }) => {
          const owner = owners.get(nameOf(source)) ?? tenant;
          return expectedVersion === 0 && owner !== tenant;
        });
        const free = changes.filter((_, index) => !taken[index]);
        const verdicts = [...(await store.commit(free))];
        for (const { order } of free) owners.set(nameOf(order.source), order.tenant);
        return taken.map((isTaken) => (isTaken ? 'conflict' : (verdicts.shift() ?? 'conflict')));
      },
    };
  },
);

export const brokenSources = [sourcesIgnored, sourcesOfAllTenants];
