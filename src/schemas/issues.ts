import type * as z from 'zod/mini';

/** One malformed field: where it is, and what would be right. The value itself is never repeated. */
export interface FieldIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type ZodIssue = z.core.$ZodIssue;

const most = 20;

function sentence(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `must have at least ${issue.minimum} ${issue.origin === 'array' ? 'entries' : 'characters'}`
        : `must be at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `must have at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`
        : `must be at most ${issue.maximum}`;
    case 'unrecognized_keys':
      return 'is no field here';
    default:
      // Every other check in this folder brings a sentence of its own.
      return issue.message;
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
