/**
 * `node sizes-of-definitions.ts`: how a decision, a question and the making of a lifecycle grow with the number of
 * statuses and events, and with the lines of an order; as JSON.
 */
import { cod, decideAny, lifecycleOf, possibleEvents } from '../../dist/core.js';
import type { Order, Stamped } from '../../dist/core.js';
import { happyPath, lifecycle, placed } from './work.ts';
import { spreadOf } from './spread.ts';

interface Words {
  order: Stamped & { readonly id: string };
  event: { readonly type: string };
  effect: { readonly type: 'told' };
  actor: { readonly kind: 'anyone' };
  blocker: { readonly code: 'never'; readonly params: object };
  action: string;
  policy: object;
}

const now = '2026-03-20T09:00:00.000Z';
const context = { actor: { kind: 'anyone' }, now } as const;

/** A ring: in each status one event leads on; all have a guard and an effect. */
function ringOf(size: number) {
  const { guard, effect, creation, transition, lifecycle: make } = lifecycleOf<Words>();
  const fine = guard('never', () => null);
  const told = effect('told', () => ({ effect: { type: 'told' } }));
  const status = (index: number): string => `status_${index % size}`;
  const rules = Array.from({ length: size }, (_, index) =>
    transition(`event_${index}`, {
      from: [status(index)],
      to: status(index + 1),
      by: ['anyone'],
      guards: [fine],
      effects: [told],
    }),
  );
  const place = creation('place', {
    to: status(0),
    by: ['anyone'],
    apply: () => ({ id: 'a' }) as never,
  });
  return make({
    id: 'ring',
    version: 1,
    initial: status(0),
    statuses: Object.fromEntries(rules.map((_, index) => [status(index), {}])),
    policy: {},
    rules: [place, ...rules],
  });
}

/** Nanoseconds for one of so many turns: the middle of some rounds. */
function timed(turns: number, work: (index: number) => unknown): number {
  const kept: unknown[] = [];
  const rounds = Array.from({ length: 15 }, () => {
    const begin = performance.now();
    for (let index = 0; index < turns; index += 1) kept[index & 7] = work(index);
    return ((performance.now() - begin) * 1e6) / turns;
  });
  return Math.round(spreadOf(rounds.slice(5)).median);
}

const definitions = [10, 100, 1000].map((size) => {
  const ring = ringOf(size);
  const first = decideAny(ring, null, { type: 'place' }, context);
  if (!first.ok) throw new Error(first.refusal.code);
  const orders = [first.order];
  const events = Array.from({ length: size }, (_, index) => ({ type: `event_${index}` }));
  for (const event of events.slice(1)) {
    const decision = decideAny(
      ring,
      orders.at(-1) as never,
      events[orders.length - 1] as never,
      context,
    );
    if (!decision.ok) throw new Error(`${event.type}: ${decision.refusal.code}`);
    orders.push(decision.order);
  }
  return {
    size,
    decideNs: timed(20_000, (index) =>
      decideAny(ring, orders[index % size] as never, events[index % size] as never, context),
    ),
    refuseNs: timed(20_000, (index) =>
      decideAny(ring, orders[index % size] as never, events[(index + 1) % size] as never, context),
    ),
    possibleNs: timed(Math.max(200, 200_000 / size), (index) =>
      possibleEvents(ring, orders[index % size] as never, context),
    ),
    makeNs: timed(Math.max(3, 300 / size), () => ringOf(size)),
  };
});

const lines = [1, 10, 100, 1000].map((count) => {
  const path = happyPath(count);
  const order = placed('o-lines', count);
  return {
    count,
    happyPathNs: timed(Math.max(20, 20_000 / count), () => {
      let live: Order = order;
      for (const { event, actor, now: at } of path) {
        const decision = decideAny(lifecycle, live, event, { actor, now: at });
        if (!decision.ok) throw new Error(decision.refusal.code);
        live = decision.order;
      }
      return live;
    }),
  };
});

console.log(JSON.stringify({ definitions, lines, codNs: timed(200, () => cod()) }));
