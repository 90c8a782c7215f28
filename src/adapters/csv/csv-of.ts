import { stringify } from 'csv-stringify/sync';
import { OptionsError } from '../../errors/options-error.js';
import { formatMoney } from '../../order/money.js';
import type { Money } from '../../order/money.js';

/** What stands in one place: an amount of money is written with all its decimals, nothing stays empty. */
export type Cell = string | number | boolean | Money | null | undefined;

/** The columns of a table, by their headings, in their order. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/** How a table is written. */
export interface CsvOptions {
  /** What stands between two cells. Default `,`; spreadsheets of French and Arabic settings read `;`. */
  readonly delimiter?: ',' | ';' | '\t';
  /** Begins with a byte order mark, by which Excel knows that it is UTF-8. Default `false`. */
  readonly bom?: boolean;
}

/** So many rows are written at a time. */
const together = 500;

const delimiters = [',', ';', '\t'];

/** A phone as E.164 has it: whoever takes it for a formula gets its digits. */
const phone = /^\+\d{6,15}$/;

const isMoney = (cell: object): cell is Money => 'amount' in cell && 'currency' in cell;

function written(cell: Cell): string | number | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  // The library knows all the beginnings of a formula but this one.
  if (typeof cell === 'string') return cell.startsWith('\n') ? `'${cell}` : cell;
  if (typeof cell === 'number') return cell;
  if (!isMoney(cell)) {
    throw new OptionsError('columns', 'must give text, numbers, yes or no, money, or nothing');
  }
  const text = formatMoney(cell);
  // As a text, a minus would be taken for the beginning of a formula.
  return cell.amount < 0 ? Number(text) : text;
}

/**
 * Writes rows as CSV (RFC 4180), a piece at a time, so that no export has to be held whole. A text that a spreadsheet would
 * take for a formula gets a `'` before it: customers type what they like. A phone such as `+212600000001` gets none. Needs
 * [csv-stringify](https://csv.js.org/stringify/).
 *
 * @throws OptionsError, at the first piece, where an option or the columns make no sense
 * @example
 * ```ts
 * import { csvOf } from 'cod-lifecycle/csv';
 *
 * const rows = [{ name: '=1+1', due: { amount: 12500, currency: 'TND' } }];
 * const pieces: string[] = [];
 * for await (const piece of csvOf(rows, { Customer: (row) => row.name, Due: (row) => row.due })) {
 *   pieces.push(piece);
 * }
 * pieces.join(''); //=> "Customer,Due\r\n'=1+1,12.500\r\n"
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export async function* csvOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: CsvColumns<Row>,
  { delimiter = ',', bom = false }: CsvOptions = {},
): AsyncGenerator<string, void, undefined> {
  if (!delimiters.includes(delimiter)) {
    throw new OptionsError('delimiter', 'must be a comma, a semicolon or a tab');
  }
  const cells = Object.values(columns);
  if (cells.some((cellOf) => typeof cellOf !== 'function')) {
    throw new OptionsError('columns', 'must have a function for each heading');
  }
  if (cells.length === 0) throw new OptionsError('columns', 'must have at least one');
  const piece = (records: readonly (readonly Cell[])[]): string =>
    stringify(
      records.map((record) => record.map(written)),
      {
        delimiter,
        escape_formulas: true,
        record_delimiter: 'windows',
        cast: { string: (value) => ({ value, escape_formulas: !phone.test(value) }) },
      },
    );

  yield (bom ? '\uFEFF' : '') + piece([Object.keys(columns)]);
  let waiting: (readonly Cell[])[] = [];
  for await (const row of rows) {
    waiting.push(cells.map((cellOf) => cellOf(row)));
    if (waiting.length < together) continue;
    yield piece(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield piece(waiting);
}
