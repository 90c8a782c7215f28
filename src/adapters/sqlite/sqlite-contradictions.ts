import type { Contradiction, Contradictions } from '../../ports/contradictions.js';
import type { TableNames } from '../sql/table-names.js';
import { failing } from './connection.js';
import type { Connection } from './connection.js';
import type { SqliteDatabase } from './sqlite-database.js';

export function sqliteContradictions(
  { contradictions }: TableNames,
  connectionOf: (tx?: SqliteDatabase) => Connection,
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
      failing(() => {
        const { tenant, contradictionId, id, recordedAt } = contradiction;
        const body = JSON.stringify(contradiction);
        connectionOf(tx).run(kept, tenant, contradictionId, id, recordedAt, body);
      }),

    list: async ({ tenant, orderId, limit }) =>
      failing(() => {
        const rows =
          orderId === undefined
            ? connectionOf().all<{ body: string }>(openOfAll, tenant, limit)
            : connectionOf().all<{ body: string }>(openOfOrder, tenant, orderId, limit);
        return rows.map(({ body }) => JSON.parse(body) as Contradiction);
      }),

    settle: async ({ tenant, contradictionId }) =>
      failing(() => connectionOf().run(settled, tenant, contradictionId) > 0),
  };
}
