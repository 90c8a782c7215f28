import type { OrderEffect, StockEffectType } from '../order/effect.js';
import type { StockMove } from '../order/stock.js';
import type { ClaimedEffect } from '../ports/effect-queue.js';
import type { Inventory, Reservation, StockRequest } from '../ports/inventory.js';
import type { Notifier } from '../ports/notifier.js';
import type { StoredOrder } from '../ports/order-store.js';
import type { Handler } from './effects.js';

/** The outside that effects are handed over to. */
export interface Outside {
  readonly inventory: Inventory | undefined;
  readonly notifier: Notifier | undefined;
  readonly load: (claim: ClaimedEffect) => Promise<StoredOrder | null>;
  /** Sends the lifecycle an event of its own; the same id twice is harmless. */
  readonly send: (
    claim: ClaimedEffect,
    event: { readonly type: string },
    commandId: string,
  ) => Promise<void>;
}

type StockCall = Exclude<StockEffectType, 'reserve_stock'>;

const calls = {
  release_stock: 'release',
  commit_stock: 'commit',
  restock_stock: 'restock',
  write_off_stock: 'writeOff',
} as const satisfies { readonly [Type in StockCall]: keyof Inventory };

/** What the order's lines hold, once it is known that some could not be held. */
function shortened(order: StoredOrder, asked: readonly StockMove[], { lines }: Reservation) {
  return asked.flatMap(({ lineId, quantity }) => {
    const held = lines.find((line) => line.lineId === lineId)?.held ?? quantity;
    const row = order.stock.find((known) => known.lineId === lineId);
    return row && held < quantity
      ? [{ lineId, reserved: Math.max(0, row.reserved - (quantity - held)) }]
      : [];
  });
}

async function reserve(
  outside: Outside,
  inventory: Inventory,
  claim: ClaimedEffect,
  request: StockRequest,
): Promise<void> {
  const reservation = await inventory.reserve(request);
  const order = await outside.load(claim);
  const lines = order === null ? [] : shortened(order, request.lines, reservation);
  if (lines.length > 0)
    await outside.send(
      claim,
      { type: 'record_reservation', lines } as never,
      `${claim.effectId}/result`,
    );
}

/** Hands an effect to the port that it is meant for. What nobody is there for is done by having been recorded. */
export function handlerFor(outside: Outside): Handler {
  const { inventory, notifier } = outside;
  return async (effect: OrderEffect, claim) => {
    const { effectId, tenant, id } = claim;
    switch (effect.type) {
      case 'reserve_stock':
        if (inventory)
          await reserve(outside, inventory, claim, {
            effectId,
            order: { tenant, id },
            lines: effect.lines,
          });
        return;
      case 'release_stock':
      case 'commit_stock':
      case 'restock_stock':
      case 'write_off_stock':
        await inventory?.[calls[effect.type]]({
          effectId,
          order: { tenant, id },
          lines: effect.lines,
        });
        return;
      case 'notify_customer': {
        const order = notifier && (await outside.load(claim));
        if (order) await notifier.notify({ effectId, template: effect.template, order });
        return;
      }
      case 'request_event':
        await outside.send(claim, effect.event, effectId);
        return;
      default:
        // Cash and calls: the order's own facts say it all.
        return;
    }
  };
}
