import type { OrderStore } from '../../ports/index.js';
import { changeOf } from './sample-change.js';
import { ordersOf } from './sample-order.js';
import { putAll } from './put.js';

/** What stands still is told from what is slow by this many commits that others finish meanwhile. */
const patience = 100;

/** Knows whether a promise was settled, without waiting for it. */
export function watched(promise: Promise<unknown>): () => boolean {
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  void promise.then(note, note);
  return () => settled;
}

/**
 * Whether an answer comes before a store that nobody else uses has answered many commits, one after the other. What
 * waits for the caller would never be answered; waiting for it in turn would hang the check.
 */
export async function answeredMeanwhile(
  answer: Promise<unknown>,
  idle: OrderStore,
): Promise<boolean> {
  const isAnswered = watched(answer);
  for (let round = 0; round < patience; round += 1) {
    if (isAnswered()) return true;
    await putAll(
      idle,
      ordersOf(2, `idle-${round}-`).map((order) => changeOf(order)),
    );
  }
  return isAnswered();
}
