import type { Order } from '../../../dist/core.js';
import { contestant } from '../contestant.ts';
import { lifecycle } from '../work.ts';
import type { Sent } from '../work.ts';
import { can, types } from './switch-with-history.ts';

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type Row = Writable<Order['stock'][number]>;
type Fact =
  | 'confirmation'
  | 'assignee'
  | 'preparation'
  | 'shipment'
  | 'collection'
  | 'return'
  | 'cancellation';
type Loose = Writable<Omit<Order, Fact | 'status'>> & { status: string } & Record<Fact, unknown>;

/** Changes the order in place. What went wrong half-way stays half done, and whoever held the order sees it move. */
function change(order: Order, { event, actor, now }: Sent): void {
  const it = order as unknown as Loose;
  const stock = it.stock as Row[];
  const before = it.status;
  switch (event.type) {
    case 'confirm':
      it.status = 'confirmed';
      it.confirmation = {
        at: now,
        by: actor,
        products: it.lines.map(({ id, sku, quantity }) => ({ lineId: id, sku, quantity })),
        total: it.amountDue,
        address: it.address,
      };
      it.needsReconfirmation = false;
      (it.calls as Writable<Order['calls']>).nextCallAt = null;
      break;
    case 'record_call_attempt': {
      const calls = it.calls as Writable<Order['calls']>;
      it.status = 'no_answer';
      calls.made += 1;
      calls.failed += 1;
      calls.last = event.outcome;
      calls.nextCallAt = event.nextCallAt ?? new Date(Date.parse(now) + 180 * 60_000).toISOString();
      break;
    }
    case 'cancel':
      it.status = 'cancelled';
      it.cancellation = { reason: event.reason, note: event.note ?? null, at: now, by: actor };
      (it.calls as Writable<Order['calls']>).nextCallAt = null;
      for (const row of stock) row.reserved = 0;
      break;
    case 'assign':
      it.assignee = event.assignee;
      break;
    case 'start_processing':
      it.status = 'processing';
      it.preparation = { startedAt: now, packagedAt: null, labelledAt: null };
      break;
    case 'ship':
      it.status = 'shipped';
      it.shipment = { handedTo: it.assignee, at: now };
      it.tracking = event.tracking ?? it.tracking;
      for (const row of stock) {
        row.out += row.reserved;
        row.reserved = 0;
      }
      break;
    case 'start_delivery':
      it.status = 'out_for_delivery';
      break;
    case 'deliver': {
      const expected = it.amountDue;
      const amount = event.collected ?? { amount: 0, currency: expected.currency };
      it.status = 'delivered';
      it.collection = {
        amount,
        expected,
        difference: amount.amount - expected.amount,
        at: now,
        by: actor.id,
      };
      it.cash = { state: 'collected', remitted: null, reconciled: null };
      break;
    }
    case 'report_failed_delivery':
      it.status = 'returned';
      it.return = {
        state: 'in_transit',
        reason: event.reason,
        note: event.note ?? null,
        at: now,
        by: actor,
        cause: null,
      };
      for (const row of stock) {
        row.restocked += row.out;
        row.out = 0;
      }
      break;
    default:
      throw new Error(`"${event.type}" is not in the work`);
  }
  it.version += 1;
  if (it.status !== before) it.enteredAt = now;
  it.updatedAt = now;
  it.definition = lifecycle.stamp;
}

export default contestant<Order, boolean>({
  name: 'switch, changing the order in place',
  brings: ['fields'],
  load: (text) => JSON.parse(text) as Order,
  // It would change what others hold.
  open: (order) =>
    ({
      ...order,
      calls: { ...order.calls },
      stock: order.stock.map((row) => ({ ...row })),
    }) as Order,
  send(order, sent) {
    if (!can(order, sent.event.type, sent.actor, sent.event)) return false;
    change(order, sent);
    return true;
  },
  after: (order, answer) => (answer ? order : null),
  orderOf: (order) => order,
  can: (order, { event, actor }) => can(order, event.type, actor, event),
  events: (order, { actor }) => types.filter((type) => can(order, type, actor)),
  asksGuards: true,
});
