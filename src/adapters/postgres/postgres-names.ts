import { plainName, tableNames } from '../sql/table-names.js';
import type { TableNames } from '../sql/table-names.js';

/** Where the tables are, and what they are called. */
export interface PostgresNames {
  /** The schema that holds the tables. Default `public`. */
  readonly schema?: string;
  /** What the names of the tables begin with. Default `cod_`. */
  readonly prefix?: string;
}

/** The names as SQL writes them, quoted where a name could be a word of SQL. */
export interface Named extends TableNames {
  readonly schema: string;
  readonly prefix: string;
}

/** @throws OptionsError when a name is not plain */
export function named({ schema = 'public', prefix = 'cod_' }: PostgresNames): Named {
  const quoted = `"${plainName('schema', schema)}"`;
  return { ...tableNames(prefix, `${quoted}.`), schema: quoted, prefix };
}
