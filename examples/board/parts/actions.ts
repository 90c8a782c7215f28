import { randomUUID } from 'node:crypto';
import { describeRefusal, typicalPath } from 'cod-lifecycle';
import type { Cod, Explanation, Order, OrderView } from 'cod-lifecycle';
import { boardEvents } from '../board-event.ts';
import type { BoardEventType } from '../board-event.ts';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import type { ShopOrders } from '../shop.ts';
import type { Viewer } from '../viewer.ts';
import { fieldsOf } from './event-fields.ts';

const grave: ReadonlySet<BoardEventType> = new Set(['cancel', 'report_failed_delivery']);

/**
 * A form that sends an event: to the version that was looked at, and under an id of its own, so that sending it twice
 * does nothing twice.
 */
export function eventForm(
  type: BoardEventType,
  order: Order,
  viewer: Viewer,
  { open = false, back }: { readonly open?: boolean; readonly back?: string } = {},
): Html {
  const label = viewer.texts.events[type];
  const fields = fieldsOf(type, order, viewer);
  const tone = open ? 'first' : grave.has(type) ? 'grave' : '';
  const form = html`<form
    method="post"
    action="/orders/${encodeURIComponent(order.id)}/events"
    data-event="${type}"
  >
    <input type="hidden" name="event" value="${type}" />
    <input type="hidden" name="version" value="${order.version}" />
    <input type="hidden" name="command" value="${randomUUID()}" />
    ${back !== undefined && html`<input type="hidden" name="back" value="${back}" />`} ${fields}
    <button class="${tone}">${label}</button>
  </form>`;
  if (fields === null || fields === false) return html`<div class="act plain">${form}</div>`;
  return html`<details class="act ${tone}" name="act-${order.id}" ${open && html`open`}>
    <summary>${label}</summary>
    ${form}
  </details>`;
}

type Impossible = Extract<Explanation<Cod>, { readonly possible: false }>;

/** Every reason why it is not possible; of one that is possible elsewhere, where. */
function reasonFor({ refusal }: Impossible, { texts, words, show }: Viewer): string {
  const reasons = describeRefusal(refusal, texts);
  if (refusal.code !== 'wrong_status') return reasons.join(' ');
  const labels = refusal.legalFrom.flatMap((status) =>
    status === 'nothing' ? [] : [texts.statuses[status].label],
  );
  const [, ...instead] = reasons;
  return [words.order.possibleFrom(show.or(labels)), ...instead].join(' ');
}

/**
 * Buttons that do nothing, and say why: a keyboard reaches them, and a screen reader reads the reason. What is not
 * possible for the same reason stands together.
 */
function greyed(
  rows: readonly { readonly type: BoardEventType; readonly explanation: Impossible }[],
  viewer: Viewer,
): Part {
  const byReason = new Map<string, BoardEventType[]>();
  for (const { type, explanation } of rows) {
    const reason = reasonFor(explanation, viewer);
    byReason.set(reason, [...(byReason.get(reason) ?? []), type]);
  }
  const groups = [...byReason].map(([reason, types]) => {
    const why = `why-${types.join('-')}`;
    const buttons = types.map(
      (type) =>
        html`<button type="button" aria-disabled="true" aria-describedby="${why}">
          ${viewer.texts.events[type]}
        </button>`,
    );
    return html`<li>
      <div>${buttons}</div>
      <p id="${why}">${reason}</p>
    </li>`;
  });
  return (
    groups.length > 0 &&
    html`<ul class="greyed">
      ${groups}
    </ul>`
  );
}

/** How near to the end of the usual path an event leads: the farthest is offered first. */
function stepOf(type: BoardEventType, { lifecycle }: ShopOrders, order: Order): number {
  const to = lifecycle.lookup[type]?.[order.status]?.to ?? null;
  return to === null || to === order.status ? -1 : (typicalPath as readonly string[]).indexOf(to);
}

/** What somebody can do with an order now; what they cannot, and why; and what is for others to do. */
export function actionsOf(
  orders: ShopOrders,
  { order, events }: OrderView<Cod>,
  viewer: Viewer,
): Html {
  const { words, texts, show } = viewer;
  const known = new Map(events.map((each) => [each.event, each]));
  const explained = boardEvents.flatMap((type) => {
    const explanation = known.get(type);
    return explanation ? [{ type, explanation }] : [];
  });
  const possible = explained
    .filter(({ explanation }) => explanation.possible)
    .map(({ type }) => type);
  const [first] = possible.toSorted((a, b) => stepOf(b, orders, order) - stepOf(a, orders, order));
  const forward = first !== undefined && stepOf(first, orders, order) >= 0 ? first : undefined;

  const refused = explained.flatMap(({ type, explanation }) =>
    explanation.possible ? [] : [{ type, explanation, code: explanation.refusal.code }],
  );
  const mine = refused.filter(({ code }) => code !== 'forbidden');
  const near = mine.filter(({ code }) => code === 'blocked');
  const far = mine.filter(({ code }) => code !== 'blocked');
  const others = refused.flatMap(({ type, explanation: { refusal } }) => {
    const here = orders.lifecycle.lookup[type]?.[order.status];
    if (refusal.code !== 'forbidden' || !here) return [];
    const kinds = refusal.allowed.map((kind) => words.kinds[kind]);
    return [html`<li>${texts.events[type]} <small>${show.or(kinds)}</small></li>`];
  });
  return html`<section class="card actions" aria-labelledby="actions">
    <h2 id="actions">${words.order.actions}</h2>
    ${possible.length === 0 && html`<p>${words.order.noActions}</p>`}
    <div class="acts">
      ${possible.map((type) => eventForm(type, order, viewer, { open: type === forward }))}
    </div>
    ${greyed(near, viewer)} ${far.length > 0 && html`<h3>${words.order.notNow}</h3>`}
    ${greyed(far, viewer)}
    ${
      others.length > 0 &&
      html`<details class="others">
        <summary>${words.order.others}</summary>
        <ul>
          ${others}
        </ul>
      </details>`
    }
  </section>`;
}
