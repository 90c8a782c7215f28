import * as fc from 'fast-check';
import type { Edge } from '../kernel/index.js';
import type { Cod, CodLifecycle } from '../lifecycle/index.js';
import type { Actor, ActorKind, Order, OrderEvent } from '../order/index.js';
import { arbitraryActor } from './arbitrary-actor.js';
import { arbitraryEvent } from './arbitrary-event.js';
import { likelyEvents } from './likely-events.js';
import type { Context } from '../kernel/index.js';
import { plain } from './plain.js';

/** One thing that somebody tries with an order; what exactly is settled when it is known how the order stands. */
export interface Move {
  /** `onward`: lead it somewhere else. `likely`: what fits. `wild`: this event, by this actor. */
  readonly kind: 'onward' | 'likely' | 'wild';
  readonly event: OrderEvent;
  readonly actor: Actor;
  /** Which of the events that fit, and with which payload. */
  readonly pick: number;
  readonly variant: number;
  /** Minutes since the move before. */
  readonly minutes: number;
  /** Minutes between the happening and our learning of it. */
  readonly late: number;
}

/** An event with who sends it and when. */
export interface Sent {
  readonly event: OrderEvent;
  readonly context: Context<Cod>;
}

export function arbitraryMove(): fc.Arbitrary<Move> {
  return fc.record(
    {
      kind: fc.oneof(
        { arbitrary: fc.constant('onward' as const), weight: 4 },
        { arbitrary: fc.constant('likely' as const), weight: 6 },
        { arbitrary: fc.constant('wild' as const), weight: 3 },
      ),
      event: arbitraryEvent(),
      actor: arbitraryActor(),
      pick: fc.nat(999),
      variant: fc.nat(11),
      minutes: fc.nat(600),
      late: fc.oneof(
        { arbitrary: fc.constant(0), weight: 3 },
        { arbitrary: fc.nat(600), weight: 1 },
      ),
    },
    plain,
  );
}

function edgeOf({ lookup }: CodLifecycle, { status }: Order, type: string): Edge | undefined {
  return lookup[type]?.[status];
}

/** Somebody who may: the driver is the one it is assigned to. */
function senderOf(edge: Edge, order: Order, pick: number): Actor {
  const kinds = edge.by as readonly ActorKind[];
  const kind = kinds[pick % kinds.length] ?? 'admin';
  return { kind, id: kind === 'driver' ? (order.assignee?.id ?? 'driss') : 'salma' };
}

/** What a move comes to for an order that stands like this. */
export function settle(
  lifecycle: CodLifecycle,
  order: Order,
  move: Move,
): Pick<Sent, 'event'> & { readonly actor: Actor } {
  const fitting = likelyEvents(order, move.variant).filter(({ type }) => {
    const edge = edgeOf(lifecycle, order, type);
    const leads = edge !== undefined && edge.to !== order.status && !edge.rule.override;
    return move.kind === 'onward' ? leads : edge !== undefined;
  });
  const event = fitting[move.pick % fitting.length];
  const edge = event && edgeOf(lifecycle, order, event.type);
  return move.kind === 'wild' || !event || !edge
    ? { event: move.event, actor: move.actor }
    : { event, actor: senderOf(edge, order, move.pick) };
}
