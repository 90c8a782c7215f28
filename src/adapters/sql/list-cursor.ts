import { OptionsError } from '../../errors/options-error.js';
import type { StoredOrder } from '../../ports/order-store.js';

/** Where a page of a list ended. */
export interface ListCursor {
  readonly placedAt: string;
  readonly id: string;
}

// No calendar of a database has a year 0.
const shape = /^((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (.+)$/su;

/** Whether there is such a time: the 30th of February is read as one, but never written. */
function isTime(written: string): boolean {
  const time = new Date(written);
  return !Number.isNaN(time.getTime()) && time.toISOString() === written;
}

export const listCursorOf = ({ placedAt, id }: StoredOrder): string => `${placedAt} ${id}`;

/** @throws OptionsError when it is not the `next` of a page */
export function readListCursor(after: string): ListCursor {
  const [, placedAt, id] = shape.exec(after) ?? [];
  if (placedAt === undefined || id === undefined || !isTime(placedAt)) {
    throw new OptionsError('query.after', 'must be the `next` of a page');
  }
  return { placedAt, id };
}

/** @throws OptionsError when it is not the `next` of a page */
export function readVersionCursor(after: string): number {
  if (!/^\d{1,15}$/.test(after)) {
    throw new OptionsError('query.after', 'must be the `next` of a page');
  }
  return Number(after);
}
