import { cod, codSamples, decideAny, extendLifecycle, lifecycleOf } from 'cod-lifecycle';
import type { Cod, EffectPlan, NewOrder, Order, OrderEvent, Rule } from 'cod-lifecycle';
import { verify } from 'cod-lifecycle/verify';
import type { Samples } from 'cod-lifecycle/verify';
import { describe, expect, it } from 'vitest';
import { found } from './proof.ts';

/** A merchant's own status: the customer asked to be called again after payday. */
interface PostponedOrder extends Omit<NewOrder, 'status'> {
  readonly status: 'postponed';
  readonly until: string;
}

interface Mine extends Omit<Cod, 'order' | 'event'> {
  order: Order | PostponedOrder;
  event:
    | OrderEvent
    | { readonly type: 'postpone'; readonly until: string }
    | { readonly type: 'resume' };
}

const { transition } = lifecycleOf<Mine>();

const postpone = transition('postpone', {
  from: ['new', 'no_answer'],
  to: 'postponed',
  by: ['agent'],
  apply: ({ event }) => ({ until: event.until }),
});
const resume = transition('resume', { from: ['postponed'], to: 'new', by: ['agent', 'system'] });
const releaseOfCancel = (cod().definition.rules.find(({ type }) => type === 'cancel')?.effects ??
  []) as readonly EffectPlan<'release_stock', unknown>[];

const giveUp = (effects: typeof releaseOfCancel) =>
  transition('cancel', {
    from: ['postponed'],
    to: 'cancelled',
    by: ['agent', 'customer'],
    apply: ({ event, occurredAt, actor }) => ({
      cancellation: { reason: event.reason, note: null, at: occurredAt, by: actor },
    }),
    effects,
  });

function postponing(...rules: readonly Rule<string, object, Mine>[]) {
  return extendLifecycle(cod(), {
    id: 'cod-postponing',
    version: 1,
    statuses: { postponed: { holds: ['reserved'] } },
    add: [postpone, resume, ...rules],
  });
}

const samples: Samples<Mine> = {
  ...codSamples,
  events: (order) => [
    ...codSamples.events(order as Order),
    { type: 'postpone', until: '2026-02-01' },
  ],
  view: (order, policy) => codSamples.view(order as Order, policy),
};

describe("a merchant's own status `postponed`", () => {
  it('is proved sound where its cancellation releases the stock', () => {
    expect(found(verify(postponing(giveUp(releaseOfCancel)), samples))).toEqual([]);
  });

  it('is sound without a cancellation of its own, since it can be resumed', () => {
    expect(found(verify(postponing(), samples))).toEqual([]);
  });

  it('is found to leak where its cancellation forgets to release the stock', () => {
    expect(found(verify(postponing(giveUp([])), samples))).toEqual([
      'leaked cancelled: place postpone cancel',
    ]);
  });

  it('is found to hold what it may not where it declares no account', () => {
    const { definition } = postponing(giveUp(releaseOfCancel));
    const statuses = { ...definition.statuses, postponed: { holds: [] } };
    expect(found(verify({ ...definition, statuses }, samples))).toEqual([
      'leaked postponed: place postpone',
    ]);
  });

  it('can be entered by a rule with the stock effects that other rules have', () => {
    const agent = { actor: { kind: 'agent', id: 'a' }, now: '2026-01-15T09:00:00.000Z' } as const;
    const release = transition('postpone', {
      from: ['confirmed'],
      to: 'postponed',
      by: ['agent'],
      apply: ({ event }) => ({ until: event.until, confirmation: null, assignee: null }),
      effects: releaseOfCancel,
    });
    const releasing = postponing(release);
    const [place] = codSamples.creations;
    const placed = decideAny(releasing, null, place as OrderEvent, agent);
    if (!placed.ok) throw new Error('It was not placed');
    const confirmed = decideAny(
      releasing,
      placed.order,
      { type: 'confirm', acknowledged: { products: true, total: true, address: true } },
      agent,
    );
    if (!confirmed.ok) throw new Error('It was not confirmed');
    const event = { type: 'postpone', until: '2026-02-01' } as const;
    expect(decideAny(releasing, confirmed.order, event, agent)).toMatchObject({
      ok: true,
      order: { status: 'postponed' },
    });
  });

  it('requires no action of the shipped ones', () => {
    const { actions, policy } = postponing().definition;
    const order = { status: 'postponed', stock: [] } as unknown as PostponedOrder;
    expect(actions?.({ order, policy })).toEqual([]);
  });
});
