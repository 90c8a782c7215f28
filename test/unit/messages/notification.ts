import type { Notification, OutForDeliveryOrder, StoredOrder } from 'cod-lifecycle';
import { customer, orderIn } from '../../support/life.ts';

/** What a message is about, where it is not the usual. */
export interface About extends Partial<Omit<OutForDeliveryOrder, 'customer'>> {
  readonly customer?: Partial<StoredOrder['customer']>;
  readonly effectId?: string;
  readonly template?: string;
}

export const karim = { kind: 'driver', id: 'driver', name: 'Karim' } as const;

/** The order of Amina is on its way. */
export function onItsWay({ effectId, template, ...about }: About = {}): Notification {
  const order = {
    ...orderIn('out_for_delivery'),
    ...about,
    customer: { ...customer, ...about.customer },
  };
  return {
    effectId: effectId ?? 'default/o1/6/0',
    template: template ?? 'out_for_delivery',
    order,
  };
}
