import type { Request } from 'express';
import { defaultPolicy } from 'cod-lifecycle';
import type { Texts } from 'cod-lifecycle';
import { formatsFor } from './format.ts';
import type { Formats } from './format.ts';
import { cookieOf } from './cookies.ts';
import { zone } from './shop.ts';
import type { Session } from './sessions.ts';
import { isLanguage, languages, texts, words } from './words/language.ts';
import type { Language } from './words/language.ts';
import type { Words } from './words/english.ts';

/** For whom a page is written: in which language, and when. */
export interface Reader {
  readonly language: Language;
  readonly words: Words;
  readonly texts: Texts;
  readonly show: Formats;
  readonly now: string;
  /** Unanswered calls after which giving up is advised. */
  readonly callLimit: number;
  /** The address of the page, to come back to. */
  readonly address: string;
}

/** A reader who has signed in. */
export interface Viewer extends Reader {
  readonly session: Session;
}

const formats = {
  en: formatsFor(words.en.locale, zone),
  fr: formatsFor(words.fr.locale, zone),
  ar: formatsFor(words.ar.locale, zone),
};

/** The language that was chosen, else the one that the browser asks for. */
function languageOf(request: Request): Language {
  const chosen = cookieOf(request, 'language');
  if (isLanguage(chosen)) return chosen;
  const asked = request.acceptsLanguages(...languages);
  return typeof asked === 'string' && isLanguage(asked) ? asked : 'en';
}

export function readerOf(request: Request, now: string): Reader {
  const language = languageOf(request);
  return {
    language,
    words: words[language],
    texts: texts[language],
    show: formats[language],
    now,
    callLimit: defaultPolicy.noAnswer.limit,
    address: request.method === 'GET' ? request.originalUrl : '/',
  };
}
