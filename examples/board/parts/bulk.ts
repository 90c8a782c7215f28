import { randomUUID } from 'node:crypto';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Viewer } from '../viewer.ts';
import { acknowledgements } from './event-fields.ts';

/** A list of which some can be chosen, and confirmed together. */
export const bulkForm = (list: Html, viewer: Viewer): Html => {
  const { bulk } = viewer.words;
  return html`<form class="bulk" method="post" action="/bulk/confirm">
    <input type="hidden" name="command" value="${randomUUID()}" />
    ${list}
    <section class="card together" aria-labelledby="bulk">
      <h2 id="bulk">${bulk.title}</h2>
      <p>${bulk.lead}</p>
      <label class="check" data-choose-all hidden><input type="checkbox" />${bulk.all}</label>
      ${acknowledgements(viewer)}
      <button class="first">${bulk.go}</button>
    </section>
  </form>`;
};
