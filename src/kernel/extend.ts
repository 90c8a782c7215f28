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
    Pick<Definition<M>, 'closed' | 'late' | 'reports' | 'instead' | 'upgrades' | 'superActors'>
  >;
}

/** The words that the added rules were written in; the base's own where there are none. */
type ModelOf<Rules extends readonly Rule[], Base extends Model> = Rules[number] extends never
  ? Base
  : NonNullable<Rules[number]['model']> extends infer M extends Model
    ? M
    : Base;

type Joined<A, B> = {
  readonly [Type in keyof A | keyof B]: (Type extends keyof A ? A[Type] : unknown) &
    (Type extends keyof B ? B[Type] : unknown);
};

function without(names: object, removed: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(names).filter(([type]) => !removed.has(type)));
}

/** What to send instead, less what cannot be sent any more. */
function withoutAdvice(instead: object, removed: ReadonlySet<string>): object {
  return Object.fromEntries(
    Object.entries(instead).map(([type, byStatus]: [string, object]) => [
      type,
      Object.fromEntries(Object.entries(byStatus).filter(([, other]) => !removed.has(other as string))),
    ]),
  );
}

/**
 * A lifecycle with a merchant's own statuses, rules and guards, checked again as a whole.
 *
 * @throws DefinitionError as {@link lifecycle} does
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
): Lifecycle<ModelOf<Rules, Base>, Joined<Omit<T, Removed>, TableOf<Rules>>> {
  const { id, version, statuses = {}, add = [], guard = {}, remove = [], weaken = {} } = extension;
  const removed = new Set<string>(remove);
  const guards = guard as Readonly<Record<string, readonly Guard<string, never>[] | undefined>>;
  const weakened = weaken as Readonly<Record<string, readonly string[] | undefined>>;

  const kept = base.definition.rules.filter(({ type }) => !removed.has(type));
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
