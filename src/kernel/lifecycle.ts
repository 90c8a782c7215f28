import { DefinitionError } from '../errors/definition-error.js';
import type { Refused } from './decision.js';
import type { Definition, Lateness } from './definition.js';
import { fingerprintOf } from './fingerprint.js';
import type { EventTypeOf, Model, StatusOf } from './model.js';
import { problemsOf } from './problems-of.js';
import type { Refusal } from './refusal.js';
import type { Rule } from './rule.js';

/**
 * A definition, checked and compiled into a lookup. Immutable; share one among all orders. `{ ...lifecycle }` is none: it
 * lacks what is only made when it is asked for.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Lifecycle<M extends Model, T> {
  readonly id: string;
  readonly version: number;
  /** Sixteen hexadecimal digits over everything in the definition that is data. Function bodies are not in it. */
  readonly fingerprint: string;
  /** `id@version#fingerprint`, as it is kept on each order. */
  readonly stamp: string;
  readonly statuses: readonly StatusOf<M>[];
  readonly events: readonly EventTypeOf<M>[];
  readonly policy: M['policy'];
  readonly definition: Definition<M>;
  /** Event type → status (or `nothing`) → the rule that applies. */
  readonly lookup: Lookup;
  /** What is said alike of every order in a status to every actor of a kind. */
  readonly standings: Standings;
  /** For the compiler alone. */
  readonly table?: T;
}

/** A lifecycle whose words nobody cares about. */
export type AnyLifecycle = Lifecycle<Model, unknown>;

/** Objects without a prototype, so that `__proto__` is as unknown as any other word. */
export interface Lookup {
  readonly [event: string]: { readonly [status: string]: Edge } | undefined;
}

/** One rule as it applies in one status. All edges have the same shape, whatever their rules leave out. */
export interface Edge extends Pick<Rule, 'guards' | 'effects'> {
  readonly rule: Rule;
  readonly from: string;
  /** Where it leads; `null` when a choice decides. */
  readonly to: string | null;
  /** The kinds of actor that may send it, those who may send everything too. */
  readonly by: readonly string[];
  readonly apply: NonNullable<Rule['apply']> | null;
}

/** How an event stands in a status for actors of one kind, whatever the order is like. Made once, and shared. */
export interface Standing {
  readonly event: string;
  readonly status: string;
  /** The rule; `null` where the event is not legal, or not theirs to send. */
  readonly edge: Edge | null;
  /** Why it is refused where there is no rule. Frozen. */
  readonly refusal: Refusal<Model> | null;
  /** Says whether it is old news; `null` where that takes no look at the order. */
  readonly late: ((asked: never) => Lateness | null) | null;
  /** What every order is answered; `null` where it takes a look at the order. Frozen. */
  readonly answer: Refused<Model> | null;
  /** What they may send in that status; `null` until somebody has asked. */
  possible: readonly string[] | null;
}

/** Event type → status (or `nothing`) → kind of actor, filled as it is asked for. */
export interface Standings {
  [event: string]: Places | undefined;
}

/** Without a prototype: `constructor` is as unknown as any other word. */
export interface Places {
  [status: string]: Map<string, Standing> | undefined;
}

function record<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}

function compile(definition: Definition<Model>): Lookup {
  const lookup = record<Record<string, Edge>>();
  for (const rule of definition.rules) {
    const { type, guards, effects, apply = null, choose } = rule;
    const by = [...new Set([...rule.by, ...(definition.superActors ?? [])])];
    const edges = (lookup[type] ??= record<Edge>());
    for (const from of rule.from) {
      const to = choose ? null : (rule.to[0] ?? from);
      edges[from] = { rule, from, to, by, guards, apply, effects };
    }
  }
  return lookup;
}

const stampOf = <M extends Model>(definition: Definition<M>): string =>
  `${definition.id}@${definition.version}#${fingerprintOf(definition as unknown as Definition<Model>)}`;

/** The fingerprint is taken when it is first asked for, which a process that only looks never does. */
class Compiled<M extends Model, T> implements Lifecycle<M, T> {
  declare readonly id: string;
  declare readonly version: number;
  declare readonly statuses: readonly StatusOf<M>[];
  declare readonly events: readonly EventTypeOf<M>[];
  declare readonly policy: M['policy'];
  declare readonly definition: Definition<M>;
  declare readonly lookup: Lookup;
  declare readonly standings: Standings;
  #stamp: string | undefined;

  constructor(definition: Definition<M>, stamp?: string) {
    this.#stamp = stamp;
    this.id = definition.id;
    this.version = definition.version;
    this.statuses = Object.keys(definition.statuses);
    this.policy = definition.policy;
    this.definition = definition;
    // The lookup reads only strings, whatever the model's types are.
    this.lookup = compile(definition as unknown as Definition<Model>);
    this.events = Object.keys(this.lookup);
    this.standings = record();
  }

  get fingerprint(): string {
    return this.stamp.slice(-16);
  }

  get stamp(): string {
    return (this.#stamp ??= stampOf(this.definition));
  }
}

/**
 * Checks a definition and compiles it.
 *
 * @throws DefinitionError which names every mistake: unknown status or event, two rules for one status, a final status
 * with an exit, a status that nothing reaches
 * @category Kernel
 * @since 0.1.0
 */
export function lifecycle<M extends Model, T>(definition: Definition<M>): Lifecycle<M, T> {
  const problems = problemsOf(definition as unknown as Definition<Model>);
  if (problems.length > 0) throw new DefinitionError(definition.id, problems);
  // A definition that cannot be written down fails here, and not in its first decision.
  return new Compiled(definition, stampOf(definition));
}

/**
 * Compiles a definition as it is, sound or not: for the proofs, which show by example what is wrong with it.
 *
 * @category Kernel
 * @since 0.1.0
 */
export function unchecked<M extends Model, T>(definition: Definition<M>): Lifecycle<M, T> {
  return new Compiled(definition);
}
