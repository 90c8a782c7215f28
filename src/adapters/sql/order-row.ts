import { facetsAfter } from '../../ports/facets.js';
import { moveOf } from '../../ports/move.js';
import type { Change } from '../../ports/order-store.js';

/** What an order's row keeps for good. */
export function identityOf({ order: { tenant, id, placedAt, source } }: Change) {
  return {
    tenant,
    id,
    placed_at: placedAt,
    source_kind: source.kind,
    source_shop: source.shop,
    source_external_id: source.externalId,
  };
}

/** What each change writes anew. */
export function stateOf(change: Change, facets = facetsAfter(null, change)) {
  const { order } = change;
  return {
    version: order.version,
    status: order.status,
    open: facets.open,
    entered_at: order.enteredAt,
    needs_reconfirmation: order.needsReconfirmation,
    number: facets.number,
    phone: facets.phone,
    assignee: facets.assignee,
    next_call_at: facets.nextCallAt,
    collected_at: facets.collectedAt,
  };
}

/** A line of history, as it is told. */
export function entryOf({ entry }: Change) {
  return {
    command_id: entry.commandId,
    event_type: entry.event.type,
    from_status: entry.from,
    to_status: entry.to,
    actor_kind: entry.actor.kind,
    actor_id: entry.actor.id,
    occurred_at: entry.occurredAt,
    recorded_at: entry.recordedAt,
    event: entry.event,
  };
}

/** What reports ask of a change of status, beside its line of history; nothing where the order stays in its status. */
export function movedOf(change: Change) {
  const move = moveOf(change);
  return (
    move && {
      stay_ms: move.stayMs,
      source_kind: move.source.kind,
      source_shop: move.source.shop,
      country: move.country,
      region: move.region,
      city: move.city,
      assignee: move.assignee,
      reason: move.reason,
      calls: move.calls,
      attempts: move.attempts,
      products: move.products,
    }
  );
}
