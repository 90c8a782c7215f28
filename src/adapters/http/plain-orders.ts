import type { HistoryEntry } from '../../order/entry.js';
import type { Actor } from '../../order/actor.js';
import type { ListPage } from '../../ports/order-query.js';
import type { News } from '../../ports/news.js';
import type { StoredOrder } from '../../ports/order-store.js';
import type { Page } from '../../ports/page.js';
import type { AnyOutcome } from './outcome.js';

interface Scope {
  readonly tenant: string;
}

export interface SendOptions extends Scope {
  readonly actor: Actor;
  readonly commandId?: string;
  readonly expectedVersion?: number;
  readonly [asked: string]: unknown;
}

export interface AnyReceipt {
  readonly id: string;
  readonly outcome: AnyOutcome | { readonly kind: 'failed'; readonly error: Error };
}

/** Orders as a door sees them: of any lifecycle, and asked with what came in, which they read themselves. */
export interface PlainOrders {
  readonly lifecycle: { readonly statuses: readonly string[]; readonly events: readonly string[] };
  place(draft: unknown, options: SendOptions): Promise<AnyOutcome>;
  send(target: string | StoredOrder, event: unknown, options: SendOptions): Promise<AnyOutcome>;
  sendEach(
    commands: readonly { readonly id: unknown; readonly event: unknown }[],
    options: SendOptions,
  ): Promise<readonly AnyReceipt[]>;
  get(id: string, scope: Scope): Promise<StoredOrder | null>;
  explain(
    id: string,
    options: Scope & { readonly actor: Actor },
  ): Promise<{
    readonly order: StoredOrder;
    readonly events: readonly {
      readonly event: string;
      readonly possible: boolean;
      readonly refusal?: { readonly code: string };
    }[];
  } | null>;
  list(options: object): Promise<ListPage<unknown>>;
  counts(options: object): Promise<Readonly<Record<string, number>>>;
  history(id: string, options: object): Promise<Page<HistoryEntry>>;
  receive(
    news: News,
    options: Scope & { readonly unknownOrder?: 'ignore' | 'place' },
  ): Promise<{
    readonly status: number;
    readonly reason: string | null;
    readonly outcomes: readonly AnyOutcome[];
  }>;
}
