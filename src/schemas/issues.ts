import type * as z from 'zod/mini';

/** One malformed field: where it is, and what would be right. The value itself is never repeated. */
export interface FieldIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type ZodIssue = z.core.$ZodIssue;

const most = 20;

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  object: 'an object',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
  record: 'an object',
};

function sizeOf(origin: string, bound: 'at least' | 'at most', size: number): string {
  if (origin !== 'string' && origin !== 'array') return `be ${bound} ${size}`;
  if (bound === 'at least' && size === 1) return 'not be empty';
  return `have ${bound} ${size} ${origin === 'array' ? 'entries' : 'characters'}`;
}

function sentence(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'nonoptional') return 'must be given';
      return `must be ${kinds[issue.expected] ?? `a ${issue.expected}`}`;
    case 'invalid_value':
      return issue.values.length === 0
        ? 'must be left out'
        : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must ${sizeOf(issue.origin, 'at least', Number(issue.minimum))}`;
    case 'too_big':
      return `must ${sizeOf(issue.origin, 'at most', Number(issue.maximum))}`;
    case 'unrecognized_keys':
      return 'is no field here';
    case 'invalid_key':
      return 'must have a name of 1 to 100 characters';
    case 'custom':
    case 'invalid_format':
    case 'invalid_union':
      // These checks bring a sentence of their own.
      return issue.message;
    default:
      return 'has another form than it should';
  }
}

/** What is wrong with a value, field by field; at most twenty faults, for a person reads them. */
export function issuesOf(error: { readonly issues: readonly ZodIssue[] }): readonly FieldIssue[] {
  const issues = error.issues.flatMap((issue): FieldIssue[] => {
    const path = issue.path.map((part) =>
      typeof part === 'number' ? part : String(part).slice(0, 100),
    );
    const message = sentence(issue);
    if (issue.code !== 'unrecognized_keys') return [{ path, message }];
    return issue.keys.map((key) => ({ path: [...path, key.slice(0, 100)], message }));
  });
  return issues.slice(0, most);
}
