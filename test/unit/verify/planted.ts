import { cod, codSamples } from 'cod-lifecycle';
import type { Cod, Definition, PolicyOptions, Rule } from 'cod-lifecycle';
import { verify } from 'cod-lifecycle/verify';
import type { VerifyOptions } from 'cod-lifecycle/verify';
import { found } from './proof.ts';

/** What is changed of one rule. */
type Change = Partial<Omit<Rule, 'type'>>;

/** Where a fault is planted: in the rules for an event, those of them that are legal in a status. */
interface Plot {
  readonly event: string;
  readonly status?: string;
  /** The change; `null` takes the rule out. */
  readonly change: ((rule: Rule) => Change) | null;
}

/** The shipped definition with faults planted in it, unchecked. */
export function planted(plots: readonly Plot[], policy?: PolicyOptions): Definition<Cod> {
  const { definition } = cod(policy);
  const rules = definition.rules.flatMap((rule): readonly Rule[] => {
    const plot = plots.find(
      ({ event, status }) =>
        event === rule.type && (status === undefined || rule.from.includes(status)),
    );
    if (!plot) return [rule];
    return plot.change === null ? [] : [{ ...rule, ...plot.change(rule) }];
  });
  return { ...definition, rules };
}

/** What is found wrong with the shipped lifecycle after these changes. */
export function foundIn(
  plots: readonly Plot[],
  { policy, ...options }: VerifyOptions & { readonly policy?: PolicyOptions } = {},
): readonly string[] {
  return found(verify(planted(plots, policy), codSamples, options));
}
