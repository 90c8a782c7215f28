/**
 * Tells an engine of what a transition owes, in the statement that writes the transition: either both are there or
 * neither.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface EffectCarrier {
  /**
   * SQL that adds a job for each row of `owing (tenant text, order_id text, due_at timestamptz)`: one row for an order
   * that owes something at once, whose `due_at` is null, and one for each of its timers. A job hands over what is due of
   * its order: `orders.effects.drain({ orderId, tenant })`.
   */
  readonly addJobs: string;
}

/** Jobs for what is `owing`; a query that is not asked for its rows would not be run. */
export const toldEngine = ({
  addJobs,
}: EffectCarrier): string => `carried as materialized (${addJobs}
), told_engine as materialized (select count(*) as jobs from carried)`;
