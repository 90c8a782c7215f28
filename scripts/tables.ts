/** A Markdown table; columns of figures are set to the right. */
export function tableOf(
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  words = 1,
): string {
  const rule = heads.map((_, index) => (index < words ? '---' : '---:'));
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A number as people read it: to two digits below 10, to one below 100. */
export const shown = (value: number): string =>
  value < 100 ? String(Number(value.toFixed(value < 10 ? 2 : 1))) : whole.format(value);
