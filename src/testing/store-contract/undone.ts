import { fail } from './same.js';
import type { Able } from './store-check.js';

class RolledBackError extends Error {}

/** Does work in a transaction of the host, and has it rolled back. */
export async function undone<Tx>(
  transaction: Able<Tx>['transaction'],
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  let worked = false;
  try {
    await transaction(async (tx) => {
      await work(tx);
      worked = true;
      throw new RolledBackError('The host rolls back');
    });
  } catch (error) {
    // A host's wrapper may throw an error of its own in its place.
    if (worked) return;
    throw error;
  }
  fail('transaction() must throw what its work throws:', '+ it threw nothing');
}
