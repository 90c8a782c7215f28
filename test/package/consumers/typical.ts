import { cod, createOrders, decide, explain } from 'cod-lifecycle';
import type { Cod, Context, Order } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';

const lifecycle = cod();
const orders = createOrders({ lifecycle, store: memoryStore() });
const actor = { kind: 'agent', id: 'salma' } as const;

export async function aDay(): Promise<Order | null> {
  const placed = await orders.place(
    {
      customer: { name: 'Amina', phone: '+212600000001' },
      address: { line1: '4 Rue Atlas', city: 'Casablanca', country: 'MA' },
      lines: [{ sku: 'ARGAN-50', title: 'Argan oil', quantity: 2 }],
      amountDue: { amount: 24_000, currency: 'MAD' },
    },
    { actor },
  );
  if (placed.kind !== 'applied') return null;
  const { id } = placed.order;
  const acknowledged = { products: true, total: true, address: true };
  const confirmed = await orders.send(id, { type: 'confirm', acknowledged }, { actor });
  if (confirmed.kind === 'refused' && confirmed.refusal.code === 'blocked')
    for (const { code } of confirmed.refusal.blockers) say(code);
  const order = await orders.get(id);
  if (order) await next(order);
  return order;
}

async function next(order: Order): Promise<void> {
  switch (order.status) {
    case 'new':
    case 'no_answer': {
      await orders.send(order, { type: 'record_call_attempt', outcome: 'busy' }, { actor });
      break;
    }
    case 'confirmed': {
      const started = await orders.send(order, { type: 'start_processing' }, { actor });
      if (started.kind === 'applied') say(started.order.preparation.startedAt);
      break;
    }
    case 'shipped': {
      const { collected } = { collected: order.amountDue };
      const outcome = await orders.send(order, { type: 'deliver', collected }, { actor });
      if (outcome.kind === 'applied') say(String(outcome.order.collection.difference));
      break;
    }
    case 'delivered': {
      say(order.collection.at);
      break;
    }
    default: {
      say(order.status);
    }
  }
}

export function preview(order: Order, context: Context<Cod>): readonly string[] {
  const possible = explain(lifecycle, order, context).filter((event) => event.possible);
  if (order.status !== 'shipped') return possible.map(({ event }) => event);
  const decision = decide(lifecycle, order, { type: 'deliver' }, context);
  return decision.ok ? [decision.order.collection.at] : [decision.refusal.code];
}

function say(text: string): void {
  void text;
}
