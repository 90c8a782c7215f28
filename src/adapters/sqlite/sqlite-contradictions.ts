import type { Contradiction, Contradictions } from '../../ports/contradictions.js';
import type { TableNames } from '../sql/table-names.js';
import type { Work } from './connection.js';
import type { SqliteDatabase } from './sqlite-database.js';

export function sqliteContradictions(
  { contradictions }: TableNames,
  work: Work,
): Contradictions<SqliteDatabase> {
  const kept = `insert into ${contradictions} values (?, ?, ?, ?, 0, ?)
    on conflict (tenant, contradiction_id) do update set body = excluded.body`;
  const open = (scope: string): string => `select body from ${contradictions}
    where tenant = ? and settled = 0 ${scope} order by kept_at, contradiction_id limit ?`;
  const [openOfAll, openOfOrder] = [open(''), open('and order_id = ?')];
  const settled = `update ${contradictions} set settled = 1
    where tenant = ? and contradiction_id = ? and settled = 0`;

  return {
    keep: async (contradiction, tx) =>
      work((connection) => {
        const { tenant, contradictionId, id, recordedAt } = contradiction;
        const body = JSON.stringify(contradiction);
        connection.run(kept, tenant, contradictionId, id, recordedAt, body);
      }, tx),

    list: async ({ tenant, orderId, limit }) =>
      work((connection) => {
        const rows =
          orderId === undefined
            ? connection.all<{ body: string }>(openOfAll, tenant, limit)
            : connection.all<{ body: string }>(openOfOrder, tenant, orderId, limit);
        return rows.map(({ body }) => JSON.parse(body) as Contradiction);
      }),

    settle: async ({ tenant, contradictionId }) =>
      work((connection) => connection.run(settled, tenant, contradictionId) > 0),
  };
}
