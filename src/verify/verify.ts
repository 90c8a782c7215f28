import { unchecked } from '../kernel/index.js';
import type { AnyLifecycle, Definition, Lifecycle, Model } from '../kernel/index.js';
import { explore } from './explore.js';
import type { Fault, Report } from './fault.js';
import { booksFaults, endsFaults, labelFaults, orderFaults, ruleFaults } from './faults.js';
import type { Samples, VerifyOptions } from './samples.js';

/**
 * Explores every state that the samples can lead to, with the real guards, changes and effects, and proves or disproves:
 * every status is reached, every rule can fire, every open order can close, final statuses have no way out, and no unit
 * is leaked, or taken twice, or taken from where there was none. The books are kept apart from the order's own, by what
 * the effects declare as data.
 *
 * @param subject a lifecycle, or a definition that may be too unsound to be one
 * @returns what was explored, and each fault with the shortest sequence of events that shows it
 * @example
 * ```ts
 * import { cod, codSamples } from 'cod-lifecycle';
 * import { verify } from 'cod-lifecycle/verify';
 *
 * const report = verify(cod({ stock: { restockAt: 'received' } }), codSamples);
 * report.ok; //=> true
 * ```
 * @category Verify
 * @since 0.1.0
 */
export function verify<M extends Model, T>(
  subject: Lifecycle<M, T> | Definition<M>,
  samples: Samples<M>,
  { maxStates = 200_000, labels = [], rules = [] }: VerifyOptions = {},
): Report {
  const lifecycle = ('lookup' in subject ? subject : unchecked(subject)) as unknown as AnyLifecycle;
  const exploration = explore(lifecycle, samples as unknown as Samples<Model>, maxStates);
  const faults: readonly Fault[] = exploration.complete
    ? [
        ...ruleFaults(lifecycle, exploration, samples.idle?.(lifecycle.policy) ?? []),
        ...endsFaults(lifecycle, exploration),
        ...booksFaults(lifecycle, exploration),
        ...orderFaults(exploration, rules),
        ...labelFaults(lifecycle, labels),
      ]
    : [
        {
          code: 'not_explored',
          at: lifecycle.stamp,
          message: `There are more than ${maxStates} states`,
          path: [],
        },
      ];
  const { nodes, transitions } = exploration;
  return { ok: faults.length === 0, states: nodes.length, transitions, faults };
}
