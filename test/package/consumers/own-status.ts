import {
  allow,
  block,
  cod,
  createOrders,
  decide,
  extendLifecycle,
  lifecycleOf,
} from 'cod-lifecycle';
import type { Cod, ConfirmedOrder, Extended } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';

interface PostponedOrder extends Omit<ConfirmedOrder, 'status'> {
  readonly status: 'postponed';
}
interface MyCod extends Extended<
  Cod,
  {
    order: PostponedOrder;
    event: { readonly type: 'postpone'; readonly until: string } | { readonly type: 'resume' };
    blocker: { readonly code: 'too_dear_to_wait'; readonly params: { readonly limit: number } };
  }
> {}
const { transition, guard } = lifecycleOf<MyCod>();

const cheapEnough = guard('too_dear_to_wait', ({ order }: { readonly order: ConfirmedOrder }) =>
  order.amountDue.amount <= 100_000 ? allow : block({ limit: 100_000 }),
);
const postpone = transition('postpone', {
  from: ['confirmed'],
  to: 'postponed',
  by: ['agent', 'customer'],
  guards: [cheapEnough],
});
const resume = transition('resume', {
  from: ['postponed'],
  to: 'confirmed',
  by: ['agent', 'system'],
});

export const lifecycle = extendLifecycle(cod(), {
  id: 'my-cod',
  version: 1,
  statuses: { postponed: { holds: ['reserved'] } },
  add: [postpone, resume],
});
export const orders = createOrders({ lifecycle, store: memoryStore() });

export function later(order: ConfirmedOrder): PostponedOrder | null {
  const context = {
    actor: { kind: 'agent', id: 'salma' },
    now: '2026-03-20T09:00:00.000Z',
  } as const;
  const decision = decide(lifecycle, order, { type: 'postpone', until: '2026-04-01' }, context);
  return decision.ok ? decision.order : null;
}
