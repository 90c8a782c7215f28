import type { Context, Decision, Entry, Refusal } from '../kernel/index.js';
import { decideAny } from '../kernel/index.js';
import type { Cod, CodLifecycle } from '../lifecycle/index.js';
import type { Order, OrderEffect, OrderEvent } from '../order/index.js';
import { settle } from './move.js';
import type { Move } from './move.js';

/** One event of a life, with the order that it met and what came of it. */
export interface LifeStep {
  /** `null` for the event that placed the order. */
  readonly before: Order | null;
  readonly event: OrderEvent;
  readonly context: Context<Cod>;
  readonly decision: Decision<Cod>;
}

/**
 * What has happened to one order, legal and not, from its placing on.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface Life {
  readonly lifecycle: CodLifecycle;
  /** The order as it stands at the end. */
  readonly order: Order;
  /** Every version of it, oldest first. */
  readonly orders: readonly Order[];
  /** Its history: one entry a version. */
  readonly entries: readonly Entry<Cod>[];
  /** All that was owed, in order. */
  readonly effects: readonly OrderEffect[];
  readonly refusals: readonly Refusal<Cod>[];
  /** Every event that was sent, refused ones included. */
  readonly steps: readonly LifeStep[];
}

const midnight = Date.parse('2026-01-15T00:00:00.000Z');
const timeAt = (minutes: number): string => new Date(midnight + minutes * 60_000).toISOString();

/** The life that an order lives when it is placed so and these moves are made. */
export function live(lifecycle: CodLifecycle, place: OrderEvent, moves: readonly Move[]): Life {
  const steps: LifeStep[] = [];
  const send = (before: Order | null, event: OrderEvent, context: Context<Cod>): Order | null => {
    const decision = decideAny(lifecycle, before, event, context);
    steps.push({ before, event, context, decision });
    return decision.ok ? decision.order : before;
  };

  const placing = { kind: 'admin', id: 'salma' } as const;
  let order = send(null, place, { actor: placing, now: timeAt(0), commandId: 'command-0' });
  if (order === null) throw new TypeError('An admin could not place the order of a life');
  let minutes = 0;
  for (const [index, move] of moves.entries()) {
    minutes += move.minutes;
    const { event, actor } = settle(lifecycle, order, move);
    const context = {
      actor,
      now: timeAt(minutes),
      occurredAt: timeAt(minutes - move.late),
      commandId: `command-${index + 1}`,
    };
    order = send(order, event, context) ?? order;
  }

  const applied = steps.flatMap(({ decision }) => (decision.ok ? [decision] : []));
  return {
    lifecycle,
    order,
    orders: applied.map((decision) => decision.order),
    entries: applied.map(({ entry }) => entry),
    effects: applied.flatMap(({ effects }) => effects),
    refusals: steps.flatMap(({ decision }) => (decision.ok ? [] : [decision.refusal])),
    steps,
  };
}
