import type { Money } from './money.js';

/**
 * One line of an order.
 *
 * @category Order
 * @since 0.1.0
 */
export interface Line {
  /** Unique within the order. */
  readonly id: string;
  /** What the stock is kept under. */
  readonly sku: string;
  readonly title: string;
  /** A whole number, at least 1. */
  readonly quantity: number;
  readonly unitPrice: Money | null;
}
