import type { Contradiction } from '../../ports/index.js';
import { start } from './instants.js';
import { tenant } from './sample-order.js';

/** A driver's report that an order refused. */
export function contradictionOf(
  contradictionId: string,
  fields: Partial<Contradiction> = {},
): Contradiction {
  return {
    tenant,
    id: 'a',
    contradictionId,
    event: { type: 'report_failed_delivery' },
    actor: { kind: 'driver', id: 'karim' },
    status: 'delivered',
    codes: ['wrong_status'],
    occurredAt: start,
    recordedAt: start,
    ...fields,
  };
}
