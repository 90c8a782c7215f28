import { decideAny } from '../kernel/index.js';
import type { AnyLifecycle, Model, Moves } from '../kernel/index.js';
import { balancesKey, post } from './accounts.js';
import type { Balances, Overdraft } from './accounts.js';
import type { Step } from './fault.js';
import type { Samples } from './samples.js';

/** One state that was reached, and how. */
export interface Node {
  readonly order: Model['order'];
  readonly balances: Balances;
  readonly closed: boolean;
  readonly cause: {
    readonly from: Node | null;
    readonly step: Step;
    readonly effects: readonly string[];
  };
  /** Where it leads, and the first way to get there. */
  readonly next: Map<Node, Step>;
}

/** An event that took units from where they were not. */
export interface Overdrawn {
  readonly overdraft: Overdraft;
  readonly before: Node | null;
  readonly step: Step;
  readonly effects: readonly string[];
}

/** Everything that the samples lead to. */
export interface Exploration {
  readonly nodes: readonly Node[];
  readonly transitions: number;
  /** `event @ status` of every rule that was applied. */
  readonly fired: ReadonlySet<string>;
  /** The first time that each `event @ status` took what was not there. */
  readonly overdrafts: ReadonlyMap<string, Overdrawn>;
  /** `event @ status` of every function that failed, with the state it failed in. */
  readonly failed: ReadonlyMap<string, Node | null>;
  readonly complete: boolean;
}

const now = '2026-01-15T09:00:00.000Z';

/** The events tried in a state: the samples, and the bare event where there is none. */
function* attempts(
  lifecycle: AnyLifecycle,
  samples: Samples<Model>,
  node: Node | null,
): Generator<Model['event']> {
  if (node === null) return yield* samples.creations;
  const events = samples.events(node.order, lifecycle.policy);
  const sampled = new Set(events.map(({ type }) => type));
  yield* events;
  for (const type of lifecycle.events) if (!sampled.has(type)) yield { type };
}

/** Walks breadth first, so that the first way to anything is a shortest one. Overrides are not walked. */
export function explore(
  lifecycle: AnyLifecycle,
  samples: Samples<Model>,
  maxStates: number,
): Exploration {
  const { definition, policy } = lifecycle;
  const moves = new Map<string, Moves<never>>();
  for (const { effects } of definition.rules)
    for (const { type, moves: moved } of effects) if (moved) moves.set(type, moved);

  const known = new Map<string, Node>();
  const nodes: Node[] = [];
  const fired = new Set<string>();
  const failed = new Map<string, Node | null>();
  const overdrafts = new Map<string, Overdrawn>();
  let transitions = 0;

  const visit = (node: Node | null): void => {
    const status = node === null ? 'nothing' : node.order.status;
    for (const event of attempts(lifecycle, samples, node)) {
      const edge = lifecycle.lookup[event.type]?.[status];
      if (!edge || edge.rule.override) continue;
      for (const kind of edge.by) {
        const decision = decideAny(lifecycle, node?.order ?? null, event, {
          actor: samples.actor(kind),
          now,
        });
        const at = `${event.type} @ ${status}`;
        if (!decision.ok) {
          const { refusal } = decision;
          const broken =
            refusal.code === 'blocked' &&
            refusal.blockers.some(({ code }) => code === 'guard_failed' || code === 'apply_failed');
          if (broken && !failed.has(at)) failed.set(at, node);
          continue;
        }
        fired.add(at);
        transitions += 1;
        const { order, effects } = decision;
        const { balances, overdraft } = post(lifecycle, node?.balances ?? {}, moves, effects);
        const key = `${samples.view(order, policy)} ${balancesKey(balances)}`;
        const step = { event, actor: kind, from: status, to: order.status };
        const types = effects.map(({ type }) => type);
        if (overdraft && !overdrafts.has(at)) {
          overdrafts.set(at, { overdraft, before: node, step, effects: types });
        }
        let next = known.get(key);
        if (next === undefined) {
          const cause = { from: node, step, effects: types };
          const final = definition.statuses[order.status]?.final === true;
          next = {
            order,
            balances,
            closed: final || definition.closed?.(order) === true,
            cause,
            next: new Map(),
          };
          known.set(key, next);
          nodes.push(next);
        }
        if (node && !node.next.has(next)) node.next.set(next, step);
      }
    }
  };

  visit(null);
  for (const node of nodes) {
    if (nodes.length > maxStates)
      return { nodes, transitions, fired, failed, overdrafts, complete: false };
    // A way out of a final status is a fault; what lies behind it is not the lifecycle any more.
    const { from, to } = node.cause.step;
    const beyond = from !== to && definition.statuses[from]?.final === true;
    if (!beyond) visit(node);
  }
  return { nodes, transitions, fired, failed, overdrafts, complete: true };
}

/** The shortest way to a state. */
export function pathTo(node: Node | null): readonly Step[] {
  const steps: Step[] = [];
  for (let at = node; at !== null; at = at.cause.from) steps.unshift(at.cause.step);
  return steps;
}
