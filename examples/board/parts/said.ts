import { describeRefusal } from 'cod-lifecycle';
import type { Cod, Entry } from 'cod-lifecycle';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import type { Refused, Result, Said } from '../said.ts';
import type { Viewer } from '../viewer.ts';
import { historyLine } from './history.ts';

const reasons = (refusal: Refused, { texts }: Viewer): Html =>
  html`<ul>
    ${describeRefusal(refusal, texts).map((text) => html`<li>${text}</li>`)}
  </ul>`;

/** What came of it in a sentence, and the reasons where there are some. */
function tell(event: keyof Viewer['texts']['events'], result: Result, viewer: Viewer): Part {
  const { said, form, order } = viewer.words;
  const label = viewer.texts.events[event];
  switch (result.kind) {
    case 'applied':
      return html`<p>${said.applied(label)}</p>`;
    case 'refused':
      return html`<p>${said.refused(label)}</p>
        ${reasons(result.refusal, viewer)}`;
    case 'malformed': {
      const field = result.field === 'amount' ? order.amountDue : form.nextCall;
      return html`<p>${said.malformed(field)}</p>`;
    }
    case 'conflict':
      return html`<p>${said.refused(label)} ${viewer.texts.refusals.version_conflict}</p>`;
    case 'duplicate':
    case 'stale':
    case 'reused':
      return html`<p>${said[result.kind]}</p>`;
  }
}

const box = (tone: 'good' | 'bad', role: 'status' | 'alert', parts: Part): Html =>
  html`<div class="said ${tone}" id="said" role="${role}" tabindex="-1">${parts}</div>`;

/** What happened on the order while somebody looked at it. */
function conflict(between: readonly Entry<Cod>[], viewer: Viewer): Part {
  const { said } = viewer.words;
  return html`
    <h2>${said.conflict}</h2>
    <p>${said.conflictLead}</p>
    <ol class="history">
      ${between.map((entry) => historyLine(entry, viewer))}
    </ol>
    <p>${said.now}</p>
  `;
}

/** What a page has to tell before anything else. `between` is what happened meanwhile, where a race was lost. */
export function saidTag(
  said: Said | undefined,
  viewer: Viewer,
  between: readonly Entry<Cod>[] = [],
): Part {
  if (!said) return null;
  const { bulk } = viewer.words;
  if (said.about === 'nothing_chosen') return box('bad', 'alert', html`<p>${bulk.none}</p>`);
  if (said.about === 'orders') {
    const rows = said.results.map(
      ({ id, number, result }) =>
        html`<li class="${result.kind === 'applied' ? 'done' : 'not-done'}">
          <a href="/orders/${encodeURIComponent(id)}"><bdi dir="ltr">${number}</bdi></a>
          <div>${tell(said.event, result, viewer)}</div>
        </li>`,
    );
    const all = said.results.every(({ result }) => result.kind === 'applied');
    const list = html`<h2>${bulk.came}</h2>
      <ul class="receipts">
        ${rows}
      </ul>`;
    return box(all ? 'good' : 'bad', all ? 'status' : 'alert', list);
  }
  const { event, result } = said;
  if (result.kind === 'conflict') return box('bad', 'alert', conflict(between, viewer));
  const good = result.kind === 'applied' || result.kind === 'duplicate';
  return box(good ? 'good' : 'bad', good ? 'status' : 'alert', tell(event, result, viewer));
}
