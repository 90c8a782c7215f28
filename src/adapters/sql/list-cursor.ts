import { OptionsError } from '../../errors/options-error.js';
import type { StoredOrder } from '../../ports/order-store.js';

/** Where a page of a list ended. */
export interface ListCursor {
  readonly placedAt: string;
  readonly id: string;
}

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (.+)$/su;

export const listCursorOf = ({ placedAt, id }: StoredOrder): string => `${placedAt} ${id}`;

/** @throws OptionsError when it is not the `next` of a page */
export function readListCursor(after: string): ListCursor {
  const [, placedAt, id] = shape.exec(after) ?? [];
  if (placedAt === undefined || id === undefined) {
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
