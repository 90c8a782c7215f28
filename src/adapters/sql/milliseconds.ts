import { OptionsError } from '../../errors/options-error.js';

/** What a timer can wait; it does not wait at all for longer. */
const most = 2_147_483_647;

/** @throws OptionsError when it is no time that can be waited for */
export function milliseconds(option: string, value: number, least: 0 | 1): number {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new OptionsError(
      option,
      `must be a whole number of milliseconds from ${least} to ${most}`,
    );
  }
  return value;
}
