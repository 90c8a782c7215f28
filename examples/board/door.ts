import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Authenticate } from 'cod-lifecycle/http';
import { cookieOf } from './cookies.ts';
import { actorOf, people } from './people.ts';
import type { Sessions } from './sessions.ts';
import { readerOf } from './viewer.ts';
import type { Viewer } from './viewer.ts';

/** What a browser is told with every answer. */
export const secured: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy':
      "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
  });
  next();
};

/**
 * Whether a browser says that a page of our own has sent this. `SameSite=Strict` alone would let in what other ports of
 * the same host send.
 */
export function isOwn(header: (name: string) => string | null | undefined): boolean {
  const site = header('sec-fetch-site');
  if (site) return site === 'same-origin';
  const origin = header('origin');
  return (
    Boolean(origin) && URL.canParse(origin ?? '') && new URL(origin ?? '').host === header('host')
  );
}

type Handle = (viewer: Viewer, request: Request, response: Response) => Promise<void> | void;

/** Who comes in: to the pages by a session, to the API by a session or a token. */
export function doorOf(
  sessions: Sessions,
  now: () => string,
  tokens: Readonly<Record<string, string>>,
) {
  const authenticate: Authenticate = (request) => {
    const header = (name: string): string | null => request.headers.get(name);
    const [, token] = /^Bearer (\S+)$/i.exec(header('authorization') ?? '') ?? [];
    const named = token !== undefined && Object.hasOwn(tokens, token) ? tokens[token] : undefined;
    // A cookie comes along by itself, so whoever writes with one has to be a page of ours.
    const trusted = request.method === 'GET' || request.method === 'HEAD' || isOwn(header);
    const person = token
      ? people.get(named ?? '')
      : (trusted && sessions.find(cookieOf(request, 'session'))?.person) || undefined;
    return person ? { tenant: 'default', actor: actorOf(person) } : null;
  };

  /** A page that is for those alone who have signed in. */
  const signedIn =
    (handle: Handle): RequestHandler =>
    async (request: Request, response: Response, _next: NextFunction) => {
      const session = sessions.find(cookieOf(request, 'session'));
      if (!session) {
        const back =
          request.method === 'GET' ? `?to=${encodeURIComponent(request.originalUrl)}` : '';
        response.redirect(303, `/sign-in${back}`);
        return;
      }
      // What one has seen, nobody else is to find in the browser's cache.
      response.set('Cache-Control', 'no-store');
      await handle({ ...readerOf(request, now()), session }, request, response);
    };

  return { authenticate, signedIn };
}

export type Door = ReturnType<typeof doorOf>;
