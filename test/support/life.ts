import { cod, decideAny } from 'cod-lifecycle';
import type {
  Actor,
  ActorKind,
  CodLifecycle,
  Line,
  Order,
  OrderEffect,
  OrderEvent,
  OrderStatus,
} from 'cod-lifecycle';

/** One event, and who sends it. */
export type Step = readonly [event: OrderEvent, by: ActorKind];

export const start = '2026-01-15T09:00:00.000Z';

/** So many minutes after the start of the day. */
export const minute = (count: number): string =>
  new Date(Date.parse(start) + count * 60_000).toISOString();

export const actor = (kind: ActorKind): Actor => ({ kind, id: kind });

export const mad = (amount: number) => ({ amount, currency: 'MAD' });

export const line = (id: string, sku: string, quantity: number): Line => ({
  id,
  sku,
  title: sku,
  quantity,
  unitPrice: null,
});

export const customer = { name: 'Amina', phone: '+212600000001', email: null, locale: null };
export const address = {
  line1: '4 Rue Atlas',
  line2: null,
  city: 'Casablanca',
  region: null,
  postalCode: null,
  country: 'MA',
};
export const driver = { kind: 'driver', id: 'driver', name: null } as const;
export const yes = { products: true, total: true, address: true };

export const place = {
  type: 'place',
  tenant: 'default',
  id: 'o1',
  source: { kind: 'manual', shop: 'default', externalId: 'o1', reference: null },
  customer,
  address,
  lines: [line('1', 'OIL', 2)],
  amountDue: mad(24_000),
  metadata: {},
} as const satisfies OrderEvent;

/** A usual event of each kind, as its usual sender would send it. */
export const usual = {
  confirm: { type: 'confirm', acknowledged: yes },
  failedCall: { type: 'record_call_attempt', outcome: 'no_answer' },
  assign: { type: 'assign', assignee: driver },
  prepare: { type: 'start_processing' },
  ship: { type: 'ship' },
  setOut: { type: 'start_delivery' },
  deliver: { type: 'deliver', collected: mad(24_000) },
  fail: { type: 'report_failed_delivery', reason: 'refused' },
  cancel: { type: 'cancel', reason: 'customer_changed_mind' },
} as const satisfies Record<string, OrderEvent>;

const placed: Step = [place, 'agent'];
const confirmed: readonly Step[] = [placed, [usual.confirm, 'agent']];
const processing: readonly Step[] = [
  ...confirmed,
  [usual.assign, 'dispatcher'],
  [usual.prepare, 'warehouse'],
];
const shipped: readonly Step[] = [...processing, [usual.ship, 'warehouse']];
const setOut: readonly Step[] = [...shipped, [usual.setOut, 'driver']];

/** The shortest life that leads to each status. */
export const lifeTo: { readonly [Status in OrderStatus]: readonly Step[] } = {
  new: [placed],
  no_answer: [placed, [usual.failedCall, 'agent']],
  confirmed,
  processing,
  shipped,
  out_for_delivery: setOut,
  delivered: [...setOut, [usual.deliver, 'driver']],
  returned: [...setOut, [usual.fail, 'driver']],
  cancelled: [placed, [usual.cancel, 'customer']],
};

/** Freezes a JSON value all the way down, so that whoever changes it is found out. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

export interface Lived {
  readonly order: Order;
  readonly effects: readonly OrderEffect[];
}

/** Leads an order through a life, one step a minute; a refused step fails the test that asked for it. */
export function live(
  steps: readonly Step[],
  { lifecycle = cod(), from = null }: { lifecycle?: CodLifecycle; from?: Order | null } = {},
): Lived {
  let order = from;
  const effects: OrderEffect[] = [];
  for (const [event, by] of steps) {
    const decision = decideAny(lifecycle, order, event, {
      actor: actor(by),
      now: minute(order?.version ?? 0),
    });
    if (!decision.ok)
      throw new Error(`${event.type} by ${by}: ${JSON.stringify(decision.refusal)}`);
    order = frozen(decision.order);
    effects.push(...decision.effects);
  }
  if (!order) throw new Error('A life begins with an order');
  return { order, effects };
}

/** An order in some status, with the life that leads there. */
export const orderIn = (status: OrderStatus, lifecycle?: CodLifecycle): Order =>
  live(lifeTo[status], { ...(lifecycle && { lifecycle }) }).order;

/** What comes of one more event, an hour after the start of the day. */
export const ask = (
  order: Order | null,
  event: OrderEvent,
  by: ActorKind,
  lifecycle: CodLifecycle = cod(),
) => decideAny(lifecycle, order, frozen(event), { actor: actor(by), now: minute(60) });
