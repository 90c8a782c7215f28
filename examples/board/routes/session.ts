import type { Router } from 'express';
import { cookieOf, cookieOptions } from '../cookies.ts';
import { signInPage } from '../pages/sign-in.ts';
import { pageOf } from '../parts/layout.ts';
import { people } from '../people.ts';
import type { Fields } from '../read-event.ts';
import type { Sessions } from '../sessions.ts';
import { readerOf } from '../viewer.ts';
import { isLanguage } from '../words/language.ts';

/** An address of the board's own: nobody is sent elsewhere. */
export function ownAddress(to: unknown, otherwise: string): string {
  if (typeof to !== 'string' || !URL.canParse(to, 'http://board')) return otherwise;
  const { origin, pathname, search } = new URL(to, 'http://board');
  return origin === 'http://board' && !pathname.startsWith('//') ? pathname + search : otherwise;
}

/** Coming, going, and in which language. */
export function sessionRoutes(router: Router, sessions: Sessions, now: () => string): void {
  router.get('/sign-in', (request, response) => {
    const reader = readerOf(request, now());
    const to = typeof request.query['to'] === 'string' ? request.query['to'] : null;
    const main = signInPage(reader, to);
    response.type('html').send(pageOf(reader, { title: reader.words.signIn.title, main }));
  });

  router.post('/sign-in', (request, response) => {
    const { person, to } = request.body as Fields;
    const found = people.get(typeof person === 'string' ? person : '');
    if (!found) {
      response.redirect(303, '/sign-in');
      return;
    }
    // Whoever was here before has left.
    sessions.end(cookieOf(request, 'session') ?? '');
    response.cookie('session', sessions.begin(found).id, cookieOptions);
    response.redirect(303, ownAddress(to, '/'));
  });

  router.post('/sign-out', (request, response) => {
    sessions.end(cookieOf(request, 'session') ?? '');
    response.clearCookie('session', cookieOptions);
    response.redirect(303, '/sign-in');
  });

  router.post('/language', (request, response) => {
    const { language, to } = request.body as Fields;
    if (typeof language === 'string' && isLanguage(language)) {
      response.cookie('language', language, { ...cookieOptions, maxAge: 365 * 24 * 60 * 60_000 });
    }
    response.redirect(303, ownAddress(to, '/'));
  });
}
