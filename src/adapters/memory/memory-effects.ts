import type {
  ClaimedEffect,
  EffectKey,
  EffectQueue,
  EffectRecord,
  EffectState,
} from '../../ports/effect-queue.js';
import { asKept } from './as-kept.js';

interface Kept {
  readonly record: EffectRecord;
  state: EffectState;
  failures: number;
  crashes: number;
  claimed: boolean;
  token: number;
  /** Not claimable before: a lease that runs, or a pause after a failure. ISO 8601 in UTC. */
  notBefore: string;
  reason: string | null;
}

/** A queue of effects in memory, filled by the store's commits. */
export interface MemoryEffects extends EffectQueue {
  add(records: readonly EffectRecord[]): void;
}

const laneOf = ({ tenant, id }: { readonly tenant: string; readonly id: string }): string =>
  JSON.stringify([tenant, id]);

/** As if nobody had tried it yet. */
const fresh = { state: 'pending', failures: 0, crashes: 0, claimed: false, notBefore: '' } as const;

const later = (now: string, milliseconds: number): string =>
  new Date(Date.parse(now) + milliseconds).toISOString();

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** What of an order can be handed over: the head of its lane, where a dead one is passed by unless it blocks; and timers. */
function headsOf(lane: readonly Kept[]): readonly Kept[] {
  const next = lane.find(
    ({ state, record }) =>
      record.dueAt === null && (state === 'pending' || (state === 'dead' && record.blocking)),
  );
  const timers = lane.filter(({ state, record }) => record.dueAt !== null && state === 'pending');
  return next?.state === 'pending' ? [next, ...timers] : timers;
}

export function memoryEffects(): MemoryEffects {
  const lanes = new Map<string, Kept[]>();
  const find = (key: EffectKey): Kept | undefined =>
    lanes
      .get(laneOf(key))
      ?.find(({ record }) => record.version === key.version && record.index === key.index);

  return {
    add(records) {
      for (const record of records.toSorted((a, b) => a.index - b.index)) {
        const lane = lanes.get(laneOf(record)) ?? [];
        lanes.set(laneOf(record), lane);
        lane.push({ record, ...fresh, notBefore: record.dueAt ?? '', token: 0, reason: null });
      }
    },

    async claim({ now, leaseMs, limit, order }) {
      await Promise.resolve();
      const claims: ClaimedEffect[] = [];
      const all = order ? [lanes.get(laneOf(order)) ?? []] : [...lanes.values()];
      for (const head of all.flatMap(headsOf)) {
        if (claims.length >= limit) break;
        if (head.notBefore > now) continue;
        if (head.claimed) head.crashes += 1;
        head.claimed = true;
        head.token += 1;
        head.notBefore = later(now, leaseMs);
        claims.push({
          ...asKept(head.record),
          token: head.token,
          failures: head.failures,
          crashes: head.crashes,
        });
      }
      return claims;
    },

    async settle(claim, settlement) {
      await Promise.resolve();
      const kept = find(claim);
      if (!kept || kept.state !== 'pending' || kept.token !== claim.token) return false;
      kept.claimed = false;
      kept.crashes = 0;
      if (settlement.kind === 'done') {
        kept.state = 'done';
        return true;
      }
      kept.failures += 1;
      kept.reason = settlement.reason;
      if (settlement.kind === 'dead') kept.state = 'dead';
      else kept.notBefore = settlement.at;
      return true;
    },

    async resolve(key, how) {
      await Promise.resolve();
      const kept = find(key);
      if (kept?.state !== 'dead') return false;
      if (how === 'done') kept.state = 'done';
      else Object.assign(kept, fresh);
      return true;
    },

    async upcoming({ limit, order }) {
      await Promise.resolve();
      const all = order ? [lanes.get(laneOf(order)) ?? []] : [...lanes.values()];
      return all
        .flatMap(headsOf)
        .toSorted(
          (a, b) =>
            compare(a.notBefore, b.notBefore) || compare(a.record.createdAt, b.record.createdAt),
        )
        .slice(0, limit)
        .map(({ record: { tenant, id, version, index }, notBefore }) => ({
          tenant,
          id,
          version,
          index,
          at: notBefore || null,
        }));
    },

    async prune({ before, limit }) {
      await Promise.resolve();
      let pruned = 0;
      for (const [name, lane] of lanes) {
        const kept = lane.filter(({ state, record }) => {
          const forget = state === 'done' && record.createdAt < before && pruned < limit;
          if (forget) pruned += 1;
          return !forget;
        });
        if (kept.length > 0) lanes.set(name, kept);
        else lanes.delete(name);
      }
      return pruned;
    },

    async list({ tenant, state, orderId, limit }) {
      await Promise.resolve();
      const of =
        orderId === undefined
          ? [...lanes.values()]
          : [lanes.get(laneOf({ tenant, id: orderId })) ?? []];
      const all = of.flat().filter((kept) => kept.record.tenant === tenant && kept.state === state);
      return asKept(
        all
          .slice(0, limit)
          .map(({ record, failures, reason }) => ({ ...record, state, failures, reason })),
      );
    },
  };
}
