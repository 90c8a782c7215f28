import type { Cod, Entry, OrderStatus } from 'cod-lifecycle';

/** How long an order was in a status, each time that it was. */
export interface Stay {
  readonly status: OrderStatus;
  readonly since: string;
  /** `null` while it lasts. */
  readonly until: string | null;
}

/** The stays that a history tells of, by when things happened and not by when they were written down. */
export function staysOf(history: readonly Entry<Cod>[]): readonly Stay[] {
  const moves = history.filter(({ from, to }) => from !== to);
  return moves.map(({ to, occurredAt }, index) => ({
    status: to,
    since: occurredAt,
    until: moves[index + 1]?.occurredAt ?? null,
  }));
}
