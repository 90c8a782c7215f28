import { OptionsError } from '../../errors/options-error.js';
import type { Connection } from './connection.js';

/** How often a switch is tried that another process is making at the same time. */
const mostSwitches = 10;

/** Has the database write ahead, if it can. */
function switched(connection: Connection): string | undefined {
  const mode = (pragma: string): string | undefined =>
    connection.all<{ journal_mode: string }>(pragma)[0]?.journal_mode;
  for (let tries = 1; ; tries += 1) {
    if (mode('pragma journal_mode') === 'wal') return 'wal';
    try {
      return mode('pragma journal_mode = wal');
    } catch (error) {
      if (tries === mostSwitches) throw error;
      // Where several open a new file at once, SQLite lets none of them wait for the switch; a transaction does wait.
      connection.atomically(() => undefined);
    }
  }
}

/**
 * Sees to it that what is answered as written is on the disk, and that a second process may come.
 *
 * @throws OptionsError when the database cannot write ahead
 */
export function writeAhead(connection: Connection): void {
  const set = switched(connection);
  if (set !== 'wal' && set !== 'memory') {
    throw new OptionsError('db', 'must be a database that can write ahead (journal_mode = wal)');
  }
  connection.run('pragma synchronous = full');
}
