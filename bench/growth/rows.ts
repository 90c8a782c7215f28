import { facetsAfter } from '../../src/ports/facets.ts';
import type { Facets } from '../../src/ports/facets.ts';
import type { Change } from '../../src/ports/order-store.ts';
import { entryOf, identityOf, movedOf, stateOf } from '../../src/adapters/sql/order-row.ts';

type Row = Readonly<Record<string, unknown>>;

/** The row of an order at the end of its life, as a SQL store has it. */
export function orderRow(changes: readonly Change[]): Row {
  let facets: Facets | null = null;
  for (const change of changes) facets = facetsAfter(facets, change);
  const last = changes.at(-1);
  if (!last || !facets) throw new Error('A life has no changes');
  const { enteredBy, reached } = facets;
  return {
    ...identityOf(last),
    ...stateOf(last),
    entered_by_kind: enteredBy.kind,
    entered_by_id: enteredBy.id,
    reached,
    body: last.order,
  };
}

const unmoved = {
  stay_ms: null,
  source_kind: null,
  source_shop: null,
  country: null,
  region: null,
  city: null,
  assignee: null,
  reason: null,
  calls: null,
  attempts: null,
  products: null,
};

/** A line of history, as a SQL store has it. */
export function historyRow(change: Change): Row {
  const { tenant, id, version } = change.order;
  return { tenant, order_id: id, version, ...entryOf(change), ...(movedOf(change) ?? unmoved) };
}
