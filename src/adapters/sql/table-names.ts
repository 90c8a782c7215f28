import { OptionsError } from '../../errors/options-error.js';

/** The store's tables, each as SQL names it. */
export interface TableNames {
  readonly orders: string;
  readonly history: string;
  readonly effects: string;
  readonly contradictions: string;
  readonly migrations: string;
}

/** Leaves room for the longest name that it is put before, within the 63 bytes that PostgreSQL keeps of a name. */
const most = 40;
const plain = /^[a-z_][a-z0-9_]*$/;

/** @throws OptionsError when it is not a plain name, so that nothing else gets into the SQL */
export function plainName(option: string, name: string): string {
  if (!plain.test(name) || name.length > most) {
    throw new OptionsError(
      option,
      `must be at most ${most} small letters, digits and underscores, beginning with no digit`,
    );
  }
  return name;
}

/** @throws OptionsError when the prefix is not plain */
export function tableNames(prefix: string, schema = ''): TableNames {
  const name = (table: string): string => `${schema}${plainName('prefix', prefix)}${table}`;
  return {
    orders: name('orders'),
    history: name('history'),
    effects: name('effects'),
    contradictions: name('contradictions'),
    migrations: name('migrations'),
  };
}
