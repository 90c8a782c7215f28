import type { EffectRecord } from '../ports/effect-queue.js';
import type { StoredOrder } from '../ports/order-store.js';

const blocking: ReadonlySet<string> = new Set([
  'reserve_stock',
  'release_stock',
  'commit_stock',
  'restock_stock',
  'write_off_stock',
]);

/** The time of a timer; `null` for what is due at once. */
const dueAt = (effect: { readonly type: string; readonly at?: unknown }): string | null =>
  (effect.type === 'call_due' || effect.type === 'overdue') && typeof effect.at === 'string'
    ? effect.at
    : null;

/** What a transition owes, each with an id that stays the same for ever. */
export function effectRecords(
  { tenant, id, version, updatedAt }: StoredOrder,
  effects: readonly { readonly type: string }[],
): readonly EffectRecord[] {
  return effects.map((effect, index) => ({
    // Encoded, so that no two orders' ids can run together.
    effectId: [tenant, id, version, index].map(encodeURIComponent).join('/'),
    tenant,
    id,
    version,
    index,
    effect,
    createdAt: updatedAt,
    dueAt: dueAt(effect),
    // A lost message holds nobody up; stock that was not moved does.
    blocking: blocking.has(effect.type),
  }));
}
