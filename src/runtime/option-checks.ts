import { OptionsError } from '../errors/options-error.js';

/** @throws OptionsError which names the option, when its value is no whole number from 1 to the most that makes sense */
export function checkWholeNumber(option: string, value: unknown, most: number): void {
  if (!Number.isSafeInteger(value) || (value as number) < 1 || (value as number) > most) {
    throw new OptionsError(option, `must be a whole number from 1 to ${most}`);
  }
}

/** @throws OptionsError which names the option, when its value is none of those */
export function checkOneOf(option: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value))
    throw new OptionsError(option, `must be one of ${allowed.join(', ')}`);
}
