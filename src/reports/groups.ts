/** Rows that have the same name, together: each group under its name. */
export function groupsOf<Row, Name>(
  rows: Iterable<Row>,
  nameOf: (row: Row) => Name,
): readonly (readonly [name: Name, rows: readonly Row[]])[] {
  const groups = new Map<string, [Name, Row[]]>();
  for (const row of rows) {
    const name = nameOf(row);
    const key = JSON.stringify(name);
    const known = groups.get(key);
    if (known) known[1].push(row);
    else groups.set(key, [name, [row]]);
  }
  return [...groups.values()];
}
