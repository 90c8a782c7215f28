import type { Change, CommitVerdict } from '../../ports/order-store.js';
import { entryOf, identityOf, movedOf, stateOf } from '../sql/order-row.js';
import type { TableNames } from '../sql/table-names.js';
import type { Connection } from './connection.js';
import type { SqliteValue } from './sqlite-database.js';
import { oweIn } from './sqlite-effects.js';

type Row = Readonly<Record<string, string | number | boolean | null>>;

const valuesOf = (row: Row): readonly SqliteValue[] =>
  Object.values(row).map((value) => (typeof value === 'boolean' ? Number(value) : value));

const insert = (table: string, row: Row): string => {
  const names = Object.keys(row);
  return `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
};

/** What a change of status writes as well. */
const movedBy = ({ entry: { actor } }: Change) => ({
  entered_by_kind: actor.kind,
  entered_by_id: actor.id,
});

const createdRow = (change: Change) => ({
  ...identityOf(change),
  ...stateOf(change),
  ...movedBy(change),
  reached: JSON.stringify([change.order.status]),
  body: JSON.stringify(change.order),
});

const changedRow = (change: Change) => ({
  ...stateOf(change),
  ...(change.entry.from !== change.entry.to && movedBy(change)),
  body: JSON.stringify(change.order),
});

const toldRow = (change: Change): Row => {
  const { tenant, id, version } = change.order;
  const { event, ...told } = entryOf(change);
  const { products, ...moved } = movedOf(change) ?? {};
  return {
    tenant,
    order_id: id,
    version,
    ...told,
    event: JSON.stringify(event),
    ...moved,
    ...(products && { products: JSON.stringify(products) }),
  };
};

/** Writes one change, or finds that it may not be written. */
export function writingTo(tables: TableNames) {
  const { orders, history } = tables;
  const known = `select 1 from ${history} where tenant = ? and order_id = ? and command_id = ?`;
  const owe = oweIn(tables);

  function create(connection: Connection, change: Change): boolean {
    const row = createdRow(change);
    return connection.run(`${insert(orders, row)} on conflict do nothing`, ...valuesOf(row)) > 0;
  }

  function move(connection: Connection, change: Change): boolean {
    const { tenant, id, status } = change.order;
    const row = changedRow(change);
    const sets = Object.keys(row).map((name) => `${name} = ?`);
    const changed = connection.run(
      `update ${orders} set ${sets.join(', ')},
        reached = case when exists (select 1 from json_each(reached) where value = ?) then reached
          else json_insert(reached, '$[#]', ?) end
        where tenant = ? and id = ? and version = ?`,
      ...valuesOf(row),
      status,
      status,
      tenant,
      id,
      change.expectedVersion,
    );
    return changed > 0;
  }

  return (connection: Connection, change: Change): CommitVerdict => {
    const { tenant, id } = change.order;
    if (connection.all(known, tenant, id, change.entry.commandId).length > 0) return 'duplicate';
    const write = change.expectedVersion === 0 ? create : move;
    if (!write(connection, change)) return 'conflict';
    const row = toldRow(change);
    connection.run(insert(history, row), ...valuesOf(row));
    for (const record of change.effects) owe(connection, record);
    return 'applied';
  };
}
