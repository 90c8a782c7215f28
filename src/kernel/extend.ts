import type { Definition, StatusDefinition } from './definition.js';
import type { Guard } from './guard.js';
import { lifecycle } from './lifecycle.js';
import type { Lifecycle } from './lifecycle.js';
import type { BlockerCodeOf, EventTypeOf, Model, StatusOf } from './model.js';
import type { Rule } from './rule.js';
import type { TableOf } from './table.js';

/**
 * What a merchant changes of a lifecycle.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Extension<
  M extends Model,
  T,
  Rules extends readonly Rule[],
  Removed extends keyof T,
> {
  readonly id: string;
  readonly version: number;
  /** Statuses of their own. Each must be reached by one of the added rules. */
  readonly statuses?: { readonly [Status in StatusOf<M>]?: StatusDefinition };
  /** Rules of their own; a rule for a known event makes it legal in more statuses. */
  readonly add?: Rules;
  /** Further guards, by event, asked together with those it has. */
  readonly guard?: {
    readonly [Type in EventTypeOf<M>]?: readonly Guard<BlockerCodeOf<M>, never>[];
  };
  /** Events taken out altogether. */
  readonly remove?: readonly Removed[];
  /** Guards that no longer hold an event back, by event and code. Nothing is weakened without being named here. */
  readonly weaken?: { readonly [Type in keyof T & string]?: readonly string[] };
  /** Replaces or adds to the rest of the definition. */
  readonly definition?: Partial<
    Omit<Definition<M>, 'id' | 'version' | 'initial' | 'statuses' | 'rules' | 'policy'>
  >;
}

/** The words that the added rules were written in; the base's own where there are none. */
type ModelOf<Rules extends readonly Rule[], Base extends Model> = Rules[number] extends never
  ? Base
  : NonNullable<Rules[number]['model']> extends infer M extends Model
    ? M
    : Base;

/** An event that is legal in every status of the base is legal in the new ones as well. */
type Widened<Steps, Old, New> = [Old] extends [keyof Steps]
  ? Steps & { readonly [Status in New & string]: Status }
  : Steps;

type Joined<A, B, Old, New> = {
  readonly [Type in keyof A | keyof B]: (Type extends keyof A
    ? Widened<A[Type], Old, New>
    : unknown) &
    (Type extends keyof B ? B[Type] : unknown);
};

type Extending<
  T,
  Removed extends keyof T,
  Rules extends readonly Rule[],
  Base extends Model,
> = Joined<
  Omit<T, Removed>,
  TableOf<Rules>,
  StatusOf<Base>,
  Exclude<StatusOf<ModelOf<Rules, Base>>, StatusOf<Base>>
>;

function without(names: object, removed: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(names).filter(([type]) => !removed.has(type)));
}

const isIn = (words: readonly string[], word: string): boolean => words.includes(word);

/** A rule for every status of the base is one for every status there is, unless an added rule says otherwise. */
function widened(
  rule: Rule,
  every: readonly string[],
  own: readonly string[],
  added: readonly Rule[],
): Rule {
  const everywhere = (statuses: readonly string[]): boolean =>
    every.every((status) => statuses.includes(status));
  if (!everywhere(rule.from)) return rule;
  const free = own.filter(
    (status) => !added.some(({ type, from }) => type === rule.type && from.includes(status)),
  );
  const to = everywhere(rule.to) ? [...rule.to, ...own] : rule.to;
  return { ...rule, from: [...rule.from, ...free], to };
}

/** What to send instead, less what cannot be sent any more. */
function withoutAdvice(instead: object, removed: ReadonlySet<string>): object {
  return Object.fromEntries(
    Object.entries(instead).map(([type, byStatus]: [string, object]) => [
      type,
      Object.fromEntries(
        Object.entries(byStatus).filter(([, other]) => !removed.has(other as string)),
      ),
    ]),
  );
}

/**
 * A lifecycle with a merchant's own statuses, rules and guards, checked again as a whole.
 *
 * @throws DefinitionError when the whole is not sound
 * @throws TypeError when `weaken` or `guard` names an event or a code that the base does not have
 * @category Kernel
 * @since 0.1.0
 */
export function extendLifecycle<
  Base extends Model,
  T,
  const Rules extends readonly Rule[] = readonly [],
  const Removed extends keyof T & string = never,
>(
  base: Lifecycle<Base, T>,
  extension: Extension<ModelOf<Rules, Base>, T, Rules, Removed>,
): Lifecycle<ModelOf<Rules, Base>, Extending<T, Removed, Rules, Base>> {
  const { id, version, statuses = {}, add = [], guard = {}, remove = [], weaken = {} } = extension;
  const removed = new Set<string>(remove);
  const guards = guard as Readonly<Record<string, readonly Guard<string, never>[] | undefined>>;
  const weakened = weaken as Readonly<Record<string, readonly string[] | undefined>>;

  const own = Object.keys(statuses).filter((status) => !isIn(base.statuses, status));
  const kept = base.definition.rules
    .filter(({ type }) => !removed.has(type))
    .map((rule) => widened(rule, base.statuses, own, add as readonly Rule[]));
  for (const type of removed) {
    if (!isIn(base.events, type)) throw new TypeError(`remove: there is no event "${type}"`);
  }
  const rules = [...kept, ...(add as readonly Rule[])];
  for (const type of Object.keys(guards)) {
    if (!rules.some((rule) => rule.type === type))
      throw new TypeError(`guard.${type}: there is no such event`);
  }
  for (const [type, codes = []] of Object.entries(weakened)) {
    for (const code of codes) {
      const has = kept.some(
        (rule) => rule.type === type && rule.guards.some((known) => known.code === code),
      );
      if (!has) throw new TypeError(`weaken.${type}: no guard of it has the code "${code}"`);
    }
  }

  const definition: Definition<Model> = {
    ...(base.definition as unknown as Definition<Model>),
    ...(extension.definition as Partial<Definition<Model>> | undefined),
    id,
    version,
    statuses: { ...base.definition.statuses, ...statuses },
    rules: rules.map((rule) => ({
      ...rule,
      guards: [
        ...rule.guards.filter(({ code }) => !weakened[rule.type]?.includes(code)),
        ...(guards[rule.type] ?? []),
      ],
    })),
  };
  const { late, instead, reports } = definition;
  const trimmed = {
    ...definition,
    ...(late && { late: without(late, removed) }),
    ...(instead && { instead: withoutAdvice(without(instead, removed), removed) }),
    ...(reports && { reports: { ...reports, by: without(reports.by, removed) } }),
  };
  return lifecycle(trimmed as unknown as Definition<ModelOf<Rules, Base>>);
}
