import type { PostgresClient } from 'cod-lifecycle/postgres';

/** A library's own transaction: each has another kind. */
export type Transaction = unknown;

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** A client of a library, as a host has it. */
export interface Opened {
  readonly client: PostgresClient<Transaction>;
  /** Begins a transaction as the library does, and commits it; rolls back and throws the same when the work throws. */
  readonly transaction: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
  /** A statement of the host's own. */
  readonly run: (text: string, tx?: Transaction) => Promise<Rows>;
  readonly close: () => Promise<void>;
}

/** One library that a host may bring. */
export interface Library {
  readonly name: string;
  /** Whether it reaches the server by itself, so that several of it can be at work at once. */
  readonly connects: boolean;
  /** Whether it keeps its statements prepared. */
  readonly prepares: boolean;
  /** With at most so many connections; four when left out. */
  readonly open: (url: string, most?: number) => Promise<Opened>;
  /** What comes of asking where it was closed, and where there is no server; left out where nobody has to know. */
  readonly says?: { readonly closed: string; readonly unreachable: string };
  /** Ends what all that were opened have shared. */
  readonly end?: () => Promise<void>;
}
