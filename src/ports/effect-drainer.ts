/**
 * What an engine's worker asks of the orders: what `createOrders` returns.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface EffectDrainer {
  readonly effects: {
    drain(options: {
      readonly orderId?: string;
      readonly tenant?: string;
      readonly budgetMs?: number;
    }): Promise<Drained>;
  };
}

/** What became of the effects that were handed over. */
export interface Drained {
  readonly done: number;
  /** Failed, and due again later. */
  readonly retried: number;
  readonly dead: number;
  /** When something comes next, ISO 8601 in UTC. `null` where nothing can. */
  readonly nextAt: string | null;
}
