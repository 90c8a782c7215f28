import type { Period } from '../ports/period.js';

type Value = string | number | null | undefined;

/** What is not there comes last; numbers go by size, texts by their code points. */
function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return a < b ? -1 : 1;
}

/** Sorts rows by their period, as the periods were asked for, and then by each of these columns. */
export function inRows(periods: readonly Period[], columns: readonly string[]) {
  const positions = new Map(periods.map(({ name }, index) => [name, index]));
  return <Row extends object>(rows: readonly Row[]): readonly Row[] => {
    const valuesOf = (row: Row): readonly Value[] => {
      const fields = row as Readonly<Record<string, Value>>;
      return [positions.get(String(fields['period'])), ...columns.map((name) => fields[name])];
    };
    return rows.toSorted((a, b) => {
      const others = valuesOf(b);
      for (const [index, value] of valuesOf(a).entries()) {
        const order = compare(value, others[index]);
        if (order !== 0) return order;
      }
      return 0;
    });
  };
}
