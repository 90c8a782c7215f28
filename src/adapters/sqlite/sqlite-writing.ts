import type { Actor } from '../../order/actor.js';
import { facetsAfter } from '../../ports/facets.js';
import type { Change, CommitVerdict } from '../../ports/order-store.js';
import { entryOf, identityOf, movedOf, stateOf } from '../sql/order-row.js';
import type { TableNames } from '../sql/table-names.js';
import type { Connection } from './connection.js';
import type { SqliteValue, Whole } from './sqlite-database.js';
import { oweIn } from './sqlite-effects.js';

type Row = Readonly<Record<string, SqliteValue>>;

/** What an order's row has now of all that a change may write, and whether the change was written before. */
type Standing = Readonly<Record<string, SqliteValue | Whole>> & { readonly told: Whole } & (
    | {
        readonly version: Whole;
        readonly entered_by_kind: Actor['kind'];
        readonly entered_by_id: string;
        readonly reached: string;
      }
    // There is no such order.
    | { readonly version: null }
  );

/** What is compared before it is written. What is left out here is written with each change. */
const compared = [
  'status',
  'open',
  'entered_at',
  'entered_by_kind',
  'entered_by_id',
  'reached',
  'needs_reconfirmation',
  'number',
  'phone',
  'assignee',
  'next_call_at',
  'collected_at',
] as const;

/** A connection may give whole numbers as big ones. */
const plain = (value: SqliteValue | Whole | undefined): SqliteValue | undefined =>
  typeof value === 'bigint' ? Number(value) : value;

/** What a change leaves as it is, where it does not say otherwise; `null` for a new order. */
const facetsOf = (row: Standing) =>
  row.version === null
    ? null
    : {
        enteredBy: { kind: row.entered_by_kind, id: row.entered_by_id },
        reached: JSON.parse(row.reached) as readonly string[],
      };

/** What an order's row is to have after a change. */
function rowAfter(before: Standing, change: Change): Row {
  const facets = facetsAfter(facetsOf(before), change);
  const { open, needs_reconfirmation, ...state } = stateOf(change, facets);
  return {
    ...state,
    open: Number(open),
    needs_reconfirmation: Number(needs_reconfirmation),
    entered_by_kind: facets.enteredBy.kind,
    entered_by_id: facets.enteredBy.id,
    reached: JSON.stringify(facets.reached),
    body: JSON.stringify(change.order),
  };
}

function toldRow(change: Change): Row {
  const { tenant, id, version } = change.order;
  const { event, ...told } = entryOf(change);
  const row = { tenant, order_id: id, version, ...told, event: JSON.stringify(event) };
  const moved = movedOf(change);
  return moved ? { ...row, ...moved, products: JSON.stringify(moved.products) } : row;
}

/** Statements by the columns that they name, each put together once. */
function statementsBy(textOf: (names: readonly string[]) => string) {
  const texts = new Map<string, string>();
  return (names: readonly string[]): string => {
    const key = names.join();
    const text = texts.get(key) ?? textOf(names);
    texts.set(key, text);
    return text;
  };
}

const insertInto = (table: string, conflict = '') =>
  statementsBy(
    (names) =>
      `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})${conflict}`,
  );

/** Writes one change, or finds that it may not be written. */
export function writingTo(tables: TableNames) {
  const { orders, history } = tables;
  const standing = `select ${compared.join(', ')}, version, exists (
      select 1 from ${history} where tenant = ? and order_id = ? and command_id = ?
    ) as told from (select 1) left join ${orders} on tenant = ? and id = ?`;
  const created = insertInto(orders, ' on conflict do nothing');
  const moved = statementsBy(
    (names) =>
      `update ${orders} set ${names.map((name) => `${name} = ?`).join(', ')}
        where tenant = ? and id = ? and version = ?`,
  );
  const told = insertInto(history);
  const owe = oweIn(tables);

  function create(connection: Connection, before: Standing, change: Change): boolean {
    const row = { ...identityOf(change), ...rowAfter(before, change) };
    return connection.run(created(Object.keys(row)), ...Object.values(row)) > 0;
  }

  /** Writes what is new alone: SQLite writes each index anew of which a column is named. */
  function move(connection: Connection, before: Standing, change: Change): boolean {
    const { tenant, id } = change.order;
    const after = rowAfter(before, change);
    const names = Object.keys(after).filter((name) => after[name] !== plain(before[name]));
    const values = names.map((name) => after[name] as SqliteValue);
    const keys = [tenant, id, change.expectedVersion] as const;
    return connection.run(moved(names), ...values, ...keys) > 0;
  }

  return (connection: Connection, change: Change): CommitVerdict => {
    const { order, entry, expectedVersion } = change;
    const key = [order.tenant, order.id] as const;
    const [found] = connection.all<Standing>(standing, ...key, entry.commandId, ...key);
    const before = found as Standing;
    if (Number(before.told) > 0) return 'duplicate';
    if (Number(before.version ?? 0) !== expectedVersion) return 'conflict';
    const write = before.version === null ? create : move;
    if (!write(connection, before, change)) return 'conflict';
    const row = toldRow(change);
    connection.run(told(Object.keys(row)), ...Object.values(row));
    for (const record of change.effects) owe(connection, record);
    return 'applied';
  };
}
