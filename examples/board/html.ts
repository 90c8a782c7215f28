const markup = Symbol('markup');

/** Text that is HTML already. */
export interface Html {
  readonly [markup]: string;
}

/** What may stand in a template: text is escaped, `false` and what is not there are left out. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function textOf(part: Part): string {
  if (part === false || part === null || part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return part.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
  return markup in part ? part[markup] : part.map(textOf).join('');
}

/** A piece of a page. Attributes stand in quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = strings.map((string, index) => string + textOf(parts[index]));
  return { [markup]: text.join('') };
}

/** Markup that another tool has written, such as a chart. */
export const trusted = (text: string): Html => ({ [markup]: text });

/** A piece of a page as it is sent. */
export const asText = (page: Html): string => page[markup];
