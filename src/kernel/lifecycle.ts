import { DefinitionError } from '../errors/definition-error.js';
import type { Definition, Lateness } from './definition.js';
import { fingerprintOf } from './fingerprint.js';
import type { EventTypeOf, Model, StatusOf } from './model.js';
import { problemsOf } from './problems-of.js';
import type { Refusal } from './refusal.js';
import type { Rule } from './rule.js';

/**
 * A definition, checked and compiled into a lookup. Immutable; share one among all orders.
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
  /** Status (or `nothing`) → kind of actor → what never changes, filled as it is asked for. */
  readonly standing: Standings;
  /** For the compiler alone. */
  readonly table?: T;
}

/** A lifecycle whose words nobody cares about. */
export type AnyLifecycle = Lifecycle<Model, unknown>;

/** Objects without a prototype, so that `__proto__` is as unknown as any other word. */
export interface Lookup {
  readonly [event: string]: { readonly [status: string]: Edge } | undefined;
}

/** What is said alike of every order in a status to every actor of a kind. Made once, and shared: it is frozen. */
export interface Standing {
  /** The types of event that the actor may send, guards aside. */
  readonly possible: readonly string[];
  /** By the type of the event. */
  readonly refusals: Map<string, StandingRefusal>;
}

/** A refusal that depends on nothing but the event, the status and the kind of actor. */
export interface StandingRefusal {
  readonly refusal: Refusal<Model>;
  /** Says whether it is old news instead; `null` where that makes no difference. */
  readonly late: Edge['late'];
}

export type Standings = ReadonlyMap<string, Map<string, Standing>>;

/** One rule as it applies in one status. All edges have the same shape, whatever their rules leave out. */
export interface Edge extends Pick<Rule, 'guards' | 'effects'> {
  readonly rule: Rule;
  readonly from: string;
  /** Where it leads; `null` when a choice decides. */
  readonly to: string | null;
  /** The kinds of actor that may send it, those who may send everything too. */
  readonly by: readonly string[];
  /** Says whether the event is old news. */
  readonly late: ((asked: never) => Lateness | null) | null;
  readonly apply: NonNullable<Rule['apply']> | null;
}

function record<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}

function compile(definition: Definition<Model>): Lookup {
  const lookup = record<Record<string, Edge>>();
  const { late: lateOnes = {} } = definition;
  for (const rule of definition.rules) {
    const { type, guards, effects, apply = null, choose } = rule;
    const by = [...new Set([...rule.by, ...(definition.superActors ?? [])])];
    const late = (Object.hasOwn(lateOnes, type) && lateOnes[type]) || null;
    const edges = (lookup[type] ??= record<Edge>());
    for (const from of rule.from) {
      const to = choose ? null : (rule.to[0] ?? from);
      edges[from] = { rule, from, to, by, late, guards, apply, effects };
    }
  }
  return lookup;
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
  return unchecked(definition);
}

/**
 * Compiles a definition as it is, sound or not: for the proofs, which show by example what is wrong with it.
 *
 * @category Kernel
 * @since 0.1.0
 */
export function unchecked<M extends Model, T>(definition: Definition<M>): Lifecycle<M, T> {
  // The lookup reads only strings, whatever the model's types are.
  const plain = definition as unknown as Definition<Model>;
  const lookup = compile(plain);
  const fingerprint = fingerprintOf(plain);
  const { id, version, policy } = definition;
  const statuses = Object.keys(definition.statuses);
  return {
    id,
    version,
    fingerprint,
    stamp: `${id}@${version}#${fingerprint}`,
    statuses,
    events: Object.keys(lookup),
    policy,
    definition,
    lookup,
    standing: new Map(['nothing', ...statuses].map((status) => [status, new Map()])),
  };
}
