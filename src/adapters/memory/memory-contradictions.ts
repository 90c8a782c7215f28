import type { Contradiction, Contradictions } from '../../ports/contradictions.js';

const keyOf = (tenant: string, contradictionId: string): string =>
  JSON.stringify([tenant, contradictionId]);

export function memoryContradictions(): Contradictions {
  const kept = new Map<string, Contradiction>();
  const settled = new Set<string>();

  return {
    async keep(contradiction) {
      await Promise.resolve();
      const key = keyOf(contradiction.tenant, contradiction.contradictionId);
      kept.set(key, structuredClone(contradiction));
    },

    async list({ tenant, orderId, limit }) {
      await Promise.resolve();
      const open = [...kept]
        .filter(([key, { tenant: owner }]) => owner === tenant && !settled.has(key))
        .map(([, contradiction]) => contradiction)
        .filter(({ id }) => orderId === undefined || id === orderId);
      return structuredClone(open.slice(0, limit));
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
