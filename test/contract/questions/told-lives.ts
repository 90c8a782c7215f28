import { isOpen } from 'cod-lifecycle';
import type { Change } from 'cod-lifecycle';
import type { Life } from 'cod-lifecycle/testing';
import { known } from '../../support/shop.ts';

/** The changes that made an order what it is, as a runtime would commit them for a tenant. */
export function changesOf(life: Life, tenant: string, id: string): readonly Change[] {
  return life.orders.map((order, index): Change => {
    const entry = known(life.entries[index]);
    const commandId = `${id}@${order.version}`;
    const source = { ...order.source, externalId: id };
    return {
      order: { ...order, tenant, id, source },
      expectedVersion: order.version - 1,
      entry: { ...entry, tenant, orderId: id, commandId },
      effects: [],
      open: isOpen(life.lifecycle, order),
      since: life.orders[index - 1]?.enteredAt ?? null,
    };
  });
}
