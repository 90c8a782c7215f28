import type { Amend, Place } from '../order/event.js';
import type { HistoryEntry } from '../order/entry.js';
import type { OrderStore, StoredOrder } from '../ports/order-store.js';
import type { Page } from '../ports/page.js';

/** An order as its shop last told it, whatever people here have changed of it since. */
export interface Told extends Pick<Place, 'lines' | 'amountDue' | 'address' | 'customer'> {
  /** When the shop last changed it; `null` while it has only placed it. */
  readonly at: string | null;
}

const mostEntries = 1000;

/** Reads it off the order's history: what an integration placed, and what it amended. */
export async function toldBefore(store: OrderStore, order: StoredOrder): Promise<Told> {
  const { tenant, id, lines, amountDue, address, customer } = order;
  let told: Told = { lines, amountDue, address, customer, at: null };
  let after: string | null | undefined;
  while (after !== null) {
    const query = { tenant, id, limit: mostEntries, ...(after !== undefined && { after }) };
    const page: Page<HistoryEntry> = await store.history(query);
    for (const { event, actor, occurredAt } of page.rows) {
      if (event.type === 'place') {
        told = { ...(event as Place), at: null };
      } else if (event.type === 'amend' && actor.kind === 'integration') {
        told = { ...told, ...(event as Amend), at: occurredAt };
      }
    }
    after = page.next;
  }
  return told;
}
