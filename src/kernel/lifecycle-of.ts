import type { Definition } from './definition.js';
import type { EffectPlan, Moves, Planned } from './effect.js';
import type { Asked, Owing } from './given.js';
import type { Blocked, Guard, allow } from './guard.js';
import { lifecycle } from './lifecycle.js';
import type { Lifecycle } from './lifecycle.js';
import type {
  BlockerCodeOf,
  EffectOf,
  EffectTypeOf,
  EventTypeOf,
  Model,
  Nothing,
  ParamsOf,
  StatusOf,
} from './model.js';
import type { Branching, Creation, Rule, Transition, Update } from './rule.js';
import type { TableOf } from './table.js';

/** The builders for one model. Each returns plain data; only `lifecycle` checks it. */
export interface Builders<M extends Model> {
  /** A fact that must hold, and the code it is refused with. Annotate what it sees to narrow the order or the event. */
  guard<const Code extends BlockerCodeOf<M>, In = Asked<M>>(
    code: Code,
    check: (asked: In) => typeof allow | Blocked<ParamsOf<M, Code>>,
  ): Guard<Code, In>;

  /** Something owed to the outside, and between which accounts it moves units. */
  effect<const Type extends EffectTypeOf<M>, In = Owing<M>>(
    type: Type,
    plan: (given: In) => (Planned & { readonly effect: EffectOf<M, Type> }) | null,
    moves?: Moves<EffectOf<M, Type>>,
  ): EffectPlan<Type, In>;

  /** A rule that makes the order out of nothing. */
  creation<const Type extends EventTypeOf<M>, const To extends StatusOf<M>>(
    type: Type,
    rule: Creation<M, Type, To>,
  ): Rule<Type, { readonly [F in Nothing]: To }, M>;

  /** A rule that leads from some statuses to one other. */
  transition<
    const Type extends EventTypeOf<M>,
    const From extends StatusOf<M>,
    const To extends StatusOf<M>,
  >(
    type: Type,
    rule: Transition<M, Type, From, To>,
  ): Rule<Type, { readonly [F in From]: To }, M>;

  /** A rule that leads from some statuses to one of several. */
  branching<
    const Type extends EventTypeOf<M>,
    const From extends StatusOf<M>,
    const To extends StatusOf<M>,
  >(
    type: Type,
    rule: Branching<M, Type, From, To>,
  ): Rule<Type, { readonly [F in From]: To }, M>;

  /** A rule that keeps the status. */
  update<const Type extends EventTypeOf<M>, const In extends StatusOf<M>>(
    type: Type,
    rule: Update<M, Type, In>,
  ): Rule<Type, { readonly [S in In]: S }, M>;

  /**
   * The whole definition, checked and compiled.
   *
   * @throws DefinitionError which names every mistake
   */
  lifecycle<const Rules extends readonly Rule[]>(
    definition: Definition<M> & { readonly rules: Rules },
  ): Lifecycle<M, TableOf<Rules>>;
}

interface LooseRule extends Partial<Omit<Rule, 'to'>> {
  readonly to?: string | readonly string[];
  readonly in?: readonly string[];
}

const none: readonly never[] = [];

/** A rule with all its parts, in one shape, whatever was left out. */
function rule(type: string, loose: LooseRule): Rule {
  const { in: stays, to = none, from = stays ?? ['nothing'], by = none } = loose;
  const { guards = none, effects = none, override = false, choose, apply } = loose;
  const targets = typeof to === 'string' ? [to] : to;
  return { type, from, to: targets, by, guards, effects, override, choose, apply } as Rule;
}

const builders = {
  guard: (code: string, check: unknown) => ({ code, check }),
  effect: (type: string, plan: unknown, moves?: unknown) =>
    moves === undefined ? { type, plan } : { type, plan, moves },
  creation: rule,
  transition: rule,
  branching: rule,
  update: rule,
};

/** The builders for rules alone, without the checks that `lifecycle` brings along. */
export function rulesOf<M extends Model>(): Omit<Builders<M>, 'lifecycle'> {
  // The types above are the contract; at run time every builder only copies its argument.
  return builders as unknown as Builders<M>;
}

/**
 * The builders that write a lifecycle for one {@link Model}: the order's types first, then one rule per event, each in
 * its phase's file, composed at the end.
 *
 * @example
 * ```ts
 * import { decide, lifecycleOf } from 'cod-lifecycle/core';
 * import type { Stamped } from 'cod-lifecycle/core';
 *
 * type Open = Stamped & { status: 'open'; closedBy: null };
 * type Closed = Stamped & { status: 'closed'; closedBy: string };
 * interface Ticket {
 *   order: Open | Closed;
 *   event: { type: 'close'; by: string };
 *   effect: { type: 'archive' };
 *   actor: { kind: 'clerk' };
 *   blocker: { code: 'already_archived'; params: object };
 *   action: 'answer';
 *   policy: object;
 * }
 *
 * const { transition, lifecycle } = lifecycleOf<Ticket>();
 * const tickets = lifecycle({
 *   id: 'ticket',
 *   version: 1,
 *   initial: 'open',
 *   statuses: { open: {}, closed: { final: true } },
 *   policy: {},
 *   rules: [
 *     transition('close', { from: ['open'], to: 'closed', by: ['clerk'], apply: ({ event }) => ({ closedBy: event.by }) }),
 *   ],
 * });
 * tickets.statuses; //=> ['open', 'closed']
 * ```
 * @category Kernel
 * @since 0.1.0
 */
export function lifecycleOf<M extends Model>(): Builders<M> {
  return { ...rulesOf<M>(), lifecycle };
}
