import type { StoredOrder } from 'cod-lifecycle';
import { orderIn } from './life.ts';

export { changeOf, effectOf as owed } from '../../src/testing/store-contract/sample-change.ts';
export { nextOf as next } from '../../src/testing/store-contract/sample-order.ts';

/** An order as a store keeps it. */
export const stored = (id: string, fields: Partial<StoredOrder> = {}): StoredOrder => ({
  ...orderIn('new'),
  id,
  source: { kind: 'manual', shop: 'default', externalId: id, reference: null },
  ...fields,
});
