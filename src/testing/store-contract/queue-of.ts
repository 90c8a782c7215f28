import type {
  ClaimQuery,
  ClaimedEffect,
  EffectQueue,
  EffectState,
  EffectStatus,
  OrderStore,
} from '../../ports/index.js';
import { start } from './instants.js';
import { fail } from './same.js';
import { tenant } from './sample-order.js';

/** How long a claim of the checks lasts. */
export const leaseMs = 60_000;

export const done = { kind: 'done' } as const;
export const dead = { kind: 'dead', reason: 'gave_up' } as const;
export const retryAt = (at: string) => ({ kind: 'retry', at, reason: 'busy' }) as const;

type Asked = Partial<Omit<ClaimQuery, 'now'>>;

/** The queue of a store, in the words of the checks. */
export function queueOf({ effects }: OrderStore) {
  const claim = (now: string = start, asked: Asked = {}): Promise<readonly ClaimedEffect[]> =>
    effects.claim({ now, leaseMs, limit: 99, ...asked });

  return {
    claim,
    settle: effects.settle,
    upcoming: (asked: Partial<Parameters<EffectQueue['upcoming']>[0]> = {}) =>
      effects.upcoming({ limit: 99, ...asked }),
    /** The ids of what is claimed, sorted: lanes have no order among each other. */
    async ids(now: string = start, asked: Asked = {}): Promise<readonly string[]> {
      return (await claim(now, asked)).map(({ effectId }) => effectId).toSorted();
    },
    /** The only effect that can be claimed. */
    async one(now: string = start, asked: Asked = {}): Promise<ClaimedEffect> {
      const [claimed, ...others] = await claim(now, asked);
      if (!claimed || others.length > 0) {
        const found = claimed ? [claimed, ...others].map(({ effectId }) => effectId) : ['nothing'];
        fail('One effect was to be claimed:', `+ ${found.join(', ')}`);
      }
      return claimed;
    },
    /** What is in a state, in few words, sorted. */
    async listed(state: EffectState): Promise<readonly string[]> {
      const rows = await effects.list({ tenant, state, limit: 99 });
      return rows.map(({ effectId }) => effectId).toSorted();
    },
    /** How one effect stands, wherever it is. */
    async standing(id: string): Promise<Partial<EffectStatus>> {
      for (const state of ['pending', 'done', 'dead'] as const) {
        const rows = await effects.list({ tenant, state, limit: 99 });
        const found = rows.find(({ effectId }) => effectId === id);
        if (found) return found;
      }
      return {};
    },
  };
}
