import { OptionsError } from '../../errors/options-error.js';
import type { Actor } from '../../order/actor.js';
import type { StoredOrder } from '../../ports/order-store.js';
import { readIdentity } from '../../schemas/http.js';
import { ProblemError, notYours, problemOf } from './problem.js';

/**
 * Which orders somebody may see, and so act on at all: every one, those that one driver, courier or partner has, or some
 * by their ids. What is not seen is as if it were not there.
 */
export type Sight = 'all' | { readonly assignee: string } | { readonly orders: readonly string[] };

/**
 * Who has sent a request.
 *
 * @category Doors
 * @since 0.1.0
 */
export interface Identity {
  /** Whose orders: no request reaches those of another tenant. */
  readonly tenant: string;
  readonly actor: Actor;
  /**
   * Default by the actor's kind: a `driver` or a `carrier` sees what is assigned to their id, a `customer` nothing, and
   * everybody else all orders of the tenant.
   */
  readonly sees?: Sight;
  /**
   * The types of the events that they may send at all; what of it is legal is up to the lifecycle. Default: a `customer`
   * may `confirm`, `cancel` and `schedule_call`; who does not see all orders may not `place` one; and everything else.
   */
  readonly sends?: readonly string[];
}

/** An identity, with what it sees and sends. */
export interface Known extends Pick<Identity, 'tenant' | 'actor'> {
  readonly sees: Sight;
  /** `undefined` for every event. */
  readonly sends: readonly string[] | undefined;
}

/** Says who has sent a request; `null` or `undefined` where nobody is known to. */
export type Authenticate = (
  request: Request,
) => Identity | null | undefined | Promise<Identity | null | undefined>;

const ofCustomers = ['confirm', 'cancel', 'schedule_call'];

/** Whose turn it is not: an event of a type that its sender may not send. */
export const notTheirs = (): ProblemError =>
  new ProblemError(problemOf(403, 'forbidden', 'This is for somebody else to do.'));

/** Whether somebody may send events of a type at all. */
export function isSent({ sees, sends }: Known, type: unknown): boolean {
  return sends ? sends.includes(String(type)) : sees === 'all' || type !== 'place';
}

/** Refuses an event of a type that its sender may not send, before anything is looked up. */
export function maySend(identity: Known, type: unknown): void {
  if (!isSent(identity, type)) throw notTheirs();
}

function sightOf({ actor, sees }: Identity): Sight {
  if (sees !== undefined) return sees;
  if (actor.kind === 'driver' || actor.kind === 'carrier') return { assignee: actor.id };
  return actor.kind === 'customer' ? { orders: [] } : 'all';
}

/** @throws OptionsError when the host answers with something else than an identity */
export async function identityOf(authenticate: Authenticate, request: Request): Promise<Known> {
  const identity = await authenticate(request);
  if (identity === null || identity === undefined) {
    throw new ProblemError(problemOf(401, 'unauthenticated'), { 'www-authenticate': 'Bearer' });
  }
  const read = readIdentity(identity);
  if (!read.ok) {
    const [issue] = read.issues;
    throw new OptionsError(
      ['authenticate', ...(issue?.path ?? [])].join('.'),
      issue?.message ?? 'must give an identity',
    );
  }
  const sends = identity.sends ?? (identity.actor.kind === 'customer' ? ofCustomers : undefined);
  return { ...identity, sees: sightOf(identity), sends };
}

export function isSeen(order: StoredOrder, sees: Sight): boolean {
  if (sees === 'all') return true;
  return 'assignee' in sees ? order.assignee?.id === sees.assignee : sees.orders.includes(order.id);
}

/** What is for those alone who see all of a shop. */
export function seesAll({ sees }: Known): void {
  if (sees !== 'all') throw notYours();
}
