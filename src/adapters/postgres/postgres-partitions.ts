import { OptionsError } from '../../errors/options-error.js';
import { named } from './postgres-names.js';
import type { PostgresNames } from './postgres-names.js';

/** How histories are split. */
export type PartitionOptions = PostgresNames &
  (
    | {
        /** All lines of a tenant are together in one of so many partitions. */
        readonly by: 'tenant';
        /** 2 to 1000. */
        readonly partitions: number;
      }
    | {
        /** By when a line was recorded, in UTC. */
        readonly by: 'month';
        /** The first month, such as `2026-01`; what is older goes to the rest. */
        readonly from: string;
        /** 1 to 600. */
        readonly months: number;
      }
  );

interface Split {
  readonly how: string;
  /** What makes a line one of a kind, with what it is split by. */
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

function split(names: PostgresNames, { how, key, partitions, index }: Split): string {
  const { schema, prefix } = named(names);
  const name = `${prefix}history`;
  const at = `${schema}.${name}`;
  const former = `${schema}.${name}_whole`;
  return `do $cod$
declare
  indexes text[];
  triggers text[];
  grants text[];
  owner name;
  definition text;
begin
  if (select relkind from pg_class where oid = '${at}'::regclass) = 'r' then
    lock table ${at} in access exclusive mode;
    select coalesce(array_agg(pg_get_indexdef(indexrelid)), '{}') into indexes
      from pg_index where indrelid = '${at}'::regclass and not indisprimary;
    select coalesce(array_agg(pg_get_triggerdef(oid)), '{}') into triggers
      from pg_trigger where tgrelid = '${at}'::regclass and not tgisinternal;
    if exists (select from pg_class where oid = '${at}'::regclass and relrowsecurity)
      or exists (select from pg_policy where polrelid = '${at}'::regclass)
      or exists (select from pg_publication_rel where prrelid = '${at}'::regclass)
      or exists (select from pg_attribute where attrelid = '${at}'::regclass and attacl is not null) then
      raise exception 'row security, publications and grants on columns do not go over to a split table: take them off first'
        using errcode = 'object_not_in_prerequisite_state', table = '${name}';
    end if;
    select pg_get_userbyid(relowner) into owner from pg_class where oid = '${at}'::regclass;
    select coalesce(array_agg(format('grant %s on ${at} to %s%s', privilege_type,
        case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
        case when is_grantable then ' with grant option' else '' end)), '{}') into grants
      from pg_class cross join lateral aclexplode(relacl) where oid = '${at}'::regclass;
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
    foreach definition in array triggers || grants loop
      execute definition;
    end loop;
    execute format('alter table ${at} owner to %I', owner);
    analyze ${at};
  else
${partitions.map((one) => `    ${one};`).join('\n')}
  end if;
end $cod$;`;
}

function byTenant(names: PostgresNames, count: number): string {
  const { history } = named(names);
  const most = whole('partitions', count, 2, 1000);
  return split(names, {
    how: 'hash (tenant)',
    key: 'tenant, order_id, version',
    partitions: Array.from(
      { length: most },
      (_, index) => `create table if not exists ${history}_p${index} partition of ${history}
      for values with (modulus ${most}, remainder ${index})`,
    ),
  });
}

const month = /^(\d{4})-(0[1-9]|1[0-2])$/;

function byMonth(names: PostgresNames, from: string, count: number): string {
  const { history } = named(names);
  const [, year, first] = month.exec(from) ?? [];
  if (year === undefined || first === undefined) {
    throw new OptionsError('from', 'must be a month, such as "2026-01"');
  }
  const begins = (index: number): string =>
    new Date(Date.UTC(Number(year), Number(first) - 1 + index, 1)).toISOString();
  const months = Array.from({ length: whole('months', count, 1, 600) }, (_, index) => {
    const name = begins(index).slice(0, 7).replace('-', '_');
    return `create table if not exists ${history}_${name} partition of ${history}
      for values from ('${begins(index)}') to ('${begins(index + 1)}')`;
  });
  return split(names, {
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
 * SQL that splits the table of histories, which is by far the largest, into partitions: a step for a host's own migration
 * tool, to be run in one transaction after `migrate()`, while nobody writes. What is there is copied; owner and grants
 * stay. Run again it makes the partitions that are not there yet, such as next year's months, and changes nothing else.
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
