import { CodError } from './cod-error.js';

/**
 * A store's tables are not those of this release: older ones, or none, which its migrations bring up to date; or newer
 * ones, which only a newer release understands. Nothing was read or written.
 *
 * @category Errors
 * @since 0.1.0
 */
export class SchemaVersionError extends CodError<'schema_version'> {
  readonly code = 'schema_version';
  /** The number of the last migration that was applied; 0 where there are no tables. */
  readonly found: number;
  /** The number of the last migration that this release knows. */
  readonly needed: number;

  constructor(found: number, needed: number) {
    const tables = found === 0 ? 'There are no tables' : `The tables are at migration ${found}`;
    const advice =
      found > needed
        ? 'they belong to a newer release of cod-lifecycle'
        : 'apply the migrations first';
    super(`${tables} and this release needs ${needed}: ${advice}`);
    this.found = found;
    this.needed = needed;
  }
}
