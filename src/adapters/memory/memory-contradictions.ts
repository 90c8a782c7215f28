import type { Contradiction, Contradictions } from '../../ports/contradictions.js';
import { asKept } from './as-kept.js';

const keyOf = (tenant: string, contradictionId: string): string =>
  JSON.stringify([tenant, contradictionId]);

export function memoryContradictions(): Contradictions {
  const kept = new Map<string, Contradiction>();
  const settled = new Set<string>();

  return {
    async keep(contradiction) {
      const copy = asKept(contradiction);
      await Promise.resolve();
      kept.set(keyOf(copy.tenant, copy.contradictionId), copy);
    },

    async list({ tenant, orderId, limit }) {
      await Promise.resolve();
      const open = [...kept]
        .filter(([key, { tenant: owner }]) => owner === tenant && !settled.has(key))
        .map(([, contradiction]) => contradiction)
        .filter(({ id }) => orderId === undefined || id === orderId);
      return asKept(open.slice(0, limit));
    },

    async settle({ tenant, contradictionId }) {
      await Promise.resolve();
      const key = keyOf(tenant, contradictionId);
      if (!kept.has(key) || settled.has(key)) return false;
      settled.add(key);
      return true;
    },
  };
}
