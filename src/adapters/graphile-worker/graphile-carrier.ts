import { plainName } from '../sql/table-names.js';

/** Where graphile-worker is, and what its task is called. */
export interface GraphileCarrierOptions {
  /** The schema of graphile-worker. Default `graphile_worker`. */
  readonly schema?: string;
  /** The task that hands effects over, as `graphileTasks` names it. Default `cod_lifecycle`. */
  readonly task?: string;
}

/**
 * Tells graphile-worker of what a transition owes, by its SQL function `add_job`: the `carrier` of a `postgresStore`.
 *
 * A job is there when the transition is, and never else. Transitions that follow each other before a job runs share it;
 * each timer has a job of its own, which runs a second after its time, so that a machine whose clock is a little behind
 * finds it due. The schema has to be there, and the role of the store has to be one that may add jobs.
 *
 * Tested with graphile-worker 0.18.
 *
 * @throws OptionsError when a name is not plain
 * @example
 * ```ts
 * import { graphileCarrier } from 'cod-lifecycle/graphile-worker';
 *
 * const carrier = graphileCarrier({ schema: 'jobs' });
 * carrier.addJobs.includes('"jobs".add_job'); //=> true
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function graphileCarrier({
  schema = 'graphile_worker',
  task = 'cod_lifecycle',
}: GraphileCarrierOptions = {}): { readonly addJobs: string } {
  const addJob = `"${plainName('schema', schema)}".add_job`;
  const named = `'${plainName('task', task)}'`;
  // Where a worker takes the job of a key at the same moment, `add_job` adds none and answers null, and that worker may
  // look before this transition is committed: https://github.com/graphile/worker/issues/580
  const addJobs = `
  select coalesce(keyed.id,
    (${addJob}(${named}, payload => owed.payload, run_at => owed.run_at)).id) as job
  from (
    select json_build_object('tenant', tenant, 'orderId', order_id) as payload,
      due_at + interval '1 second' as run_at,
      ${named} || ':' || md5(json_build_array(tenant, order_id, extract(epoch from due_at))::text)
        as job_key
    from owing order by tenant, order_id, due_at
  ) as owed
  cross join lateral ${addJob}(
    ${named}, payload => owed.payload, run_at => owed.run_at, job_key => owed.job_key) as keyed`;
  return { addJobs };
}
