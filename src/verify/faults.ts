import type { AnyLifecycle } from '../kernel/index.js';
import { leaks } from './accounts.js';
import { pathTo } from './explore.js';
import type { Exploration, Node } from './explore.js';
import type { Fault, Step } from './fault.js';
import type { Labels, TemporalRule } from './samples.js';

/** Keeps the first fault of each kind and place: the one with the shortest path. */
function firsts(faults: readonly Fault[]): readonly Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ code, at }) => !seen.has(`${code} ${at}`) && seen.add(`${code} ${at}`));
}

/** Statuses nobody reaches, rules that never fire, functions that fail. */
export function ruleFaults(
  lifecycle: AnyLifecycle,
  { nodes, fired, failed }: Exploration,
  idle: readonly string[],
): readonly Fault[] {
  const faults: Fault[] = [];
  const firstIn = (status: string): Node | null =>
    nodes.find(({ order }) => order.status === status) ?? null;
  for (const status of lifecycle.statuses) {
    if (firstIn(status)) continue;
    faults.push({
      code: 'unreachable_status',
      at: status,
      message: `Nothing leads to "${status}"`,
      path: [],
    });
  }
  for (const [event, edges] of Object.entries(lifecycle.lookup)) {
    for (const [status, { rule }] of Object.entries(edges ?? {})) {
      const at = `${event} @ ${status}`;
      if (rule.override || fired.has(at) || idle.includes(at)) continue;
      const message = `"${event}" is never possible from "${status}"`;
      faults.push({ code: 'never_fires', at, message, path: pathTo(firstIn(status)) });
    }
  }
  for (const [at, node] of failed) {
    faults.push({
      code: 'function_failed',
      at,
      message: `A function of "${at}" fails instead of answering`,
      path: pathTo(node),
    });
  }
  return faults;
}

/** The states from which some goal is reached. */
function reaching(nodes: readonly Node[], goal: (node: Node) => boolean): ReadonlySet<Node> {
  const before = new Map<Node, Node[]>();
  for (const node of nodes)
    for (const next of node.next.keys()) before.set(next, [...(before.get(next) ?? []), node]);
  const reached = new Set(nodes.filter(goal));
  for (const node of reached) for (const earlier of before.get(node) ?? []) reached.add(earlier);
  return reached;
}

/** Open orders that can never close, and final ones that open again. */
export function endsFaults(lifecycle: AnyLifecycle, { nodes }: Exploration): readonly Fault[] {
  const faults: Fault[] = [];
  const closing = reaching(nodes, ({ closed }) => closed);
  for (const node of nodes) {
    const { status } = node.order;
    if (!closing.has(node)) {
      const stays = [...reachable(node)].every(({ order }) => order.status === status);
      faults.push({
        code: stays ? 'trap' : 'no_way_to_final',
        at: status,
        message: stays
          ? `An open order can never leave "${status}"`
          : `An open order in "${status}" can never be closed`,
        path: pathTo(node),
      });
    }
    if (!lifecycle.definition.statuses[status]?.final) continue;
    for (const [next, step] of node.next) {
      if (next.order.status === status) continue;
      const path = [...pathTo(node), step];
      faults.push({
        code: 'final_with_exit',
        at: status,
        message: `"${status}" is final, yet an event leads out of it`,
        path,
      });
    }
  }
  return firsts(faults);
}

function reachable(start: Node): ReadonlySet<Node> {
  const reached = new Set([start]);
  for (const node of reached) for (const next of node.next.keys()) reached.add(next);
  return reached;
}

/** Units that are where they should not be, or were taken from where they were not. */
export function booksFaults(
  lifecycle: AnyLifecycle,
  { nodes, overdrafts }: Exploration,
): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [at, { overdraft, before, step, effects }] of overdrafts) {
    const { account, effect, units } = overdraft;
    const earlier = [...ancestry(before)].some(({ cause }) => cause.effects.includes(effect));
    const twice = earlier || effects.filter((type) => type === effect).length > 1;
    const message = `"${effect}" takes ${units} more from "${account}" than ${twice ? 'is left' : 'ever was there'}`;
    const path = [...pathTo(before), step];
    faults.push({ code: twice ? 'taken_twice' : 'taken_unheld', at, message, path });
  }
  for (const node of nodes) {
    const { order, closed, balances } = node;
    for (const account of leaks(lifecycle, order.status, closed, balances)) {
      const message = `Units stay in "${account}" while the order is ${closed ? 'closed' : 'open'} in "${order.status}"`;
      faults.push({ code: 'leaked', at: order.status, message, path: pathTo(node) });
    }
  }
  return firsts(faults);
}

function* ancestry(start: Node | null): Generator<Node> {
  for (let node = start; node !== null; node = node.cause.from) yield node;
}

/** Paths that reach a status before they have been through another. */
export function orderFaults(
  { nodes }: Exploration,
  rules: readonly TemporalRule[],
): readonly Fault[] {
  return rules.flatMap(({ never, before }): Fault[] => {
    // Each state remembers its first way here; one that avoids `before` altogether has to be looked for.
    const paths = new Map<Node, readonly Step[]>();
    for (const node of nodes) {
      const { from, step } = node.cause;
      if (from === null && node.order.status !== before) paths.set(node, [step]);
    }
    for (const [node, path] of paths) {
      if (node.order.status === never) {
        const message = `"${never}" is reached without "${before}"`;
        return [{ code: 'out_of_order', at: never, message, path }];
      }
      for (const [next, step] of node.next) {
        if (next.order.status !== before && !paths.has(next)) paths.set(next, [...path, step]);
      }
    }
    return [];
  });
}

/** Statuses and events that some language does not name. */
export function labelFaults(lifecycle: AnyLifecycle, labels: readonly Labels[]): readonly Fault[] {
  return labels.flatMap(({ language, statuses, events }) => {
    const unnamed = [
      ...lifecycle.statuses.filter((status) => !Object.hasOwn(statuses, status)),
      ...lifecycle.events.filter((event) => !Object.hasOwn(events, event)),
    ];
    return unnamed.map((at): Fault => ({
      code: 'missing_label',
      at,
      message: `"${at}" has no label in "${language}"`,
      path: [],
    }));
  });
}
