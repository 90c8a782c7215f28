import { asText, html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import { languages, words } from '../words/language.ts';
import type { Reader, Viewer } from '../viewer.ts';

export interface Page {
  readonly title: string;
  /** The navigation, for those who have signed in. */
  readonly nav?: Html;
  readonly main: Part;
}

const languageForm = ({ language, words: own, address }: Reader): Html => html`
  <form class="languages" method="post" action="/language" aria-label="${own.language}">
    <input type="hidden" name="to" value="${address}" />
    ${languages.map(
      (code) =>
        html`<button
          class="quiet"
          name="language"
          value="${code}"
          lang="${code}"
          aria-pressed="${code === language ? 'true' : 'false'}"
        >
          <span class="long">${words[code].ownName}</span>
          <span class="short">${code.toUpperCase()}</span>
        </button>`,
    )}
  </form>
`;

const searchForm = ({ words: { search } }: Reader): Html => html`
  <form class="search" method="get" action="/orders" role="search">
    <label class="hidden" for="search">${search.label}</label>
    <input
      id="search"
      type="search"
      name="search"
      dir="auto"
      autocomplete="off"
      placeholder="${search.label}"
    />
    <button>${search.go}</button>
  </form>
`;

const who = ({ words: { kinds, signOut }, language, session }: Viewer): Html => html`
  <form class="who" method="post" action="/sign-out">
    <span class="person"
      ><bdi>${session.person.name[language]}</bdi>
      <small>${kinds[session.person.kind]}</small></span
    >
    <button class="quiet">${signOut}</button>
  </form>
`;

/** A whole page, as it is sent. */
export function pageOf(reader: Reader | Viewer, { title, nav, main }: Page): string {
  const { texts, words: own } = reader;
  const signedIn = 'session' in reader;
  return asText(
    html`<!doctype html>
      <html lang="${texts.language}" dir="${texts.direction}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title} · ${own.board}</title>
          <link rel="stylesheet" href="/assets/board.css" />
          <link rel="icon" href="/assets/board.svg" type="image/svg+xml" />
          <script src="/assets/board.js" type="module"></script>
        </head>
        <body>
          <a class="skip" href="#content">${own.skip}</a>
          <header class="top">
            <a class="brand" href="/">${own.board}</a>
            ${signedIn && searchForm(reader)} ${languageForm(reader)} ${signedIn && who(reader)}
          </header>
          ${nav}
          <main id="content" tabindex="-1">${main}</main>
        </body>
      </html>`,
  );
}
