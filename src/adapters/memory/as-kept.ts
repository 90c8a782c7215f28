import { StoreError } from '../../errors/store-error.js';

/**
 * A copy by way of JSON, as every database keeps it: what JSON cannot say is refused, or lost, in each of them alike.
 *
 * @throws StoreError where it is refused
 */
export function asKept<Value>(value: Value): Value {
  try {
    return JSON.parse(JSON.stringify(value)) as Value;
  } catch {
    throw new StoreError('not_applied', 'TypeError');
  }
}
