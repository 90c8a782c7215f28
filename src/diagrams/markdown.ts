import type { AnyLifecycle, Lifecycle, Model } from '../kernel/index.js';

/**
 * The transition table of a lifecycle as a Markdown table: a row for each rule, with who may send it, what must hold,
 * and what it owes. Overrides come last.
 *
 * @category Diagrams
 * @since 0.1.0
 */
export function markdownTable<M extends Model, T>(lifecycle: Lifecycle<M, T>): string {
  const { rules } = (lifecycle as unknown as AnyLifecycle).definition;
  const names = (all: readonly string[]): string => (all.length === 0 ? '–' : all.join(', '));
  const codes = (all: readonly string[]): string =>
    all.length === 0 ? '–' : all.map((code) => `\`${code}\``).join(', ');
  const rows = rules.map(({ type, from, to, by, guards, effects }) => {
    const begins =
      from.length === lifecycle.statuses.length
        ? 'any'
        : names(from.map((status) => (status === 'nothing' ? '–' : status)));
    const leads =
      to.length === 0
        ? '(stays)'
        : to.length === lifecycle.statuses.length
          ? 'any other'
          : to.join(' or ');
    const cells = [
      begins,
      `\`${type}\``,
      leads,
      names(by),
      codes(guards.map(({ code }) => code)),
      codes(effects.map((effect) => effect.type)),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| from | event | to | who | guards | effects |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
