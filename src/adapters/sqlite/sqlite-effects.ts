import type {
  ClaimedEffect,
  ClaimQuery,
  EffectQueue,
  EffectRecord,
  EffectState,
} from '../../ports/effect-queue.js';
import type { TableNames } from '../sql/table-names.js';
import type { Connection, Work } from './connection.js';
import type { Whole } from './sqlite-database.js';

interface Row {
  readonly tenant: string;
  readonly order_id: string;
  readonly version: Whole;
  readonly position: Whole;
  readonly effect_id: string;
  readonly effect: string;
  readonly blocking: Whole;
  readonly created_at: string;
  readonly due_at: string | null;
  readonly state: EffectState;
  readonly failures: Whole;
  readonly crashes: Whole;
  readonly claimed: Whole;
  readonly token: Whole;
  readonly not_before: string;
  readonly reason: string | null;
}

/** Later than any time. */
const never = '~';

const recordOf = (row: Row): EffectRecord => ({
  effectId: row.effect_id,
  tenant: row.tenant,
  id: row.order_id,
  version: Number(row.version),
  index: Number(row.position),
  effect: JSON.parse(row.effect) as { type: string },
  createdAt: row.created_at,
  dueAt: row.due_at,
  blocking: Number(row.blocking) === 1,
});

/** Writes what a transition owes, in the transaction of that transition. */
export function oweIn({ effects }: TableNames) {
  const sql = `insert into ${effects}
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, 0, 0, 0, ?, null)`;
  return (connection: Connection, record: EffectRecord): void => {
    const { tenant, id, version, index, effectId, effect, blocking, createdAt, dueAt } = record;
    const body = JSON.stringify(effect);
    const blocks = blocking ? 1 : 0;
    const times = [createdAt, dueAt, dueAt ?? ''];
    connection.run(sql, tenant, id, version, index, effectId, body, blocks, ...times);
  };
}

export function sqliteEffects({ effects }: TableNames, work: Work): EffectQueue {
  // As the index has them, so that a long queue is not sorted for its first few.
  const heads = (scope: string): string => `select * from ${effects} as due
    where ${scope} state = 'pending' and (due_at is not null or not exists (
      select 1 from ${effects} as before
      where before.due_at is null and before.tenant = due.tenant and before.order_id = due.order_id
        and before.state <> 'done' and (before.state = 'pending' or before.blocking = 1)
        and (before.version, before.position) < (due.version, due.position)
    ))
    order by not_before, created_at, tenant, order_id limit ?`;
  const ofOrder = 'due.tenant = ? and due.order_id = ? and';
  const dueOfAll = heads('not_before <= ? and');
  const dueOfOrder = heads(`${ofOrder} not_before <= ? and`);
  const upcomingOfAll = heads('');
  const upcomingOfOrder = heads(ofOrder);
  const taken = `update ${effects}
    set token = ?, crashes = ?, claimed = 1, not_before = ?
    where tenant = ? and order_id = ? and version = ? and position = ?`;
  const settled = `update ${effects}
    set state = ?, failures = failures + ?, crashes = 0, claimed = 0,
      reason = coalesce(?, reason), not_before = ?
    where tenant = ? and order_id = ? and version = ? and position = ?
      and state = 'pending' and token = ?`;
  // What waits behind one that is to wait, waits as long: a claimer would otherwise pass it by each time. It decides
  // nothing, since only heads are claimed.
  const heldBack = `update ${effects} set not_before = max(not_before, ?)
    where tenant = ? and order_id = ? and (version, position) > (?, ?)
      and state = 'pending' and claimed = 0 and due_at is null`;
  const letGo = `update ${effects} set not_before = ''
    where tenant = ? and order_id = ? and state = 'pending' and not_before = '${never}'`;
  const deadOne = `tenant = ? and order_id = ? and version = ? and position = ? and state = 'dead'`;
  const again = `update ${effects} set state = 'pending', failures = 0, not_before = ''
    where ${deadOne}`;
  const ended = `update ${effects} set state = 'done' where ${deadOne}`;
  const pruned = `delete from ${effects} where (tenant, order_id, version, position) in (
    select tenant, order_id, version, position from ${effects}
    where state = 'done' and created_at < ? limit ?)`;
  const listed = (scope: string): string => `select * from ${effects}
    where tenant = ? and ${scope}
    order by created_at, order_id, version, position limit ?`;
  const listedOfAll = listed('state = ?');
  // The plus keeps SQLite from taking all that are in the state for the few of the order.
  const listedOfOrder = listed('+state = ? and order_id = ?');

  const due = (connection: Connection, { now, limit, order }: ClaimQuery): readonly Row[] =>
    order
      ? connection.all<Row>(dueOfOrder, order.tenant, order.id, now, limit)
      : connection.all<Row>(dueOfAll, now, limit);

  return {
    claim: async (query) =>
      work((connection) => {
        if (due(connection, query).length === 0) return [];
        const until = new Date(Date.parse(query.now) + query.leaseMs).toISOString();
        return connection.atomically(() =>
          due(connection, query).map((row): ClaimedEffect => {
            const record = recordOf(row);
            const token = Number(row.token) + 1;
            const crashes = Number(row.crashes) + Number(row.claimed);
            const { tenant, id, version, index } = record;
            connection.run(taken, token, crashes, until, tenant, id, version, index);
            return { ...record, token, failures: Number(row.failures), crashes };
          }),
        );
      }),

    settle: async ({ tenant, id, version, index, token, dueAt, blocking }, settlement) =>
      work((connection) => {
        const key = [tenant, id, version, index] as const;
        const end = (state: EffectState, failed: number, reason: string | null, at = ''): boolean =>
          connection.run(settled, state, failed, reason, at, ...key, token) > 0;
        const pause = (state: EffectState, reason: string, at: string): boolean =>
          connection.atomically(() => {
            const ended = end(state, 1, reason, state === 'pending' ? at : '');
            if (ended && dueAt === null) connection.run(heldBack, at, ...key);
            return ended;
          });
        if (settlement.kind === 'retry') return pause('pending', settlement.reason, settlement.at);
        if (settlement.kind === 'done') return end('done', 0, null);
        if (blocking) return pause('dead', settlement.reason, never);
        return end('dead', 1, settlement.reason);
      }),

    resolve: async ({ tenant, id, version, index }, how) =>
      work((connection) =>
        connection.atomically(() => {
          const sql = how === 'again' ? again : ended;
          const resolved = connection.run(sql, tenant, id, version, index) > 0;
          if (resolved) connection.run(letGo, tenant, id);
          return resolved;
        }),
      ),

    upcoming: async ({ limit, order }) =>
      work((connection) => {
        const rows = order
          ? connection.all<Row>(upcomingOfOrder, order.tenant, order.id, limit)
          : connection.all<Row>(upcomingOfAll, limit);
        return rows.map((row) => {
          const { tenant, id, version, index } = recordOf(row);
          return { tenant, id, version, index, at: row.not_before || null };
        });
      }),

    prune: async ({ before, limit }) => work((connection) => connection.run(pruned, before, limit)),

    list: async ({ tenant, state, orderId, limit }) =>
      work((connection) => {
        const rows =
          orderId === undefined
            ? connection.all<Row>(listedOfAll, tenant, state, limit)
            : connection.all<Row>(listedOfOrder, tenant, state, orderId, limit);
        return rows.map((row) => ({
          ...recordOf(row),
          state: row.state,
          failures: Number(row.failures),
          reason: row.reason,
        }));
      }),
  };
}
