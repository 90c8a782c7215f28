import { OptionsError } from '../../errors/options-error.js';
import { plainName } from '../sql/table-names.js';
import { named } from './postgres-names.js';
import type { PostgresNames } from './postgres-names.js';

/** How tables are split. */
export type PartitionOptions = PostgresNames &
  (
    | {
        /** Each tenant's orders and histories are together in one of so many partitions. */
        readonly by: 'tenant';
        /** 2 to 1000. */
        readonly partitions: number;
      }
    | {
        /** Histories are split by when their lines were recorded, in UTC; orders stay whole. */
        readonly by: 'month';
        /** The first month, such as `2026-01`; what is older goes to the rest. */
        readonly from: string;
        /** 1 to 600. */
        readonly months: number;
      }
  );

interface Split {
  readonly table: 'orders' | 'history';
  readonly how: string;
  /** What makes a row one of a kind, with what it is split by. */
  readonly key: string;
  readonly partitions: readonly string[];
  /** What has to be changed in the indexes that there are. */
  readonly index?: string;
}

function whole(option: string, value: number, least: number, most: number): number {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new OptionsError(option, `must be a whole number from ${least} to ${most}`);
  }
  return value;
}

function splitTable(names: PostgresNames, { table, how, key, partitions, index }: Split): string {
  const { schema, prefix } = named(names);
  const name = plainName('prefix', `${prefix}${table}`);
  const at = `${schema}.${name}`;
  const former = `${schema}.${name}_whole`;
  return `do $cod$
declare
  indexes text[];
  triggers text[];
  definition text;
begin
  if (select relkind from pg_class where oid = '${at}'::regclass) = 'r' then
    lock table ${at} in access exclusive mode;
    select coalesce(array_agg(pg_get_indexdef(indexrelid)), '{}') into indexes
      from pg_index where indrelid = '${at}'::regclass and not indisprimary;
    select coalesce(array_agg(pg_get_triggerdef(oid)), '{}') into triggers
      from pg_trigger where tgrelid = '${at}'::regclass and not tgisinternal;
    alter table ${at} rename to ${name}_whole;
    create table ${at} (like ${former} including defaults including constraints)
      partition by ${how};
${partitions.map((one) => `    ${one};`).join('\n')}
    insert into ${at} select * from ${former};
    drop table ${former};
    alter table ${at} add primary key (${key});
    foreach definition in array indexes loop
      execute ${index ?? 'definition'};
    end loop;
    foreach definition in array triggers loop
      execute definition;
    end loop;
  else
${partitions.map((one) => `    ${one};`).join('\n')}
  end if;
end $cod$;`;
}

function byTenant(names: PostgresNames, count: number): string {
  const { schema, prefix } = named(names);
  const most = whole('partitions', count, 2, 1000);
  return (['orders', 'history'] as const)
    .map((table) =>
      splitTable(names, {
        table,
        how: 'hash (tenant)',
        key: table === 'orders' ? 'tenant, id' : 'tenant, order_id, version',
        partitions: Array.from(
          { length: most },
          (_, index) => `create table if not exists ${schema}.${prefix}${table}_p${index}
      partition of ${schema}.${prefix}${table} for values with (modulus ${most}, remainder ${index})
      with (fillfactor = ${table === 'orders' ? 80 : 100})`,
        ),
      }),
    )
    .join('\n');
}

const month = /^(\d{4})-(0[1-9]|1[0-2])$/;

function byMonth(names: PostgresNames, from: string, count: number): string {
  const { schema, prefix } = named(names);
  const [, year, first] = month.exec(from) ?? [];
  if (year === undefined || first === undefined) {
    throw new OptionsError('from', 'must be a month, such as "2026-01"');
  }
  const history = `${schema}.${prefix}history`;
  const begins = (index: number): string =>
    new Date(Date.UTC(Number(year), Number(first) - 1 + index, 1)).toISOString();
  const months = Array.from({ length: whole('months', count, 1, 600) }, (_, index) => {
    const name = begins(index).slice(0, 7).replace('-', '_');
    return `create table if not exists ${history}_${name} partition of ${history}
      for values from ('${begins(index)}') to ('${begins(index + 1)}')`;
  });
  return splitTable(names, {
    table: 'history',
    how: 'range (recorded_at)',
    // What is unique in a split table has what it is split by; the row of the order is what decides a race.
    key: 'tenant, order_id, version, recorded_at',
    index: `replace(definition, 'command_id)', 'command_id, recorded_at)')`,
    partitions: [
      ...months,
      `create table if not exists ${history}_rest partition of ${history} default`,
    ],
  });
}

/**
 * SQL that splits the store's tables into partitions: a step for a host's own migration tool, to be run in one transaction
 * after `migrate()`, while nobody writes. What is there is copied. Run again it makes the partitions that are not there yet,
 * such as next year's months, and changes nothing else.
 *
 * @throws OptionsError which names the option that makes no sense
 * @example
 * ```ts
 * import { postgresPartitions } from 'cod-lifecycle/postgres';
 *
 * const sql = postgresPartitions({ by: 'tenant', partitions: 16 });
 * sql.includes('partition by hash (tenant)'); //=> true
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function postgresPartitions(options: PartitionOptions): string {
  const { by } = options;
  switch (by) {
    case 'tenant':
      return byTenant(options, options.partitions);
    case 'month':
      return byMonth(options, options.from, options.months);
    default:
      throw new OptionsError('by', 'must be tenant or month');
  }
}
