import { cod, codSamples } from 'cod-lifecycle';
import type { Order, OrderEvent } from 'cod-lifecycle';
import { verify } from 'cod-lifecycle/verify';
import { describe, expect, it } from 'vitest';
import { asked, combinations, faultsAmong } from './proof.ts';

const [paid] = codSamples.creations.filter((event) => event.type === 'place');

/** One order with cash to collect, from either shop, and one payload an event: enough for each rule to fire. */
const smallWorld = {
  ...codSamples,
  creations: ['shopify', 'woocommerce'].map((kind): OrderEvent => {
    if (!paid) throw new Error('The samples place no order');
    return { ...paid, source: { ...paid.source, kind } };
  }),
  events: (order: Order): readonly OrderEvent[] => {
    const seen = new Set<string>();
    return codSamples.events(order).flatMap((event): readonly OrderEvent[] => {
      const { type } = event;
      // The second delivery brings less cash than is due, which a policy may refuse.
      if (seen.has(type) && type !== 'deliver') return [];
      seen.add(type);
      if (type === 'record_reservation') return [{ type, lines: [] }];
      // Something that the customer agreed to, and that moves no unit.
      if (type === 'amend') return [{ type, address: { ...order.address, line2: 'second floor' } }];
      return [event];
    });
  },
};

/** One kind of actor where no guard asks who it is: the others would walk the same ways again. */
const actors = {
  add_note: ['agent'],
  amend: ['agent'],
  assign: ['agent'],
  assign_tracking: ['carrier'],
  record_call_attempt: ['agent'],
  schedule_call: ['agent'],
} as const;

const switches = [true, false];
const policies = [
  ...combinations({
    reserveAt: ['placed', 'confirmed', 'never'],
    restockAt: ['returned', 'received'],
    requirePackaging: switches,
    requireOutForDelivery: switches,
    notifyCustomer: switches,
    onMismatch: ['flag', 'reject'],
    onLimit: ['advise', 'cancel'],
    shopify: switches,
    woocommerce: switches,
    driverDelivered: switches,
    driverFailed: switches,
  } as const),
];

describe('under every policy that its options make, the shipped lifecycle', () => {
  it('has 3,072 of them', () => {
    expect(policies).toHaveLength(3072);
  });

  it.each(['placed', 'confirmed', 'never'] as const)(
    'is proved sound in a small world with stock reserved at %s',
    (reservedAt) => {
      const { faults, states } = faultsAmong(
        policies.filter(({ reserveAt }) => reserveAt === reservedAt),
        ({ reserveAt, restockAt, onLimit, onMismatch, requirePackaging, ...rest }) => {
          const { requireOutForDelivery, notifyCustomer, ...automatic } = rest;
          const lifecycle = cod({
            noAnswer: { onLimit },
            stock: { reserveAt, restockAt },
            preparation: { requirePackaging },
            delivery: { requireOutForDelivery, notifyCustomer },
            cash: { onMismatch },
            automatic,
            actors,
          });
          return verify(lifecycle, smallWorld, asked);
        },
      );
      expect(faults).toEqual({});
      expect(states).toBeGreaterThan(60 * 1024);
    },
    120_000,
  );
});
