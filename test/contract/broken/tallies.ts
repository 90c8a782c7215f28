import type { Tallies } from 'cod-lifecycle';
import { brokenMemory } from './broken-store.ts';
import type { BrokenStore } from './broken-store.ts';

const spoilt = (
  name: string,
  caughtBy: readonly string[],
  otherwise: (tallies: Tallies) => Partial<Tallies>,
): BrokenStore =>
  brokenMemory(name, caughtBy, ({ tallies }) => ({
    tallies: { ...tallies, ...otherwise(tallies) },
  }));

const later = (time: string): string => new Date(Date.parse(time) + 1).toISOString();

const endsTooLate = spoilt(
  'that counts the end of a period as a part of it',
  ['periods'],
  ({ moves }) => ({
    moves: ({ periods, ...query }) =>
      moves({ ...query, periods: periods.map((one) => ({ ...one, to: later(one.to) })) }),
  }),
);

const countsTwice = spoilt(
  'that counts twice what it was asked for twice',
  ['moves'],
  ({ moves }) => ({
    moves: async (query) => {
      const { to } = query;
      const rows = await moves(query);
      const times = (status: string) => to?.filter((one) => one === status).length ?? 1;
      return rows.map((row) => ({ ...row, moves: row.moves * times(row.to) }));
    },
  }),
);

const meansForMedians = spoilt(
  'that says a median which nobody has waited',
  ['stays-and-waits'],
  ({ stays }) => ({
    stays: async (query) =>
      (await stays(query)).map((row) => ({ ...row, median: (row.median + row.p90) / 2 })),
  }),
);

const oneCurrency = spoilt(
  'that sums whatever a driver has brought',
  ['cash-tallies', 'periods'],
  ({ cash }) => ({
    cash: async (query) => {
      const rows = await cash(query);
      return rows.map((row) => ({ ...row, currency: 'MAD' }));
    },
  }),
);

const ofEverybody = spoilt(
  'that tallies the moves of the usual tenant, whoever asks',
  ['tallies-of-another-tenant'],
  ({ moves }) => ({ moves: (query) => moves({ ...query, tenant: 'default' }) }),
);

export const brokenTallies = [endsTooLate, countsTwice, meansForMedians, oneCurrency, ofEverybody];
