import type { HistoryEntry } from '../../order/entry.js';
import type { LoadKey, Loaded, OrderStore } from '../../ports/order-store.js';
import { pageOf } from '../sql/page-of.js';
import { readVersionCursor } from '../../reports/version-cursor.js';
import { iso } from './iso-time.js';
import type { PostgresStatement } from './postgres-client.js';
import type { Named } from './postgres-names.js';
import { statement } from './statement-runner.js';
import type { Run } from './statement-runner.js';

const entry = `json_build_object(
  'tenant', h.tenant, 'orderId', h.order_id, 'version', h.version, 'event', h.event,
  'from', h.from_status, 'to', h.to_status,
  'actor', json_build_object('kind', h.actor_kind, 'id', h.actor_id),
  'occurredAt', ${iso('h.occurred_at')}, 'recordedAt', ${iso('h.recorded_at')},
  'commandId', h.command_id)`;

/** The order of a key, in one set of tables. */
const orderIn = ({ orders }: Named, place: number): string => `
  select tenant, id, body, ${place} as place from ${orders} where tenant = k.tenant and id = k.id
  union all
  select tenant, id, body, ${place} from ${orders}
  where k.id is null and tenant = k.tenant
    and source_kind = k.kind and source_shop = k.shop and source_external_id = k.external_id`;

const earlierIn = ({ history }: Named): string => `(
    select ${entry} from ${history} as h
    where h.tenant = o.tenant and h.order_id = o.id and h.command_id = k.command_id)`;

/**
 * Looks in each set of tables, as all of them are at one moment; the first that has the order answers.
 *
 * History is asked key by key, in a subquery of its own: the planner expects a hundred keys of what is mostly one, and
 * for so many would read the whole history of a small shop in a join.
 */
const loadFrom = (sets: readonly Named[]): PostgresStatement =>
  statement(`
select json_build_object(
  'order', o.body, 'earlier', coalesce(${sets.map(earlierIn).join(', ')})
)::text as output
from json_to_recordset($1::text::json) as k(
  position integer, tenant text, id text, kind text, shop text, external_id text, command_id text)
left join lateral (${sets.map(orderIn).join('\n  union all')}
  order by place limit 1
) as o on true
order by k.position`);

const linesIn = ({ history }: Named, place: number, sets: readonly Named[]): string => `
  select * from ${history} where tenant = q.tenant and order_id = q.id and version > q.version${sets
    .slice(0, place)
    .map(
      ({ orders }) => `
    and not exists (select from ${orders} where tenant = q.tenant and id = q.id)`,
    )
    .join('')}`;

/** The lines of an order, out of the first set of tables that has the order. */
const historyFrom = (sets: readonly Named[]): PostgresStatement =>
  statement(`
select ${entry}::text as output
from json_to_record($1::text::json) as q(tenant text, id text, version bigint, most integer)
cross join lateral (${sets.map(linesIn).join('\n  union all')}
  order by version limit q.most
) as h
order by h.version`);

const keyOf = (key: LoadKey, position: number) => ({
  position,
  tenant: key.tenant,
  command_id: key.commandId,
  ...('id' in key
    ? { id: key.id }
    : { kind: key.source.kind, shop: key.source.shop, external_id: key.source.externalId }),
});

/** Reads orders and their histories out of one set of tables, or of several that hold each order once. */
export function readingFrom<Tx>(
  sets: readonly Named[],
  run: Run<Tx>,
): Pick<OrderStore<Tx>, 'load' | 'history'> {
  const [load, history] = [loadFrom(sets), historyFrom(sets)];
  return {
    load: async (keys, tx) => (keys.length === 0 ? [] : run<Loaded>(load, keys.map(keyOf), tx)),

    history: async ({ tenant, id, limit, after = '0' }, tx) => {
      const version = readVersionCursor(after);
      const found = await run<HistoryEntry>(history, { tenant, id, version, most: limit + 1 }, tx);
      return pageOf(found, limit, (entry) => String(entry.version));
    },
  };
}
