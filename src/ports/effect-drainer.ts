/** What became of what was handed over. */
export interface HandedOver {
  readonly done: number;
  /** Failed, and due again later. */
  readonly retried: number;
  /** Failed for good: listed as dead. */
  readonly dead: number;
}

/** What a drain came to. */
export interface DrainReport extends HandedOver {
  /**
   * When it is worth to drain again: the time of what comes next, ISO 8601 in UTC, which is past where something is due.
   * `null` where nothing can come: nothing is owed, or it waits behind a dead effect.
   */
  readonly nextAt: string | null;
}

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
    }): Promise<DrainReport>;
  };
}
