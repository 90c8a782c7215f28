/**
 * One step that brings a schema up to this release.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface PostgresMigration {
  /** From 1, without a gap. */
  readonly number: number;
  readonly name: string;
  /** Several statements, to be run in one transaction; the last of them notes the number. */
  readonly sql: string;
}

/** Tables that are brought up to a release step by step, and where it is noted how far they are. */
export interface Stepped {
  /** As SQL names them. */
  readonly schema: string;
  readonly migrations: string;
  readonly steps: readonly (readonly [name: string, sql: string])[];
  /** What whoever migrates anything in this schema holds on to. */
  readonly lock: string;
  /** What is done after the last step, each time. */
  readonly last?: string;
}

const noted = ({ schema, migrations }: Stepped): string => `do $schema$ begin
  if to_regnamespace('${schema}') is null then create schema ${schema}; end if;
exception when duplicate_schema or unique_violation then
  -- Whoever migrates tables of another prefix was quicker.
  null;
end $schema$;
create table if not exists ${migrations} (
  number integer primary key,
  applied_at timestamptz not null default now()
);`;

/** The steps as SQL for a host's own migration tool. */
export function numberedMigrations(stepped: Stepped): readonly PostgresMigration[] {
  return stepped.steps.map(([name, sql], index) => ({
    number: index + 1,
    name,
    sql: `${noted(stepped)}\n${sql}
insert into ${stepped.migrations} (number) values (${index + 1});\n`,
  }));
}

/** One statement that applies what is missing; eight processes may run it at once. */
export function applying(stepped: Stepped): string {
  const { migrations, steps, lock, last = '' } = stepped;
  const missing = numberedMigrations(stepped).map(
    ({ number, sql }) => `  if applied < ${number} then execute $step$${sql}$step$; end if;`,
  );
  return `do $cod$
declare applied integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('cod-lifecycle ${lock}', 0));
  if to_regclass('${migrations}') is not null then
    execute 'select coalesce(max(number), 0) from ${migrations}' into applied;
  end if;
  if applied > ${steps.length} then
    raise exception 'the tables belong to a newer release' using errcode = 'object_not_in_prerequisite_state';
  end if;
${missing.join('\n')}
${last}
end
$cod$`;
}
