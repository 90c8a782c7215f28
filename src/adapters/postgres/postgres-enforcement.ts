import { named } from './postgres-names.js';
import type { PostgresNames } from './postgres-names.js';
import { iso } from './iso-time.js';

/**
 * The part of a lifecycle that a database can hold orders to.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface EnforcedLifecycle {
  readonly statuses: readonly string[];
  readonly definition: {
    readonly rules: readonly {
      readonly type: string;
      readonly from: readonly string[];
      readonly to: readonly string[];
    }[];
  };
}

const quoted = (word: string): string => `'${word.replaceAll("'", "''")}'`;

/** What the columns say, and where the body says the same. A body that does not say it comes to null, which is no. */
const columnsInBody = [
  ['tenant', `body ->> 'tenant'`],
  ['id', `body ->> 'id'`],
  ['version::text', `body ->> 'version'`],
  ['status', `body ->> 'status'`],
  [iso('placed_at'), `body ->> 'placedAt'`],
  ['source_kind', `body -> 'source' ->> 'kind'`],
  ['source_shop', `body -> 'source' ->> 'shop'`],
  ['source_external_id', `body -> 'source' ->> 'externalId'`],
] as const;

/** Every legal move: event, status before, status after. */
function movesOf({ definition }: EnforcedLifecycle): readonly string[] {
  return definition.rules.flatMap(({ type, from, to }) =>
    from.flatMap((before) =>
      (to.length === 0 ? [before] : to).map(
        (after) => `(${[type, before, after].map(quoted).join(', ')})`,
      ),
    ),
  );
}

/**
 * SQL that lets no statement, of whatever program, move an order as the lifecycle does not: a move needs its line of
 * history, by an event that leads from the one status to the other, and the next version. What is written stays as it
 * is: `store.migrate()` applies the same where the store was given `enforce`.
 *
 * @throws OptionsError when a name is not plain
 * @example
 * ```ts
 * import { cod } from 'cod-lifecycle';
 * import { postgresEnforcement } from 'cod-lifecycle/postgres';
 *
 * postgresEnforcement(cod()).includes("('confirm', 'new', 'confirmed')"); //=> true
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function postgresEnforcement(
  lifecycle: EnforcedLifecycle,
  names: PostgresNames = {},
): string {
  const { schema, prefix, orders, history } = named(names);
  const check = `${prefix}orders_status`;
  const name = `${prefix}orders_moves`;
  const refuse = (why: string): string =>
    `raise exception '${why}' using errcode = 'check_violation', table = tg_table_name;`;
  return `
alter table ${orders} drop constraint if exists ${check};
alter table ${orders} add constraint ${check} check (coalesce(
  status in (${lifecycle.statuses.map(quoted).join(', ')})
  and ${columnsInBody.map(([column, field]) => `${column} = ${field}`).join('\n  and ')},
  false
));
create or replace function ${schema}.${name}() returns trigger language plpgsql as $moves$
declare
  reached integer := 0;
  before text := 'nothing';
  told record;
begin
  if tg_op = 'UPDATE' then
    if new.version = old.version and new.status = old.status then return null; end if;
    if new.version <> old.version + 1 then ${refuse('an order moves one version at a time')} end if;
    reached := old.version;
    before := old.status;
  end if;
  -- One line where an order is placed or moves. Where it comes back from an archive all of them, which must follow
  -- from each other; they were legal when they were written, maybe under another lifecycle.
  for told in
    select version, event_type, from_status, to_status from ${history}
    where tenant = new.tenant and order_id = new.id and version > reached and version <= new.version
    order by version
  loop
    reached := reached + 1;
    if told.version <> reached or told.from_status <> before then
      ${refuse('the line of history tells of another move')}
    end if;
    if (tg_op = 'UPDATE' or new.version = 1) and (told.event_type, before, told.to_status) not in (
      ${movesOf(lifecycle).join(',\n      ')}
    ) then ${refuse('the lifecycle has no such move')} end if;
    before := told.to_status;
  end loop;
  if reached <> new.version then ${refuse('an order moves only with its line of history')} end if;
  if before <> new.status then ${refuse('the line of history tells of another move')} end if;
  return null;
end
$moves$;
create or replace trigger ${name} after insert or update on ${orders}
  for each row execute function ${schema}.${name}();
`;
}
