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
}

/** An identity, with what it sees. */
export type Known = Required<Identity>;

/** Says who has sent a request; `null` where nobody is known to. */
export type Authenticate = (request: Request) => Identity | null | Promise<Identity | null>;

function sightOf({ actor, sees }: Identity): Sight {
  if (sees !== undefined) return sees;
  if (actor.kind === 'driver' || actor.kind === 'carrier') return { assignee: actor.id };
  return actor.kind === 'customer' ? { orders: [] } : 'all';
}

/** @throws OptionsError when the host answers with something else than an identity */
export async function identityOf(authenticate: Authenticate, request: Request): Promise<Known> {
  const identity = await authenticate(request);
  if (identity === null) {
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
  return { ...identity, sees: sightOf(identity) };
}

export function isSeen(order: StoredOrder, sees: Sight): boolean {
  if (sees === 'all') return true;
  return 'assignee' in sees ? order.assignee?.id === sees.assignee : sees.orders.includes(order.id);
}

/** What is for those alone who see all of a shop. */
export function seesAll({ sees }: Known): void {
  if (sees !== 'all') throw notYours();
}
