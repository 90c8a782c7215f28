/**
 * Who acts.
 *
 * @category Order
 * @since 0.1.0
 */
export type ActorKind =
  | 'customer'
  | 'agent'
  | 'warehouse'
  | 'dispatcher'
  | 'driver'
  | 'carrier'
  | 'finance'
  | 'integration'
  | 'admin'
  | 'system';

/** Somebody, or something, that sends an event. */
export interface Actor {
  readonly kind: ActorKind;
  /** The host's own id of the person or system. A driver's is compared with the order's assignee. */
  readonly id: string;
}

/** Every kind of actor. */
export const actorKinds = [
  'customer',
  'agent',
  'warehouse',
  'dispatcher',
  'driver',
  'carrier',
  'finance',
  'integration',
  'admin',
  'system',
] as const satisfies readonly ActorKind[];
