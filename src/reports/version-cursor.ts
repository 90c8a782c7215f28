import { OptionsError } from '../errors/options-error.js';

/** @throws OptionsError when it is not the `next` of a page */
export function readVersionCursor(after: string): number {
  if (!/^\d{1,15}$/.test(after)) {
    throw new OptionsError('query.after', 'must be the `next` of a page');
  }
  return Number(after);
}
