import { brokenMemory } from './broken-store.ts';

const contradictionsTwice = brokenMemory(
  'that keeps a contradiction as often as it is told',
  ['told-at-once-kept-once', 'told-twice-kept-once'],
  ({ contradictions }) => {
    const idsOf = new Map<string, string[]>();
    const settled = new Set<string>();
    return {
      contradictions: {
        async keep(contradiction) {
          const { tenant, contradictionId } = contradiction;
          if (settled.has(JSON.stringify([tenant, contradictionId]))) return;
          const ids = idsOf.get(contradictionId) ?? [];
          const id = JSON.stringify([contradictionId, ids.length]);
          idsOf.set(contradictionId, [...ids, id]);
          await contradictions.keep({ ...contradiction, tenant, contradictionId: id });
        },
        async list(query) {
          const rows = await contradictions.list(query);
          return rows.map((row) => ({
            ...row,
            contradictionId: (JSON.parse(row.contradictionId) as [string])[0],
          }));
        },
        async settle({ tenant, contradictionId }) {
          const done: boolean[] = [];
          for (const id of idsOf.get(contradictionId) ?? [])
            done.push(await contradictions.settle({ tenant, contradictionId: id }));
          if (!done.includes(true)) return false;
          settled.add(JSON.stringify([tenant, contradictionId]));
          return true;
        },
      },
    };
  },
);

const settledReopened = brokenMemory(
  'that lists a settled contradiction when it is told again',
  ['settled-and-told-again'],
  ({ contradictions }) => {
    const settled = new Map<string, number>();
    const named = (id: string): string => JSON.stringify([id, settled.get(id) ?? 0]);
    return {
      contradictions: {
        keep: (one) => contradictions.keep({ ...one, contradictionId: named(one.contradictionId) }),
        async list(query) {
          const rows = await contradictions.list(query);
          return rows.map((row) => ({
            ...row,
            contradictionId: (JSON.parse(row.contradictionId) as [string])[0],
          }));
        },
        async settle({ tenant, contradictionId: id }) {
          const done = await contradictions.settle({ tenant, contradictionId: named(id) });
          if (done) settled.set(id, (settled.get(id) ?? 0) + 1);
          return done;
        },
      },
    };
  },
);

export const brokenContradictions = [contradictionsTwice, settledReopened];
