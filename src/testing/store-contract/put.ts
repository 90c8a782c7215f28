import type { Change, OrderStore } from '../../ports/index.js';
import { same } from './same.js';
import { tally, verdictsOf } from './verdicts-of.js';

/** Writes changes one after the other; each must be applied, or there is nothing to check. */
export async function put(store: OrderStore, ...changes: readonly Change[]): Promise<void> {
  for (const change of changes)
    same('the commit of one change', await verdictsOf(store.commit([change])), ['applied']);
}

/** Writes changes in one commit; each must be applied. */
export async function putAll(store: OrderStore, changes: readonly Change[]): Promise<void> {
  same('the commit of many changes', tally(await verdictsOf(store.commit(changes))), {
    applied: changes.length,
  });
}
