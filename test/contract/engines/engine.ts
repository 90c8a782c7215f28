import type { Pool } from 'pg';
import type { DrainedOrders } from 'cod-lifecycle/graphile-worker';

/** A job, as its engine keeps it. */
export interface KeptJob {
  readonly orderId: string;
  /** Not before this time, ISO 8601 in UTC; nothing for at once. */
  readonly at: string | null;
}

/** What the tests ask of an engine that carries effects. */
export interface Engine {
  readonly name: string;
  /** Whether transitions that follow each other before a job runs share it. */
  readonly shares: boolean;
  /** Makes its tables in a schema. */
  readonly prepare: (pool: Pool, schema: string) => Promise<void>;
  readonly carrier: (schema: string) => { readonly addJobs: string };
  /** Jobs that wait, of all orders, in the order in which they were made. */
  readonly waiting: (pool: Pool, schema: string) => Promise<readonly KeptJob[]>;
  /** Lets every job that waits run at once. */
  readonly hurry: (pool: Pool, schema: string) => Promise<void>;
  /** Adds a job that names no order. */
  readonly sweep: (pool: Pool, schema: string) => Promise<void>;
  /** Starts a worker; answers how to stop it. */
  readonly work: (
    pool: Pool,
    schema: string,
    orders: DrainedOrders,
  ) => Promise<() => Promise<void>>;
}
