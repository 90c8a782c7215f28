/** One malformed field of a request: where it is, and what would be right. The value itself is never repeated. */
export interface ProblemIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Why a request was not carried out, as RFC 9457 has it. Branch on `code`; `detail` is for whoever reads a log.
 *
 * @category Doors
 * @since 0.1.0
 */
export interface Problem {
  /** `urn:cod-lifecycle:problem:` and the code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  /** What is wrong with the request, field by field. */
  readonly issues?: readonly ProblemIssue[];
  /** More that belongs to the code, such as every blocker of a refusal. */
  readonly [more: string]: unknown;
}

export const titles: Readonly<Record<number, string>> = {
  400: 'The request is malformed',
  401: 'Nobody is known to have sent this',
  403: 'This is not for you to do',
  404: 'There is no such thing',
  405: 'This cannot be done with it',
  409: 'Not possible as things are',
  412: 'It has changed meanwhile',
  413: 'The body is too large',
  415: 'The body is of a kind that is not read here',
  422: 'Something stands in the way',
  500: 'Something failed',
  503: 'The store could not be reached',
};

export function problemOf(
  status: number,
  code: string,
  detail: string | null = null,
  more: object = {},
): Problem {
  return {
    type: `urn:cod-lifecycle:problem:${code}`,
    title: titles[status] ?? 'It was refused',
    status,
    code,
    ...(detail !== null && { detail }),
    ...more,
  };
}

/** Ends the handling of a request: thrown by whoever finds that it cannot be carried out. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.code);
    this.problem = problem;
    this.headers = headers;
  }
}

export const malformed = (issues: readonly ProblemIssue[]): ProblemError =>
  new ProblemError(problemOf(400, 'invalid', null, { issues }));

export const noSuch = (what: string): ProblemError =>
  new ProblemError(problemOf(404, 'not_found', `There is no such ${what}.`));

export const notYours = (): ProblemError =>
  new ProblemError(problemOf(403, 'forbidden', 'This is for others to see.'));
