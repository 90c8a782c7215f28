import type { EffectDrainer } from '../../ports/effect-drainer.js';

/** What an engine's job is about: an order, or, where somebody else has made it, whatever is due. */
export interface OrderJob {
  readonly tenant?: string;
  readonly orderId?: string;
  /** It comes back to an order of which something was left. */
  readonly again?: boolean;
}

/** The job that comes back, and when. */
interface ComeBack {
  readonly job: Required<OrderJob>;
  readonly at: Date;
}

/** Less than the minute in which another job that looks at everything begins. */
const budgetMs = 50_000;

/** A machine whose clock is a little behind finds it due then. */
const marginMs = 1_000;

/**
 * Hands over what a job is about. Where something failed, or was not there to be handed over, because another worker
 * holds it or its time has not come, another job has to come back when it is due. A job that found all that it was made
 * for leaves what comes later to the jobs that were made for that.
 *
 * @returns the job that comes back, or nothing
 */
export async function handOverJob(
  { effects }: EffectDrainer,
  { tenant, orderId, again = false }: OrderJob,
): Promise<ComeBack | null> {
  if (orderId === undefined || tenant === undefined) {
    await effects.drain({ budgetMs });
    return null;
  }
  const { done, retried, dead, nextAt } = await effects.drain({ tenant, orderId });
  const isThrough = retried === 0 && done + dead > 0 && !again;
  if (nextAt === null || isThrough) return null;
  const at = new Date(Math.max(Date.now(), Date.parse(nextAt)) + marginMs);
  return { job: { tenant, orderId, again: true }, at };
}
