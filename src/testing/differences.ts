const written = (value: unknown): string => JSON.stringify(value) ?? typeof value;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * Where a value is not what was expected, two lines a place: `- path: expected`, `+ path: actual`. Objects may have more
 * keys than were expected; lists are as long as they are.
 */
export function differences(expected: unknown, actual: unknown, path = ''): readonly string[] {
  if (Object.is(expected, actual)) return [];
  const alike =
    isObject(expected) &&
    isObject(actual) &&
    Array.isArray(expected) === Array.isArray(actual) &&
    (!Array.isArray(expected) || expected.length === (actual as unknown as unknown[]).length);
  if (!alike) return [`- ${path}: ${written(expected)}`, `+ ${path}: ${written(actual)}`];
  return Object.keys(expected).flatMap((key) =>
    differences(expected[key], actual[key], path === '' ? key : `${path}.${key}`),
  );
}
