import { cod, createOrders } from 'cod-lifecycle';
import type { Inventory, Notifier, OrderStore } from 'cod-lifecycle';

/** A policy under which an order also owes itself events. */
export const lifecycle = cod({ noAnswer: { onLimit: 'cancel' } });

/** Of ten reservations, one is short of a unit: the same one, whoever asks again. */
const isShort = (effectId: string): boolean =>
  Buffer.from(effectId).reduce((sum, byte) => sum + byte, 0) % 10 === 0;

/** An outside that tells of every effect that it is handed. */
function outside(handedOver: (effectId: string) => void): {
  readonly inventory: Inventory;
  readonly notifier: Notifier;
} {
  const take = async ({ effectId }: { readonly effectId: string }): Promise<void> =>
    handedOver(effectId);
  return {
    inventory: {
      async reserve({ effectId, lines }) {
        handedOver(effectId);
        const missing = isShort(effectId) ? 1 : 0;
        return {
          lines: lines.map(({ lineId, quantity }) => ({ lineId, held: quantity - missing })),
        };
      },
      release: take,
      commit: take,
      restock: take,
      writeOff: take,
    },
    notifier: { notify: take },
  };
}

/** Nobody gives an effect up for the many processes that are killed over it here. */
const retry = { crashes: 1000 };

export const ordersOn = (
  store: OrderStore,
  handedOver: (effectId: string) => void = () => undefined,
) => createOrders({ lifecycle, store, retry, ...outside(handedOver) });

export type OrdersUnderFault = ReturnType<typeof ordersOn>;
