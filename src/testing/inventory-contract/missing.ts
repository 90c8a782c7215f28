import type { InventoryCapability } from './capability.js';
import type { OpenInventory } from './inventory-under-test.js';
import { home } from './sample-request.js';

/** What has to be there for each to be tried; what has none shows in what the inventory does. */
const members: { readonly [Name in InventoryCapability]: string | null } = {
  connections: 'open() must give "another"',
  tenants: null,
  ledger: 'stock() must give "out" and "writtenOff"',
  missing: 'stock() must give "missing"',
};

/** Whether a capability shows in what is there to try it with. */
export const shows = (capability: InventoryCapability): boolean => members[capability] !== null;

async function isThere(
  capability: InventoryCapability,
  { another, stock }: OpenInventory,
): Promise<boolean> {
  if (capability === 'connections') return another !== undefined;
  if (capability === 'tenants') return true;
  const { out, writtenOff, missing } = await stock('OIL', home);
  return capability === 'missing'
    ? missing !== undefined
    : out !== undefined && writtenOff !== undefined;
}

/** What is to be done about a capability that the inventory neither has nor is said to lack; `null` where it is there. */
export async function missing(
  capability: InventoryCapability,
  open: OpenInventory,
): Promise<string | null> {
  if (await isThere(capability, open)) return null;
  return `${members[capability]}, or lacks.${capability} must say why it cannot`;
}
