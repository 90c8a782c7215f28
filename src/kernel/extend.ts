import type { Definition, StatusDefinition } from './definition.js';
import type { Guard } from './guard.js';
import { lifecycle } from './lifecycle.js';
import type { Lifecycle } from './lifecycle.js';
import type { BlockerCodeOf, EventTypeOf, Model, StatusOf } from './model.js';
import type { Rule } from './rule.js';
import type { Table, TableOf } from './table.js';

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

type Joined<A, B> = {
  readonly [Type in keyof A | keyof B]: (Type extends keyof A ? A[Type] : unknown) &
    (Type extends keyof B ? B[Type] : unknown);
};

function without(names: object | undefined, removed: ReadonlySet<string>): object | undefined {
  return names && Object.fromEntries(Object.entries(names).filter(([type]) => !removed.has(type)));
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
  M extends Model,
  Base extends Model,
  T extends Table,
  const Rules extends readonly Rule[] = readonly [],
  const Removed extends keyof T & string = never,
>(
  base: Lifecycle<Base, T>,
  extension: Extension<M, T, Rules, Removed>,
): Lifecycle<M, Joined<Omit<T, Removed>, TableOf<Rules>>> {
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
    ...(instead && { instead: without(instead, removed) }),
    ...(reports && { reports: without(reports, removed) }),
  };
  return lifecycle(trimmed as unknown as Definition<M>);
}
