import { html } from '../html.ts';
import type { Part } from '../html.ts';
import { people } from '../people.ts';
import type { Reader } from '../viewer.ts';

/** Who are you? A demo takes everybody's word for it. */
export function signInPage({ words, language }: Reader, to: string | null): Part {
  const cards = [...people.values()].map(
    ({ id, kind, name, home }) =>
      html`<li>
        <button class="card" name="person" value="${id}">
          <b><bdi>${name[language]}</bdi></b> <span>${words.kinds[kind]}</span>
          <small>${words.queues[home].label}</small>
        </button>
      </li>`,
  );
  return html`
    <h1>${words.signIn.title}</h1>
    <p class="lead">${words.signIn.lead}</p>
    ${to !== null && html`<p class="said bad" role="status">${words.signIn.needed}</p>`}
    <form method="post" action="/sign-in">
      ${to !== null && html`<input type="hidden" name="to" value="${to}" />`}
      <ul class="people">
        ${cards}
      </ul>
    </form>
  `;
}
