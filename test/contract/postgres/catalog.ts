import type { Opened } from './libraries/library.ts';

/** What the server knows of the tables in a schema: columns, indexes, constraints, storage and functions. */
export async function catalogOf({ run }: Opened, schema: string) {
  const named = `where n.nspname = '${schema}' order by 1, 2`;
  const plain = (sql: string): string =>
    `replace(replace(${sql}, '"${schema}"', 'it'), '${schema}', 'it')`;
  return {
    columns: await run(`select table_name, column_name, data_type, is_nullable, column_default,
        collation_name, ordinal_position from information_schema.columns
      where table_schema = '${schema}' order by table_name, ordinal_position`),
    indexes: await run(`select indexname, ${plain('indexdef')} as definition from pg_indexes
      where schemaname = '${schema}' order by indexname`),
    constraints: await run(`select c.conrelid::regclass::text as id, conname,
        ${plain('pg_get_constraintdef(c.oid)')} as definition
      from pg_constraint as c join pg_namespace as n on n.oid = c.connamespace ${named}`).then(
      (rows) => rows.map(({ conname, definition }) => ({ conname, definition })),
    ),
    storage: await run(`select relname, relkind::text, reloptions::text from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace ${named}`),
    functions: await run(`select proname, ${plain('prosrc')} as body from pg_proc as p
      join pg_namespace as n on n.oid = p.pronamespace ${named}`),
    triggers: await run(`select tgname, ${plain('pg_get_triggerdef(t.oid)')} as definition
      from pg_trigger as t join pg_class as c on c.oid = t.tgrelid
      join pg_namespace as n on n.oid = c.relnamespace
      where n.nspname = '${schema}' and not tgisinternal order by 1, 2`),
  };
}
