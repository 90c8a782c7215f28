import type { Pool } from 'pg';
import type { OrderStore } from 'cod-lifecycle';
import type { EffectDrainer } from 'cod-lifecycle';

/** A job, as its engine keeps it. */
export interface KeptJob {
  readonly orderId: string;
  /** Not before this time, ISO 8601 in UTC; nothing for at once. */
  readonly at: string | null;
}

/** Where an engine is at work. */
export interface Site {
  readonly pool: Pool;
  /** Its schema, or whatever else keeps its jobs apart from those of other tests. */
  readonly jobs: string;
  readonly store: Pick<OrderStore, 'clock' | 'effects'>;
}

/** Ends what was started, and waits until it has ended. */
export type Stop = () => Promise<void>;

/** What the tests ask of an engine that carries effects. */
export interface Engine {
  readonly name: string;
  /** Whether transitions that follow each other before a job runs share it. */
  readonly shares: boolean;
  /** How long after a timer's time its job runs. */
  readonly timersLateMs: number;
  /** Makes its tables. */
  readonly prepare: (pool: Pool, jobs: string) => Promise<void>;
  /** Where a transition adds its job itself. */
  readonly carrier?: (jobs: string) => { readonly addJobs: string };
  /** Where none does, and a relay adds them. */
  readonly relay?: {
    readonly look: (site: Site) => Promise<number>;
    readonly run: (site: Site) => Promise<Stop>;
  };
  /** Jobs that wait, of all orders, in the order in which they were made. */
  readonly waiting: (site: Site) => Promise<readonly KeptJob[]>;
  /** Lets whatever is owed be looked at now, also before its time. */
  readonly hurry: (site: Site) => Promise<void>;
  /** Loses all jobs. */
  readonly forget: (site: Site) => Promise<void>;
  /** Has everything looked at that nobody has a job for. */
  readonly sweep: (site: Site) => Promise<void>;
  /** Starts a worker. */
  readonly work: (site: Site, orders: EffectDrainer) => Promise<Stop>;
}
