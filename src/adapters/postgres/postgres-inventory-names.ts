import { named } from './postgres-names.js';
import type { PostgresNames } from './postgres-names.js';

/** The inventory's tables and functions, as SQL names them. */
export interface StockNames {
  readonly schema: string;
  readonly stock: string;
  readonly held: string;
  readonly calls: string;
  /** An index, which is in its table's schema by itself. */
  readonly callsByTime: string;
  readonly receipts: string;
  readonly migrations: string;
  /** The function that does one call of the port. */
  readonly call: string;
  /** The function that counts one receipt. */
  readonly receive: string;
  /** What whoever migrates the store in this schema holds on to: both may have to make the schema. */
  readonly lock: string;
}

/** @throws OptionsError when a name is not plain */
export function stockNames(names: PostgresNames): StockNames {
  const { schema, prefix, migrations } = named(names);
  const stock = `${schema}.${prefix}stock`;
  return {
    schema,
    stock,
    held: `${stock}_held`,
    calls: `${stock}_calls`,
    callsByTime: `${prefix}stock_calls_by_time`,
    receipts: `${stock}_receipts`,
    migrations: `${stock}_migrations`,
    call: `${stock}_call`,
    receive: `${stock}_receive`,
    lock: migrations,
  };
}
