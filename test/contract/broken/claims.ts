import type { ClaimedEffect, OrderStore } from 'cod-lifecycle';
import { brokenMemory } from './broken-store.ts';

const settledByAnybody = brokenMemory(
  'that lets any claim settle its effect',
  ['settled-by-the-newest-token'],
  ({ effects }) => {
    const newest = new Map<string, ClaimedEffect>();
    return {
      effects: {
        ...effects,
        async claim(query) {
          const claims = await effects.claim(query);
          for (const claim of claims) newest.set(claim.effectId, claim);
          return claims;
        },
        settle: (claim, end) => effects.settle(newest.get(claim.effectId) ?? claim, end),
      },
    };
  },
);

const claimedInTwoSteps = brokenMemory(
  'that looks for effects, and takes them in a second step',
  ['claimed-by-one-of-many'],
  ({ effects }) => {
    // Whoever asks while another one looks finds the same.
    const looks = new Map<string, ReturnType<OrderStore['effects']['claim']>>();
    return {
      effects: {
        ...effects,
        async claim(query) {
          const name = JSON.stringify(query);
          const look = looks.get(name) ?? effects.claim(query);
          looks.set(name, look);
          try {
            return structuredClone(await look);
          } finally {
            looks.delete(name);
          }
        },
      },
    };
  },
);

const leaseNeverEnds = brokenMemory(
  'that never gives a claimed effect to another one',
  [
    'crashes-counted',
    'lease-and-after',
    'lease-as-long-as-asked-for',
    'settled-by-the-newest-token',
    'soonest-comes-first',
  ],
  ({ effects }) => ({
    effects: {
      ...effects,
      claim: (query) => effects.claim({ ...query, leaseMs: 1e12 }),
    },
  }),
);

const retriedAtOnce = brokenMemory(
  'that hands an effect that failed over at once',
  ['retried-at-its-time', 'retried-before-the-rest', 'soonest-comes-first'],
  ({ effects }) => ({
    effects: {
      ...effects,
      settle: (claim, end) =>
        effects.settle(claim, end.kind === 'retry' ? { ...end, at: '' } : end),
    },
  }),
);

const crashesUncounted = brokenMemory(
  'that counts no crashes',
  ['crashes-counted'],
  ({ effects }) => ({
    effects: {
      ...effects,
      claim: async (query) =>
        (await effects.claim(query)).map((claim) => ({ ...claim, crashes: 0 })),
    },
  }),
);

const resolvesWhatIsOwed = brokenMemory(
  'that ends an effect when somebody says so, dead or not',
  ['resolved-only-when-dead'],
  ({ effects }) => ({
    effects: {
      ...effects,
      async resolve({ version, index, ...order }, how) {
        const key = { ...order, version, index };
        if (await effects.resolve(key, how)) return true;
        const [claim] = await effects.claim({ now: '9', leaseMs: 0, limit: 1, order });
        const found = claim?.version === version && claim.index === index;
        return found ? effects.settle(claim, { kind: 'done' }) : false;
      },
    },
  }),
);

const prunesTheDead = brokenMemory(
  'that forgets what is dead as well',
  ['pruned-when-done'],
  ({ effects }) => ({
    effects: {
      ...effects,
      async prune(query) {
        const dead = await effects.list({ tenant: 'default', state: 'dead', limit: 99 });
        for (const key of dead) await effects.resolve(key, 'done');
        return effects.prune(query);
      },
    },
  }),
);

export const brokenClaims = [
  settledByAnybody,
  claimedInTwoSteps,
  leaseNeverEnds,
  retriedAtOnce,
  crashesUncounted,
  resolvesWhatIsOwed,
  prunesTheDead,
];
