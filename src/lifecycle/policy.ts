import { PolicyError } from '../errors/policy-error.js';
import type { ActorKind } from '../order/actor.js';
import { actorKinds } from '../order/actor.js';
import type { OrderEventType } from '../order/event.js';

/**
 * Where merchants differ. Every option has a default; `cod({ … })` takes any part.
 *
 * @category Lifecycle
 * @since 0.1.0
 */
export interface Policy {
  readonly noAnswer: {
    /** The failed call at which a new order becomes No Answer. Default 1. */
    readonly enterAfter: number;
    /** Failed calls after which giving up is advised, and allowed for the reason `no_answer`. Default 3. */
    readonly limit: number;
    /** What happens at the limit: `advise` shows an action, `cancel` cancels by itself. Default `advise`. */
    readonly onLimit: 'advise' | 'cancel';
    /** Minutes until the next call, where the agent named no time. Default 180. */
    readonly retryAfterMinutes: number;
  };
  readonly stock: {
    /** When units are held for the order. Default `placed`. */
    readonly reserveAt: 'placed' | 'confirmed' | 'never';
    /** When returned units count as sellable: at once, or as they are received. Default `returned`. */
    readonly restockAt: 'returned' | 'received';
  };
  readonly preparation: {
    /** Shipping waits for the packaging and the label. Default false. */
    readonly requirePackaging: boolean;
  };
  readonly delivery: {
    /** Failed visits after which sending the parcel back is advised. Default 3. */
    readonly maxAttempts: number;
    /** A delivery counts only from Out for Delivery. Default false. */
    readonly requireOutForDelivery: boolean;
    /** The customer is told when the driver sets out. Default true. */
    readonly notifyCustomer: boolean;
  };
  readonly cash: {
    /** Another amount than the one due is kept with its difference, or refused. Default `flag`. */
    readonly onMismatch: 'flag' | 'reject';
  };
  /** The automatic updates, each on by default. One that is off is refused, and kept for a person to look at. */
  readonly automatic: {
    readonly shopify: boolean;
    readonly woocommerce: boolean;
    readonly driverDelivered: boolean;
    readonly driverFailed: boolean;
  };
  /** Who may send an event, in place of the default. An admin may send every event. */
  readonly actors: { readonly [Type in OrderEventType]?: readonly ActorKind[] };
}

/** Any part of a {@link Policy}. */
export type PolicyOptions = { readonly [Section in keyof Policy]?: Partial<Policy[Section]> };

/** What holds where a merchant says nothing. */
export const defaultPolicy: Policy = {
  noAnswer: { enterAfter: 1, limit: 3, onLimit: 'advise', retryAfterMinutes: 180 },
  stock: { reserveAt: 'placed', restockAt: 'returned' },
  preparation: { requirePackaging: false },
  delivery: { maxAttempts: 3, requireOutForDelivery: false, notifyCustomer: true },
  cash: { onMismatch: 'flag' },
  automatic: { shopify: true, woocommerce: true, driverDelivered: true, driverFailed: true },
  actors: {},
};

const choices: { readonly [option: string]: readonly string[] } = {
  'noAnswer.onLimit': ['advise', 'cancel'],
  'stock.reserveAt': ['placed', 'confirmed', 'never'],
  'stock.restockAt': ['returned', 'received'],
  'cash.onMismatch': ['flag', 'reject'],
};

/** In minutes. */
const aYear = 366 * 24 * 60;

function problemOf(option: string, value: unknown, standard: unknown): string | null {
  const allowed = choices[option];
  if (allowed) {
    return allowed.includes(value as string)
      ? null
      : `${option} must be one of ${allowed.join(', ')}`;
  }
  if (typeof standard === 'boolean')
    return typeof value === 'boolean' ? null : `${option} must be true or false`;
  const most = option === 'noAnswer.retryAfterMinutes' ? aYear : 1000;
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most
    ? null
    : `${option} must be a whole number from 1 to ${most}`;
}

function actorProblems({ actors, noAnswer }: Policy): readonly string[] {
  const problems = Object.entries(actors).flatMap(([type, kinds]) =>
    Array.isArray(kinds) &&
    kinds.length > 0 &&
    kinds.every((kind) => actorKinds.includes(kind as ActorKind))
      ? []
      : [`actors.${type} must be a list of ${actorKinds.join(', ')}`],
  );
  // The lifecycle's own events are sent by the system.
  const own =
    noAnswer.onLimit === 'cancel' ? ['record_reservation', 'cancel'] : ['record_reservation'];
  for (const type of own) {
    const kinds = actors[type as OrderEventType];
    if (kinds && !kinds.includes('system')) problems.push(`actors.${type} must include system`);
  }
  return problems;
}

const isSection = (values: unknown): values is Readonly<Record<string, unknown>> =>
  typeof values === 'object' && values !== null && !Array.isArray(values);

/**
 * Fills in the defaults and checks every option.
 *
 * @throws PolicyError which names every option that does not exist or makes no sense
 * @category Lifecycle
 * @since 0.1.0
 */
export function policyOf(options: PolicyOptions = {}): Policy {
  const problems: string[] = [];
  const given = options as Readonly<Record<string, unknown>> | null;
  const policy: Record<string, object> = { ...defaultPolicy };
  for (const [section, values] of Object.entries(given ?? {})) {
    if (values === undefined) continue;
    const standard = (defaultPolicy as unknown as Record<string, Record<string, unknown>>)[section];
    if (!standard || !Object.hasOwn(defaultPolicy, section)) {
      problems.push(
        `${section} is no section of a policy: ${Object.keys(defaultPolicy).join(', ')}`,
      );
      continue;
    }
    if (!isSection(values)) {
      problems.push(`${section} must be an object of options`);
      continue;
    }
    if (section !== 'actors') {
      for (const [name, value] of Object.entries(values)) {
        const option = `${section}.${name}`;
        const problem = Object.hasOwn(standard, name)
          ? problemOf(option, value, standard[name])
          : `${option} is no option: ${Object.keys(standard).join(', ')}`;
        if (problem) problems.push(problem);
      }
    }
    policy[section] = { ...standard, ...values };
  }
  const whole = policy as unknown as Policy;
  problems.push(...actorProblems(whole));
  if (whole.noAnswer.enterAfter > whole.noAnswer.limit) {
    problems.push('noAnswer.enterAfter must not be above noAnswer.limit');
  }
  if (problems.length > 0) throw new PolicyError(problems);
  return whole;
}
