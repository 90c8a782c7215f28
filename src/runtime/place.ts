import type { Draft } from '../order/draft.js';
import type { Place } from '../order/event.js';
import type { Source } from '../order/party.js';

/** The event that makes an order of a draft: what was left out is `null`, numbered or minted. */
export function placeEvent(draft: Draft, tenant: string, id: string, manualId: string): Place {
  const { customer, address, lines, amountDue, metadata = {} } = draft;
  const source: Source = {
    reference: null,
    ...(draft.source ?? { kind: 'manual', shop: tenant, externalId: manualId }),
  };
  return {
    type: 'place',
    tenant,
    id,
    source,
    customer: { email: null, locale: null, ...customer },
    address: { line2: null, region: null, postalCode: null, ...address },
    lines: lines.map((line, index) => ({
      unitPrice: null,
      ...line,
      id: line.id ?? String(index + 1),
    })),
    amountDue,
    metadata,
  };
}
