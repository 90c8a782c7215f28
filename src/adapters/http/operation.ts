import type { Parameters } from './read-query.js';

/** What a route does, as a document describes it. */
export interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly query?: Parameters;
  /** The schema of its body; `any` where it is read by whoever knows the sender. */
  readonly body?: string;
  /** It sends a command: it takes `Idempotency-Key`, and, where one order is meant, `If-Match`. */
  readonly command?: 'one' | 'many' | 'new';
  /** The schema of what it answers, by status code; `null` where there is no body. */
  readonly answers: Readonly<Record<number, string | null>>;
  /** The status codes of its problems. */
  readonly problems: readonly number[];
  /** It answers with the `ETag` of an order; one that is compared with `If-None-Match`. */
  readonly tag?: 'told' | 'compared';
  /** What may stand in the path, where not everything may. */
  readonly names?: readonly string[];
}
