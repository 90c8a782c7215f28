import { OptionsError } from '../errors/options-error.js';
import type { Parsed } from './door.js';

/**
 * What was asked for, read.
 *
 * @throws OptionsError which names the first field that is wrong
 */
export function asked<Value>(what: string, read: Parsed<Value>): Value {
  if (read.ok) return read.value;
  const [issue] = read.issues;
  throw new OptionsError([what, ...(issue?.path ?? [])].join('.'), issue?.message ?? 'is invalid');
}
