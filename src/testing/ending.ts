import type { Decision, EffectTypeOf, Model, OrderIn, Refusal, StatusOf } from '../kernel/index.js';
import { differences } from './differences.js';
import { ExpectationError } from './expectation-error.js';

/** Any part of a value, to any depth. */
export type PartOf<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]?: PartOf<Value[Key]> }
    : Value;

/**
 * What came of the event. Each `then…` gives what it found, or throws an {@link ExpectationError}; so it needs no test
 * runner, and `decision` is there for those who would rather use their runner's own words.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface Ending<M extends Model> {
  readonly decision: Decision<M>;
  /** The order after it; after a refusal as it was, `null` where none was placed. */
  readonly order: M['order'] | null;
  /** It was applied, and the order is in this status now, with these facts among others. */
  thenStatus<const Status extends StatusOf<M>>(
    status: Status,
    facts?: PartOf<OrderIn<M, Status>>,
  ): OrderIn<M, Status>;
  /** It was applied, and owes exactly this, in this order. */
  thenOwes(...types: readonly EffectTypeOf<M>[]): readonly M['effect'][];
  /** It was refused for this reason; when blocked, by exactly these blockers, in any order. */
  thenRefused(code: Refusal<M>['code'], ...blockers: readonly string[]): Refusal<M>;
}

function blockersIn<M extends Model>(refusal: Refusal<M>): readonly string[] {
  return refusal.code === 'blocked'
    ? refusal.blockers.map(({ code }: { readonly code: string }) => code)
    : [];
}

/** A refusal in a few words: its code, and every blocker's. */
export function told<M extends Model>(refusal: Refusal<M>): string {
  return [refusal.code, ...blockersIn(refusal)].join(' ');
}

export function endingOf<M extends Model>(
  story: string,
  before: M['order'] | null,
  decision: Decision<M>,
): Ending<M> {
  const applied = () => {
    if (decision.ok) return decision;
    throw new ExpectationError(story, ['- applied', `+ refused: ${told(decision.refusal)}`]);
  };
  const same = (expected: unknown, actual: unknown, path: string): void => {
    const lines = differences(expected, actual, path);
    if (lines.length > 0) throw new ExpectationError(story, lines);
  };

  return {
    decision,
    order: decision.ok ? decision.order : before,
    thenStatus(status, facts) {
      const { order } = applied();
      same({ ...facts, status }, order, 'order');
      return order as never;
    },
    thenOwes(...types) {
      const { effects } = applied();
      const owed = effects.map(({ type }) => type);
      same(types, owed, 'effects');
      return effects;
    },
    thenRefused(code, ...blockers) {
      if (decision.ok) {
        throw new ExpectationError(story, [
          `- refused: ${[code, ...blockers].join(' ')}`,
          `+ applied: the order is ${decision.entry.to}`,
        ]);
      }
      const { refusal } = decision;
      same(code, refusal.code, 'refusal.code');
      same(blockers.toSorted(), blockersIn(refusal).toSorted(), 'refusal.blockers');
      return refusal;
    },
  };
}
