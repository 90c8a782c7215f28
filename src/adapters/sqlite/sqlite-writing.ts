import type { Change, CommitVerdict } from '../../ports/order-store.js';
import { entryOf, identityOf, movedOf, stateOf } from '../sql/order-row.js';
import type { TableNames } from '../sql/table-names.js';
import type { Connection } from './connection.js';
import type { SqliteValue, Whole } from './sqlite-database.js';
import { oweIn } from './sqlite-effects.js';

type Row = Readonly<Record<string, SqliteValue>>;

/** What an order's row has now of all that a change may write, and whether the change was written before. */
interface Standing extends Readonly<Record<string, SqliteValue | Whole>> {
  readonly version: Whole;
  readonly reached: string;
  readonly told: Whole;
}

/** What changes write, but for the version and the body, which each of them does. */
const kept = [
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

const flag = (value: boolean): number => (value ? 1 : 0);

/** What an order's row is to have after a change. */
function rowAfter(before: Standing | null, change: Change): Row {
  const { entry, order } = change;
  const { open, needs_reconfirmation, ...state } = stateOf(change);
  const row = {
    ...state,
    open: flag(open),
    needs_reconfirmation: flag(needs_reconfirmation),
    body: JSON.stringify(order),
  };
  if (before !== null && entry.from === entry.to) return row;
  const reached = before === null ? [] : (JSON.parse(before.reached) as readonly string[]);
  return {
    ...row,
    entered_by_kind: entry.actor.kind,
    entered_by_id: entry.actor.id,
    reached: JSON.stringify(reached.includes(order.status) ? reached : [...reached, order.status]),
  };
}

function toldRow(change: Change): Row {
  const { tenant, id, version } = change.order;
  const { event, ...told } = entryOf(change);
  const row = { tenant, order_id: id, version, ...told, event: JSON.stringify(event) };
  const moved = movedOf(change);
  return moved ? { ...row, ...moved, products: JSON.stringify(moved.products) } : row;
}

/** Statements by the columns that they name: each is put together once, and so prepared once. */
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
  const standing = `select version, ${kept.join(', ')}, exists (
      select 1 from ${history} where tenant = o.tenant and order_id = o.id and command_id = ?
    ) as told from ${orders} as o where tenant = ? and id = ?`;
  const created = insertInto(orders, ' on conflict do nothing');
  const moved = statementsBy(
    (names) =>
      `update ${orders} set ${names.map((name) => `${name} = ?`).join(', ')}
        where tenant = ? and id = ? and version = ?`,
  );
  const told = insertInto(history);
  const owe = oweIn(tables);

  function create(connection: Connection, change: Change): boolean {
    const row = { ...identityOf(change), ...rowAfter(null, change) };
    return connection.run(created(Object.keys(row)), ...Object.values(row)) > 0;
  }

  /** Writes what is new alone: SQLite writes each index anew that has a column which is named. */
  function move(connection: Connection, before: Standing, change: Change): boolean {
    const { tenant, id } = change.order;
    const after = rowAfter(before, change);
    const names = kept.filter((name) => name in after && after[name] !== before[name]);
    const row = [...names, 'version', 'body'];
    const values = row.map((name) => after[name] as SqliteValue);
    const keys = [tenant, id, change.expectedVersion] as const;
    return connection.run(moved(row), ...values, ...keys) > 0;
  }

  return (connection: Connection, change: Change): CommitVerdict => {
    const { tenant, id } = change.order;
    const [before = null] = connection.all<Standing>(standing, change.entry.commandId, tenant, id);
    if (before !== null && Number(before.told) > 0) return 'duplicate';
    const expected = change.expectedVersion;
    if (Number(before?.version ?? 0) !== expected) return 'conflict';
    const written = before === null ? create(connection, change) : move(connection, before, change);
    if (!written) return 'conflict';
    const row = toldRow(change);
    connection.run(told(Object.keys(row)), ...Object.values(row));
    for (const record of change.effects) owe(connection, record);
    return 'applied';
  };
}
