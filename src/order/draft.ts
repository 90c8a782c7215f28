import type { Line } from './line.js';
import type { MayOmit } from './may-omit.js';
import type { Money } from './money.js';
import type { Address, Customer, Source } from './party.js';

/**
 * An order as it is asked for. What is left out becomes `null`, or is given by the library: the id, the source
 * (`manual`), the lines' ids.
 *
 * @category Order
 * @since 0.1.0
 */
export interface Draft {
  readonly id?: string;
  readonly source?: MayOmit<Source, 'reference'>;
  readonly customer: MayOmit<Customer, 'email' | 'locale'>;
  readonly address: MayOmit<Address, 'line2' | 'region' | 'postalCode'>;
  /** At least one. */
  readonly lines: readonly MayOmit<Line, 'id' | 'unitPrice'>[];
  /** What the customer pays at the door; at least 0. */
  readonly amountDue: Money;
  readonly metadata?: Readonly<Record<string, string>>;
}
