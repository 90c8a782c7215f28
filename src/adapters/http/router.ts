import type { Known } from './identity.js';
import type { Operation } from './operation.js';
import { ProblemError, malformed, noSuch, problemOf } from './problem.js';

/** A request that has found its way. */
export interface Call {
  readonly request: Request;
  readonly url: URL;
  /** What stands in the path in place of the names in braces. */
  readonly params: Readonly<Record<string, string>>;
}

interface At {
  readonly method: 'GET' | 'POST';
  /** Such as `/orders/{id}`. */
  readonly path: string;
  readonly operation: Operation;
}

/** A route for those who are known. */
export interface Route extends At {
  handle(call: Call & { readonly identity: Known }): Promise<Response>;
}

/** A route that is open to everybody, or proves by itself who has come. */
export interface OpenRoute extends At {
  handle(call: Call): Promise<Response>;
}

const partsOf = (path: string): readonly string[] => path.replace(/\/$/, '').split('/').slice(1);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw malformed([{ path: ['path'], message: 'must be a path of percent-encoded UTF-8' }]);
  }
}

function paramsOf(pattern: string, given: readonly string[]): Record<string, string> | null {
  const wanted = partsOf(pattern);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(want)?.[1];
    if (name === undefined ? want !== part : part === '') return null;
    if (name !== undefined) params[name] = part;
  }
  return params;
}

/** The route of a request, and what stands in its path. */
export function routeOf<Each extends Pick<At, 'method' | 'path'>>(
  routes: readonly Each[],
  method: string,
  path: string,
): { readonly route: Each; readonly params: Readonly<Record<string, string>> } {
  const given = partsOf(path);
  const found = routes.flatMap((route) => {
    const params = paramsOf(route.path, given);
    return params ? [{ route, params }] : [];
  });
  if (found.length === 0) throw noSuch('route');
  const wanted = method === 'HEAD' ? 'GET' : method;
  const match = found.find(({ route }) => route.method === wanted);
  if (!match) {
    const methods = new Set(found.map(({ route }) => route.method));
    const allow = [
      ...(methods.has('GET') ? ['GET', 'HEAD'] : []),
      ...(methods.has('POST') ? ['POST'] : []),
    ].join(', ');
    throw new ProblemError(problemOf(405, 'method_not_allowed'), { allow });
  }
  const params = Object.fromEntries(
    Object.entries(match.params).map(([name, part]) => [name, decoded(part)]),
  );
  return { route: match.route, params };
}
