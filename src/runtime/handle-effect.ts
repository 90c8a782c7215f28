import { OptionsError } from '../errors/options-error.js';
import { UndeliverableError } from '../errors/undeliverable-error.js';
import type { StockEffect, StockEffectType } from '../order/effect.js';
import type { RecordReservation, ReservedLine } from '../order/event.js';
import { roundOf } from '../order/round.js';
import type { StockMove } from '../order/stock.js';
import type { ClaimedEffect } from '../ports/effect-queue.js';
import type { Inventory, Reservation } from '../ports/inventory.js';
import type { Notifier } from '../ports/notifier.js';
import type { LoadKey, Loaded, StoredOrder } from '../ports/order-store.js';
import { isStillSo } from './attention.js';
import type { Attention } from './attention.js';
import type { Handler } from './effects.js';
import { hookOf } from './hooks.js';
import type { CallHook, PlainHooks } from './hooks.js';

/** The outside that effects are handed over to. */
export interface Outside {
  readonly inventory: Inventory | undefined;
  readonly notifier: Notifier | undefined;
  readonly hooks: PlainHooks;
  readonly find: (key: LoadKey) => Promise<Loaded>;
  readonly load: (claim: ClaimedEffect) => Promise<StoredOrder | null>;
  /**
   * Sends the lifecycle an event of its own, once for each effect; `false` where it was for an order at some version, and
   * the order is at another one.
   */
  readonly send: (
    claim: ClaimedEffect,
    event: { readonly type: string },
    expectedVersion: number | null,
  ) => Promise<boolean>;
}

type StockCall = Exclude<StockEffectType, 'reserve_stock'>;

const calls = {
  release_stock: 'release',
  commit_stock: 'commit',
  restock_stock: 'restock',
  write_off_stock: 'writeOff',
} as const satisfies { readonly [Type in StockCall]: keyof Inventory };

/** What the order's lines hold, once it is known that some could not be held. */
function shortened(
  order: StoredOrder,
  asked: readonly StockMove[],
  { lines }: Reservation,
): readonly ReservedLine[] {
  return asked.flatMap(({ lineId, sku, quantity }) => {
    const held = lines.find((line) => line.lineId === lineId)?.held ?? quantity;
    const row = order.stock.find((known) => known.lineId === lineId && known.sku === sku);
    if (!row || held >= quantity) return [];
    return [{ lineId, sku, reserved: Math.max(0, row.reserved - (quantity - held)) }];
  });
}

async function reserve(
  outside: Outside,
  inventory: Inventory,
  claim: ClaimedEffect,
  effect: StockEffect<'reserve_stock'>,
): Promise<void> {
  const { effectId, tenant, id } = claim;
  const { lines, round } = effect;
  const reservation = await inventory.reserve({ effectId, order: { tenant, id }, lines });
  for (;;) {
    const order = await outside.load(claim);
    // What was let go since was let go in the stock as well; only what is asked for now counts.
    if (order === null || roundOf(order) !== round) return;
    const short = shortened(order, lines, reservation);
    if (short.length === 0) return;
    const answer: RecordReservation = { type: 'record_reservation', lines: short };
    // It says what the order holds altogether: whoever asked for more in the meantime must not be overlooked.
    if (await outside.send(claim, answer, order.version)) return;
  }
}

/** A process of the next release may know it, or of the last one. */
const missing = (on: string, name: string) => new OptionsError(`on.${on}.${name}`, 'is missing');

async function callHook(
  { hooks, find }: Outside,
  { effectId, tenant, id }: ClaimedEffect,
  { on, name, commandId }: CallHook,
): Promise<void> {
  const hook = hookOf(hooks, on, name);
  if (!hook) throw missing(on, name);
  const { order, earlier } = await find({ tenant, id, commandId });
  if (!order || !earlier) throw new UndeliverableError('no_such_order');
  await hook({ effectId, order, entry: earlier });
}

/** Calls somebody to look, unless there is nothing to see any more: a timer may be late. */
async function callAttention(outside: Outside, claim: ClaimedEffect, about: Attention) {
  const hook = hookOf(outside.hooks, 'attention', about.type);
  // The lifecycle owes the others whether anybody wants to be told or not.
  if (!hook && about.type !== 'overdue') return;
  const order = await outside.load(claim);
  if (!order || !isStillSo(about, order)) return;
  if (!hook) throw missing('attention', about.type);
  await hook({ effectId: claim.effectId, about, order });
}

/** Hands an effect to the port that it is meant for. What nobody is there for is done by having been recorded. */
export function handlerFor(outside: Outside): Handler {
  const { inventory, notifier } = outside;
  return async (effect, claim) => {
    const { effectId, tenant, id } = claim;
    switch (effect.type) {
      case 'reserve_stock':
        if (inventory) await reserve(outside, inventory, claim, effect);
        return;
      case 'release_stock':
      case 'commit_stock':
      case 'restock_stock':
      case 'write_off_stock':
        await inventory?.[calls[effect.type]]({
          effectId,
          order: { tenant, id },
          lines: effect.lines,
        });
        return;
      case 'notify_customer': {
        const order = notifier && (await outside.load(claim));
        // Nobody wants to hear that the driver is on the way once he was there.
        if (notifier && order?.status === effect.status) {
          await notifier.notify({ effectId, template: effect.template, order });
        }
        return;
      }
      case 'request_event':
        await outside.send(claim, effect.event, null);
        return;
      case 'call_hook':
        await callHook(outside, claim, effect);
        return;
      case 'call_due':
      case 'cancellation_advised':
      case 'overdue':
        await callAttention(outside, claim, effect);
        return;
      default:
        // Cash: the order's own facts say it all.
        return;
    }
  };
}
