import type { Capability } from './capability.js';
import type { OpenStore } from './store-under-test.js';

/** What has to be there for each to be tried; what has none shows in what the store does. */
const members: { readonly [Name in Capability]: keyof OpenStore | null } = {
  connections: 'another',
  transactions: 'transaction',
  locks: null,
  durability: 'crash',
  schema: 'atRelease',
  olderTables: null,
};

/** The part of an open store by which a capability shows. */
export const memberFor = (capability: Capability): keyof OpenStore | null => members[capability];

/** What is to be done about a capability that the store neither has nor is said to lack; `null` where it is there. */
export function missing<Tx>(capability: Capability, open: OpenStore<Tx>): string | null {
  const member = memberFor(capability);
  return member === null || open[member] !== undefined
    ? null
    : `open() must give "${member}", or lacks.${capability} must say why it cannot`;
}
