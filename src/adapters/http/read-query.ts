import { malformed } from './problem.js';
import type { ProblemIssue } from './problem.js';

/**
 * What the text of a parameter stands for. `yes` is a flag that is never `false`; a time, a day, a status or one of several
 * words is text, of which a document says more.
 */
export type ParameterKind =
  | 'text'
  | 'flag'
  | 'yes'
  | 'number'
  | 'list'
  | 'statuses'
  | 'time'
  | 'day'
  | readonly string[];

/** Parameters by their names; a dot leads into an object: `placed.from`. */
export type Parameters = Readonly<Record<string, ParameterKind>>;

const whole = /^-?\d{1,15}$/;

const isList = (kind: ParameterKind): boolean => kind === 'list' || kind === 'statuses';

function valueOf(kind: ParameterKind, texts: readonly string[]): unknown {
  const [text = ''] = texts;
  switch (kind) {
    case 'list':
    case 'statuses':
      return texts.flatMap((one) => one.split(',')).filter((one) => one !== '');
    case 'flag':
    case 'yes':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'number':
      return whole.test(text) ? Number(text) : text;
    default:
      return text;
  }
}

/**
 * The parameters of a query as a plain object, for a reader to look at. One that is not known is refused: a filter that is
 * misspelt must not show everything.
 */
export function readQuery(query: URLSearchParams, known: Parameters): Record<string, unknown> {
  const issues: ProblemIssue[] = [];
  const read: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const path = name.split('.');
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    const texts = query.getAll(name);
    if (kind === undefined) issues.push({ path, message: 'is no parameter here' });
    else if (!isList(kind) && texts.length > 1) issues.push({ path, message: 'must come once' });
    else if (isList(kind) && texts.join('') === '')
      issues.push({ path, message: 'must not be empty' });
    else {
      const [first = '', second] = path;
      const value = valueOf(kind, texts);
      if (second === undefined) read[first] = value;
      else read[first] = { ...(read[first] as object | undefined), [second]: value };
    }
  }
  if (issues.length > 0) throw malformed(issues.slice(0, 20));
  return read;
}
