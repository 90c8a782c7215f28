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

/** As long as most effects are held or wait for another try. Timers, which are later, have jobs of their own. */
const soonMs = 15 * 60_000;

/**
 * Hands over what a job is about. Another job has to come back where an effect of its order failed, and where something
 * is left that it could not have: what another worker holds, or what a machine whose clock is behind finds too early.
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
  if (nextAt === null) return null;
  const next = Date.parse(nextAt);
  const now = Date.now();
  const mayBeFailing = (again || done + dead === 0) && next <= now + soonMs;
  if (retried === 0 && !mayBeFailing) return null;
  const at = new Date(Math.max(now, next) + marginMs);
  return { job: { tenant, orderId, again: true }, at };
}
