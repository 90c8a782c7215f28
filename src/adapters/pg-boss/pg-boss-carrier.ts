import { patience } from './patience.js';
import { plainName } from '../sql/table-names.js';

/** Where pg-boss is, and what its queue is called. */
export interface PgBossCarrierOptions {
  /** The schema of pg-boss. Default `pgboss`. */
  readonly schema?: string;
  /** The queue that hands effects over, of the policy `standard`. Default `cod_lifecycle`. */
  readonly queue?: string;
}

/**
 * Tells pg-boss of what a transition owes, by a row in its table of jobs: the `carrier` of a `postgresStore`.
 *
 * A job is there when the transition is, and never else: one for what is due at once, and one for each timer, which runs
 * a second after its time, so that a machine whose clock is a little behind finds it due. The queue has to be there
 * (`boss.createQueue`), or no transition that owes something is written; how long its jobs may take and are kept is the
 * queue's to say, how often they are tried is not. A worker finds them by polling: leave the queue's `notify` off.
 *
 * pg-boss offers no function for this, so the table is the interface, and another release may change it. Written for the
 * table of pg-boss 12, and tested with 12.38.
 *
 * @throws OptionsError when a name is not plain
 * @example
 * ```ts
 * import { pgBossCarrier } from 'cod-lifecycle/pg-boss';
 *
 * const carrier = pgBossCarrier({ schema: 'jobs' });
 * carrier.addJobs.includes('insert into "jobs".job'); //=> true
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function pgBossCarrier({
  schema = 'pgboss',
  queue = 'cod_lifecycle',
}: PgBossCarrierOptions = {}): { readonly addJobs: string } {
  const inSchema = `"${plainName('schema', schema)}"`;
  const name = `'${plainName('queue', queue)}'`;
  const { retryLimit, retryDelay, retryBackoff, retryDelayMax } = patience;
  // Without its queue a job has no `expire_seconds`, and the table refuses it at once.
  const addJobs = `
  insert into ${inSchema}.job (name, data, start_after, keep_until, expire_seconds, deletion_seconds,
    policy, dead_letter, heartbeat_seconds,
    retry_limit, retry_delay, retry_backoff, retry_delay_max)
  select ${name}, jsonb_build_object('tenant', owed.tenant, 'orderId', owed.order_id),
    owed.start_after, owed.start_after + q.retention_seconds * interval '1 second',
    q.expire_seconds, q.deletion_seconds, q.policy, q.dead_letter, q.heartbeat_seconds,
    ${retryLimit}, ${retryDelay}, ${retryBackoff}, ${retryDelayMax}
  from (
    select tenant, order_id, coalesce(due_at + interval '1 second', now()) as start_after
    from owing
  ) as owed
  left join ${inSchema}.queue as q on q.name = ${name}
  returning id`;
  return { addJobs };
}
