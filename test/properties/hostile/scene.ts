import { CodError, cod, createOrders } from 'cod-lifecycle';
import type { Orders, Cod } from 'cod-lifecycle';
import type { CodTable } from 'cod-lifecycle/core';
import { memoryInventory, memoryNotifier, memoryStore } from 'cod-lifecycle/memory';

/** The same runtime, as somebody sees it who knows nothing of its types. */
export type Untyped = {
  readonly [Method in keyof Orders<Cod, CodTable>]: Orders<Cod, CodTable>[Method] extends (
    ...args: never[]
  ) => Promise<unknown>
    ? (...args: readonly unknown[]) => Promise<unknown>
    : { readonly [method: string]: (...args: readonly unknown[]) => Promise<unknown> };
};

export const agent = { kind: 'agent', id: 'salma' } as const;

/** Nothing of this may be repeated in an issue. */
export const personal = {
  name: 'Amina Benjelloun',
  phone: '+212600000001',
  email: 'amina@example.org',
  line1: '4 Rue Atlas',
} as const;

export const draft = {
  id: 'order-1',
  source: { kind: 'shopify', shop: 'a.example', externalId: '1042', reference: '#1042' },
  customer: {
    name: personal.name,
    phone: personal.phone,
    email: personal.email,
    locale: 'ar',
  },
  address: {
    line1: personal.line1,
    line2: null,
    city: 'Casablanca',
    region: null,
    postalCode: '20000',
    country: 'MA',
  },
  lines: [
    {
      id: 'bottle',
      sku: 'ARGAN-50',
      title: 'Argan oil',
      quantity: 2,
      unitPrice: { amount: 100, currency: 'MAD' },
    },
    { id: 'soap', sku: 'SOAP', title: 'Soap', quantity: 1, unitPrice: null },
  ],
  amountDue: { amount: 24000, currency: 'MAD' },
  metadata: { campaign: 'ramadan' },
};

/** A shop with one order, and all that can be known of it. */
export async function scene() {
  const store = memoryStore({ now: () => '2026-01-15T09:00:00.000Z' });
  const inventory = memoryInventory({ 'ARGAN-50': 100, SOAP: 100 });
  const orders = createOrders({ lifecycle: cod(), store, inventory, notifier: memoryNotifier() });
  await orders.place(draft, { actor: agent });
  const state = async () => ({
    orders: await orders.list({ limit: 1000 }),
    history: await orders.history('order-1', { limit: 1000 }),
    done: await orders.effects.list({ state: 'done', limit: 1000 }),
    pending: await orders.effects.list({ state: 'pending', limit: 1000 }),
    stock: [inventory.stock('ARGAN-50'), inventory.stock('SOAP')],
  });
  return { orders, untyped: orders as unknown as Untyped, store, state };
}

/** What a call came to: its answer, or its error, which has to be one that the library documents. */
export async function answerOf(
  call: () => Promise<unknown>,
): Promise<{ answer: unknown; error: unknown }> {
  try {
    return { answer: await call(), error: null };
  } catch (error) {
    return { answer: null, error };
  }
}

/** `documented`, or what it was instead. */
export function kindOf(error: unknown): string {
  if (error === null || CodError.is(error)) return 'documented';
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
}

export interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The issues of an answer that says `invalid`; `null` for any other answer. */
export function issuesIn(answer: unknown): readonly Issue[] | null {
  const { refusal } = (answer ?? {}) as { refusal?: { code: string; issues?: readonly Issue[] } };
  return refusal?.code === 'invalid' ? (refusal.issues ?? []) : null;
}
