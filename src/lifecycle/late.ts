import type { Definition, Given } from '../kernel/index.js';
import type { Order } from '../order/order.js';
import type { Cod } from './model.js';

type Late = NonNullable<Definition<Cod>['late']>;
type Heard = Given<Cod, Order, unknown>;

/** It happened before the parcel left for this cycle: news of a visit that was settled long ago. */
const ofEarlierTrip = ({ order, occurredAt }: Heard) =>
  occurredAt < order.delivery.startedAt ? 'stale' : null;

/** It happened before the calls of this cycle. */
const ofEarlierCalls = ({ order, occurredAt }: Heard) =>
  occurredAt < order.calls.startedAt ? 'stale' : null;

/** It happened before the order came to where it is. */
const overtaken = ({ order, occurredAt }: Heard) =>
  occurredAt <= order.enteredAt ? 'stale' : null;

const ofSettledTrip = (given: Heard) => overtaken(given) ?? ofEarlierTrip(given);

const decided = { delivered: 'stale', returned: 'stale' } as const;

/**
 * News that comes a second time, or after something newer. What is neither is judged by the rules, and where they refuse
 * it, it contradicts the order. A `deliver` is never stale: goods that somebody handed over stay handed over.
 */
export const late: Late = {
  ship: { in: { shipped: 'duplicate', out_for_delivery: 'stale', ...decided } },

  start_delivery: { in: { out_for_delivery: 'duplicate', ...decided }, otherwise: ofEarlierTrip },

  deliver: {
    in: {
      delivered: ({ order, event }) => {
        const { amount } = order.collection;
        const told = event.collected ?? { amount: 0, currency: amount.currency };
        const same = told.amount === amount.amount && told.currency === amount.currency;
        return same ? 'duplicate' : null;
      },
    },
  },

  report_failed_delivery: {
    in: {
      returned: ({ order, event }) => (order.return.reason === event.reason ? 'duplicate' : null),
    },
    otherwise: ofEarlierTrip,
  },

  record_delivery_attempt: {
    in: { delivered: ofSettledTrip, returned: ofSettledTrip },
    otherwise: ofEarlierTrip,
  },

  record_call_attempt: {
    in: { new: ofEarlierCalls, no_answer: ofEarlierCalls, cancelled: ofEarlierCalls },
    otherwise: (given) => overtaken(given) ?? ofEarlierCalls(given),
  },

  cancel: { in: { cancelled: 'duplicate' } },
};
