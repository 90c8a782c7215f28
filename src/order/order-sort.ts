/**
 * The times by which orders can be sorted: when they were placed, came into their status, are to be called about, were
 * paid.
 *
 * @category Order
 * @since 0.1.0
 */
export const orderSorts = ['placed_at', 'entered_at', 'next_call_at', 'collected_at'] as const;
export type OrderSort = (typeof orderSorts)[number];
