import type { Problem } from './problem.js';

type HeaderFields = Readonly<Record<string, string>>;

// What an order says of a customer is nobody's to keep on the way.
const always: HeaderFields = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export function json(body: unknown, status = 200, headers: HeaderFields = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...always, 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}

export function problemResponse(problem: Problem, headers: HeaderFields = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...always, 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  });
}

/** An answer without a body. */
export const empty = (status: number, headers: HeaderFields = {}): Response =>
  new Response(null, { status, headers: { ...always, ...headers } });
