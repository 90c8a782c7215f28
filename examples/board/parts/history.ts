import type { Cod, Entry } from 'cod-lifecycle';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import type { Viewer } from '../viewer.ts';
import { actorName, personName, statusTag, timeTag } from './names.ts';

/** What an event said besides its name. */
function details({ event }: Entry<Cod>, viewer: Viewer): readonly (string | false | undefined)[] {
  const { words, texts, show } = viewer;
  switch (event.type) {
    case 'place':
      return [`${event.source.kind}, ${event.source.shop}`];
    case 'record_call_attempt':
      return [words.calls[event.outcome]];
    case 'schedule_call':
      return [show.moment(event.at)];
    case 'amend':
      return [event.amountDue && show.money(event.amountDue)];
    case 'cancel':
      return [texts.cancelReasons[event.reason], event.note];
    case 'reopen':
      return [event.reason];
    case 'assign':
      return [personName(event.assignee.id, viewer)];
    case 'assign_tracking':
      return [event.tracking.number];
    case 'ship':
      return [event.tracking?.number];
    case 'record_delivery_attempt':
      return [
        event.outcome === 'not_attempted'
          ? words.notAttempted
          : texts.failureReasons[event.outcome],
        event.note,
      ];
    case 'deliver':
      return [event.collected && show.money(event.collected)];
    case 'report_failed_delivery':
      return [texts.failureReasons[event.reason], event.note];
    case 'receive_return':
      return [event.lines?.[0] && words.conditions[event.lines[0].condition]];
    case 'close_return':
      return [texts.failureReasons[event.cause]];
    case 'remit_cash':
    case 'reconcile_cash':
      return [show.money(event.amount)];
    case 'add_note':
      return [event.text];
    default:
      return [];
  }
}

/** One line of a history: what, by whom, when, and where it led. */
export function historyLine(entry: Entry<Cod>, viewer: Viewer): Html {
  const { words, texts } = viewer;
  const { event, from, to, actor, occurredAt, recordedAt } = entry;
  const late = Date.parse(recordedAt) - Date.parse(occurredAt) >= 60_000;
  const told = details(entry, viewer).filter(Boolean);
  const moved: Part =
    from !== to && html` <span class="arrow" aria-hidden="true">→</span> ${statusTag(to, viewer)}`;
  return html`<li>
    <span class="what"><strong>${texts.events[event.type]}</strong>${moved}</span>
    ${told.length > 0 && html`<span class="told"><bdi>${told.join(' · ')}</bdi></span>`}
    <small
      ><bdi>${actorName(actor, viewer)}</bdi> ·
      ${timeTag(occurredAt, viewer)}${
        late && html` · ${words.order.recorded(viewer.show.moment(recordedAt))}`
      }</small
    >
  </li>`;
}
