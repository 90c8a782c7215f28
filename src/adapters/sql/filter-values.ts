import type { OrderFilter, Span } from '../../ports/order-query.js';
import { searchTermOf } from '../../ports/search.js';

/** Sorts behind every text that begins as the one that it is put behind. */
const last = '\u{10FFFF}';
/** Sorts behind nothing but the very text that it is put behind. */
const next = '\u0001';

/** Before every time there is. Whoever asks for a span asks for those that have such a time at all. */
const first = '0001-01-01T00:00:00.000Z';

const span = (asked: Span | undefined) =>
  asked ? ([asked.from ?? first, asked.to ?? null] as const) : ([null, null] as const);

/** The statuses that are named, in one way or another; those that no limit is named for are not overdue. */
export function statusesOf({ status, overdue }: OrderFilter): readonly string[] | undefined {
  if (!overdue) return status;
  return (status ?? Object.keys(overdue)).filter((one) => Object.hasOwn(overdue, one));
}

/** What a filter asks for, as the values of a statement; `null` for what it does not ask. */
export function filterValues(filter: OrderFilter) {
  const { tenant, source = {}, actor = {}, search, overdue = null } = filter;
  const term = search === undefined ? null : searchTermOf(search);
  const [placedFrom, placedTo] = span(filter.placed);
  const [enteredFrom, enteredTo] = span(filter.entered);
  const [callFrom, callTo] = span(filter.nextCall);
  const [collectedFrom, collectedTo] = span(filter.collected);
  return {
    tenant,
    statuses: statusesOf(filter) ?? null,
    open: filter.open ?? null,
    assignee: filter.assignee ?? null,
    source_kind: source.kind ?? null,
    source_shop: source.shop ?? null,
    actor_kind: actor.kind ?? null,
    actor_id: actor.id ?? null,
    needs_reconfirmation: filter.needsReconfirmation ?? null,
    placed_at_from: placedFrom,
    placed_at_to: placedTo,
    entered_at_from: enteredFrom,
    entered_at_to: enteredTo,
    next_call_at_from: callFrom,
    next_call_at_to: callTo,
    collected_at_from: collectedFrom,
    collected_at_to: collectedTo,
    overdue,
    number_from: term && term.number,
    number_to: term && term.number + (term.whole ? next : last),
    phone_from: term && term.phone,
    phone_to: term?.phone ? term.phone + last : null,
    sought: term && term.id,
  };
}
