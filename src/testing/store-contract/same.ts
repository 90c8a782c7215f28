import { differences } from '../differences.js';
import { ExpectationError } from '../expectation-error.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What is there and was not expected: keys, at any depth. */
function surplus(expected: unknown, actual: unknown, path: string): readonly string[] {
  if (!isObject(expected) || !isObject(actual) || Array.isArray(expected) !== Array.isArray(actual))
    return [];
  return Object.keys(actual).flatMap((key) => {
    const at = `${path}.${key}`;
    if (Object.hasOwn(expected, key)) return surplus(expected[key], actual[key], at);
    // A list of another length is told whole.
    return Array.isArray(actual) ? [] : differences(undefined, actual[key], at);
  });
}

const widest = 300;
const mostLines = 40;

function shortened(lines: readonly string[]): readonly string[] {
  const cut = lines.map((line) => (line.length > widest ? `${line.slice(0, widest)}…` : line));
  const left = cut.length - mostLines;
  return left > 0 ? [...cut.slice(0, mostLines), `… and ${left} lines more`] : cut;
}

/**
 * That a store answers exactly this: no key more and none less, in whatever order it keeps them.
 *
 * @throws ExpectationError with the differences
 */
export function same(what: string, actual: unknown, expected: unknown): void {
  const lines = [...differences(expected, actual, what), ...surplus(expected, actual, what)];
  if (lines.length > 0) fail('The store answers otherwise:', ...lines);
}

/** @throws ExpectationError */
export function fail(story: string, ...lines: readonly string[]): never {
  throw new ExpectationError(story, shortened(lines));
}
