import type { MovesQuery, Tallies } from '../../ports/tallies.js';
import { mergedCash, mergedCohorts } from '../sql/merged-tallies.js';
import type { CashRow, CohortRow } from '../sql/merged-tallies.js';
import type { TableNames } from '../sql/table-names.js';
import type { Connection, Work } from './connection.js';
import { knownStatuses } from './sqlite-listing.js';
import { cashOf, cohortsOf, movesOf, staysOf, waitsOf } from './sqlite-tally-statements.js';

function ask<Row>(connection: Connection, sql: string, input: object): readonly Row[] {
  const rows = connection.all<{ readonly output: string }>(sql, JSON.stringify(input));
  return rows.map(({ output }) => JSON.parse(output) as Row);
}

export function sqliteTallies(tables: TableNames, work: Work): Tallies {
  const { orders, history } = tables;

  const ofMoves = async <Row>(
    text: typeof movesOf,
    { tenant, to, periods, by }: MovesQuery,
  ): Promise<readonly Row[]> =>
    work((connection) => {
      const known = () =>
        knownStatuses(connection, history, tenant, 'to_status', 'from_status <> to_status');
      return ask<Row>(connection, text(tables, by), { tenant, statuses: to ?? known(), periods });
    });

  return {
    moves: async (query) => ofMoves(movesOf, query),
    stays: async (query) => ofMoves(staysOf, query),

    waits: async ({ tenant, by }) =>
      work((connection) => {
        const statuses = knownStatuses(connection, orders, tenant);
        return ask(connection, waitsOf(tables, by), { tenant, statuses });
      }),

    cohorts: async ({ tenant, periods, by }) =>
      work((connection) => {
        const statuses = knownStatuses(connection, orders, tenant);
        const input = { tenant, statuses, periods };
        return mergedCohorts(ask<CohortRow>(connection, cohortsOf(tables, by), input));
      }),

    cash: async (query) =>
      work((connection) => mergedCash(ask<CashRow>(connection, cashOf(tables), query))),
  };
}
