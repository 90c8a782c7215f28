import type {
  ClaimedEffect,
  EffectKey,
  EffectQueue,
  EffectRecord,
  OrderStore,
} from 'cod-lifecycle';
import { brokenMemory } from './broken-store.ts';

/** A commit that writes its effects otherwise, and remembers how they were. */
function rewritten(store: OrderStore, write: (effect: EffectRecord) => EffectRecord) {
  const originals = new Map<string, EffectRecord>();
  const read = <Row extends EffectRecord>(row: Row): Row => ({
    ...row,
    ...structuredClone(originals.get(row.effectId)),
  });
  return {
    originals,
    read,
    commit: (async (changes) => {
      const verdicts = await store.commit(
        changes.map((change) => ({ ...change, effects: change.effects.map(write) })),
      );
      for (const effect of changes.flatMap(({ effects }) => effects))
        originals.set(effect.effectId, structuredClone(effect));
      return verdicts;
    }) satisfies OrderStore['commit'],
    list: (async (query) =>
      (await store.effects.list(query)).map(read)) satisfies EffectQueue['list'],
  };
}

const deadPassedBy = brokenMemory(
  'that goes on with a lane after any dead effect',
  ['dead-and-blocking', 'dead-comes-not'],
  (store) => {
    const { commit, list, read } = rewritten(store, (effect) => ({ ...effect, blocking: false }));
    const claim: EffectQueue['claim'] = async (query) =>
      (await store.effects.claim(query)).map(read);
    return { commit, effects: { ...store.effects, claim, list } };
  },
);

const lanesIgnored = brokenMemory(
  'that hands over what is due, wherever it stands in its lane',
  [
    'claimed-by-one-of-many',
    'dead-and-blocking',
    'dead-comes-not',
    'head-of-the-lane',
    'heads-come-next',
    'lane-grows-behind-its-head',
    'owed-by-one-order',
    'retried-before-the-rest',
    'soonest-comes-first',
    'waits-no-longer-than-its-head',
  ],
  (store) => {
    // Each effect has a lane to itself.
    const lane = ({ id, version, index }: EffectKey): string => `${id} ${version} ${index}`;
    const { commit, list, read, originals } = rewritten(store, (effect) => ({
      ...effect,
      id: lane(effect),
    }));
    const claim: EffectQueue['claim'] = async ({ order, limit, ...query }) => {
      if (!order) return (await store.effects.claim({ limit, ...query })).map(read);
      const claims: ClaimedEffect[] = [];
      for (const effect of originals.values()) {
        if (effect.tenant !== order.tenant || effect.id !== order.id) continue;
        const of = { tenant: effect.tenant, id: lane(effect) };
        claims.push(...(await store.effects.claim({ ...query, limit: 1, order: of })).map(read));
      }
      return claims;
    };
    return {
      commit,
      effects: {
        claim,
        list,
        prune: store.effects.prune,
        upcoming: store.effects.upcoming,
        settle: (of, end) => store.effects.settle({ ...of, id: lane(of) }, end),
        resolve: (of, how) => store.effects.resolve({ ...of, id: lane(of) }, how),
      },
    };
  },
);

const lanesByText = brokenMemory(
  'that sorts a lane by the text of its ids',
  ['in-the-order-of-the-ids'],
  (store) => {
    const ranks = new Map<string, number>();
    const ranked = <Key extends EffectKey>(key: Key): Key => {
      const id = [key.tenant, key.id, key.version, key.index].join('/');
      return { ...key, index: ranks.get(id) ?? key.index };
    };
    const indexes = new Map<string, number>();
    const read = <Row extends EffectRecord>(row: Row): Row => ({
      ...row,
      index: indexes.get(row.effectId) ?? row.index,
    });
    const { effects } = store;
    return {
      commit: (changes) =>
        store.commit(
          changes.map((change) => {
            const sorted = change.effects.toSorted((a, b) => (a.effectId < b.effectId ? -1 : 1));
            for (const [rank, effect] of sorted.entries()) {
              ranks.set(effect.effectId, rank);
              indexes.set(effect.effectId, effect.index);
            }
            return { ...change, effects: sorted.map(ranked) };
          }),
        ),
      effects: {
        ...effects,
        claim: async (query) => (await effects.claim(query)).map(read),
        list: async (query) => (await effects.list(query)).map(read),
        settle: (claim, end) => effects.settle(ranked(claim), end),
        resolve: (key, how) => effects.resolve(ranked(key), how),
      },
    };
  },
);

const timersUnknown = brokenMemory(
  'that takes a timer for what is due at once',
  ['soonest-comes-first', 'timer-beside-its-lane', 'timer-in-its-time'],
  (store) => {
    const { commit, list, read } = rewritten(store, (effect) => ({ ...effect, dueAt: null }));
    const claim: EffectQueue['claim'] = async (query) =>
      (await store.effects.claim(query)).map(read);
    return { commit, effects: { ...store.effects, claim, list } };
  },
);

const leasesUnseen = brokenMemory(
  'that names as upcoming only what nobody has claimed',
  ['soonest-comes-first'],
  (store) => {
    const held = new Set<string>();
    const nameOf = ({ tenant, id, version, index }: EffectKey): string =>
      [tenant, id, version, index].join('/');
    return {
      effects: {
        ...store.effects,
        claim: async (query) => {
          const claims = await store.effects.claim(query);
          for (const { effectId } of claims) held.add(effectId);
          return claims;
        },
        settle: async (claim, end) => {
          held.delete(claim.effectId);
          return store.effects.settle(claim, end);
        },
        upcoming: async (query) =>
          (await store.effects.upcoming(query)).filter((effect) => !held.has(nameOf(effect))),
      },
    };
  },
);

const oldestUpcoming = brokenMemory(
  'that names the oldest as upcoming, whenever it is due',
  ['soonest-comes-first'],
  (store) => ({
    effects: {
      ...store.effects,
      upcoming: async (query) =>
        (await store.effects.upcoming(query)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    },
  }),
);

export const brokenEffects = [
  deadPassedBy,
  lanesIgnored,
  lanesByText,
  leasesUnseen,
  oldestUpcoming,
  timersUnknown,
];
