import { CodError } from '../../errors/cod-error.js';
import { OptionsError } from '../../errors/options-error.js';
import type { Money } from '../../order/money.js';
import type { FailureReason } from '../../order/reasons.js';
import { failureReasons } from '../../order/reasons.js';
import type { StoredOrder } from '../../ports/order-store.js';
import type { OrderModel, Orders, Outcome } from '../../runtime/index.js';
import { carrierTime } from './carrier-time.js';
import { plainCode } from './meaning.js';
import type { Meaning, Vocabulary } from './meaning.js';
import { skippedSteps } from './skipped-steps.js';

/**
 * How a carrier's reports are taken.
 *
 * @category Carriers
 * @since 0.1.0
 */
export interface CarrierOptions<Said, M extends OrderModel, T, Tx = never> {
  readonly orders: Orders<M, T, Tx>;
  /** Whose reports these are, in the history: best the id of the assignee that its orders are given to. */
  readonly id: string;
  readonly vocabulary: Vocabulary<Said>;
  /**
   * What was collected where a parcel was delivered: what the report names, or else what was due, which has to come in with
   * the carrier's settlement then. No tracking service that is known says what was taken.
   */
  readonly collected: 'as_reported' | 'as_due';
  /** Records the steps that nobody has told of before the one that is told. Default `false`: they are missing. */
  readonly catchUp?: boolean;
  /** Ships an order when its parcel is picked up. Default `false`: whoever packs it does. */
  readonly shipOnPickup?: boolean;
  /** Whose orders; the runtime's own tenant when left out. */
  readonly tenant?: string;
}

/**
 * One thing that a carrier tells of a parcel.
 *
 * @category Carriers
 * @since 0.1.0
 */
export interface Scan<Said> {
  readonly orderId: string;
  /** What it says, in the fields of its own. */
  readonly said: Said;
  /** When that was: ISO 8601, or as the carrier writes it; in the vocabulary's zone where it names none. */
  readonly at: string;
  /** The carrier's own id of it. A repeat is known by it; by what was said when, where there is none. */
  readonly scanId?: string;
  /** What was collected, where the carrier says so. */
  readonly collected?: Money;
  /** It is a parcel that a customer sends back, on a way of its own: delivered means back at the shop. */
  readonly isReturn?: boolean;
}

/**
 * What came of a scan.
 *
 * @category Carriers
 * @since 0.1.0
 */
export interface CarrierReport<M extends OrderModel> {
  /** What the code means; `null` where it is not known: it is kept as a note. */
  readonly meaning: Meaning | null;
  /** What was sent to the order, in this order: the steps that were caught up with, and the last one for the scan itself. */
  readonly sent: readonly { readonly event: string; readonly outcome: Outcome<M> }[];
  /** Why nothing was sent, where nothing was. */
  readonly reason:
    | 'nothing_to_do'
    | 'returned_already'
    /** Told before under this id, in other words: the first ones count. */
    | 'told_before'
    | 'unknown_order'
    /** Its time is none, or has no zone and none is known. */
    | 'time_invalid'
    /** It lacks what it is made of. */
    | 'scan_invalid'
    | null;
}

/**
 * A carrier, whose reports move orders.
 *
 * @category Carriers
 * @since 0.1.0
 */
export interface Carrier<Said, M extends OrderModel> {
  report(scan: Scan<Said>): Promise<CarrierReport<M>>;
}

interface Sent {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isFailure = (outcome: unknown): outcome is FailureReason =>
  failureReasons.some((reason) => reason === outcome);

function reasonOf({ delivery: { last } }: StoredOrder): FailureReason {
  return isFailure(last) ? last : 'other';
}

const offset = /^[+-](?:0\d|1[0-4]):[0-5]\d$/;

const words: readonly unknown[] = ['picked_up', 'back', 'note', 'nothing'];
const events: readonly unknown[] = [
  'start_delivery',
  'deliver',
  'record_delivery_attempt',
  'report_failed_delivery',
];

const isMeaning = (meaning: unknown): boolean =>
  words.includes(meaning) || events.includes((meaning as { event?: unknown } | null)?.event);

const isId = (id: unknown): boolean => typeof id === 'string' && id !== '' && id.length <= 255;

/** What a carrier says, as its codes; `null` where it says nothing that has any. */
function codesOf<Said>(
  { codesOf: read }: Vocabulary<Said>,
  { said }: Scan<Said>,
): readonly string[] | null {
  try {
    const codes: readonly unknown[] = read(said);
    return codes.filter((code): code is string => typeof code === 'string' && code !== '');
  } catch {
    return null;
  }
}

/** A code as it may be kept: of a length that a person reads, and without what no database takes. */
const plainText = (code: string): string =>
  Array.from(code.replace(/[\p{Cc}\p{Cs}]/gu, ''))
    .slice(0, 100)
    .join('');

/** An id that fits into a command's, however long the carrier's is. */
async function shortId(text: string): Promise<string> {
  if (/^[\x20-\x7e]{1,100}$/.test(text)) return text;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Takes what a carrier tells of parcels: its codes become events, under the same rules as everybody else's.
 *
 * - Scans that come twice, late or out of order do no harm: they end as `duplicate` or `stale`, and never move an order
 *   backwards. What contradicts the order is refused, and kept for a person.
 * - A code that is not in the vocabulary is kept as a note, as it was told, and moves nothing.
 * - A parcel on its way back is told of again at every stop: only the first time counts.
 *
 * @throws OptionsError which names the option that makes no sense
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { aftership, carrier } from 'cod-lifecycle/carrier';
 * import { memoryStore } from 'cod-lifecycle/memory';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 * const amana = carrier({ orders, id: 'amana', vocabulary: aftership, collected: 'as_due' });
 * const report = await amana.report({
 *   orderId: 'order-7',
 *   said: { tag: 'OutForDelivery', subtag: 'OutForDelivery_001' },
 *   at: '2026-03-20T09:12:00+01:00',
 * });
 * [report.meaning, report.reason]; //=> [{ event: 'start_delivery' }, 'unknown_order']
 * ```
 * @category Carriers
 * @since 0.1.0
 */
export function carrier<Said, M extends OrderModel, T, Tx = never>(
  options: CarrierOptions<Said, M, T, Tx>,
): Carrier<Said, M> {
  const { id, vocabulary, catchUp = false, shipOnPickup = false, tenant } = options;
  const { utcOffset } = vocabulary;
  if (typeof id !== 'string' || id.trim() === '' || id.length > 100) {
    throw new OptionsError('id', 'must be text of 1 to 100 characters');
  }
  if (options.collected !== 'as_reported' && options.collected !== 'as_due') {
    throw new OptionsError('collected', 'must be one of as_reported, as_due');
  }
  if (utcOffset !== null && !offset.test(utcOffset)) {
    throw new OptionsError('vocabulary.utcOffset', 'must be an offset such as "+01:00", or null');
  }
  const wrong = Object.keys(vocabulary.meanings).find(
    (code) => !isMeaning(vocabulary.meanings[code]),
  );
  if (wrong !== undefined) {
    throw new OptionsError(`vocabulary.meanings.${wrong}`, 'must be a meaning');
  }
  const known = new Map(
    Object.entries(vocabulary.meanings).map(([code, meaning]) => [plainCode(code), meaning]),
  );
  const scope = tenant === undefined ? {} : { tenant };
  const orders = options.orders as unknown as {
    get(id: string, scope: object): Promise<StoredOrder | null>;
    send(id: string, event: Sent, options: object): Promise<Outcome<M>>;
  };

  const cashOf = ({ collected }: Scan<Said>, { amountDue }: StoredOrder): Money | undefined => {
    if (collected || options.collected === 'as_reported') return collected;
    return amountDue.amount === 0 ? undefined : amountDue;
  };

  /** What a meaning asks of an order; `null` for nothing. */
  function eventOf(meaning: Meaning, scan: Scan<Said>, order: StoredOrder): Sent | null {
    if (meaning === 'picked_up') return shipOnPickup ? { type: 'ship' } : null;
    if (meaning === 'back') return { type: 'report_failed_delivery', reason: reasonOf(order) };
    if (typeof meaning === 'string') return null;
    switch (meaning.event) {
      case 'start_delivery':
        return { type: meaning.event };
      case 'deliver': {
        const collected = cashOf(scan, order);
        return { type: meaning.event, ...(collected && { collected }) };
      }
      case 'record_delivery_attempt':
        return { type: meaning.event, outcome: meaning.outcome };
      case 'report_failed_delivery': {
        const { reason } = meaning;
        return {
          type: meaning.event,
          reason: reason === 'as_last_visit' ? reasonOf(order) : reason,
        };
      }
    }
  }

  async function report(scan: Scan<Said>): Promise<CarrierReport<M>> {
    const codes = codesOf(vocabulary, scan);
    const [code] = codes ?? [];
    if (code === undefined || typeof scan.at !== 'string' || !isId(scan.orderId)) {
      return { meaning: null, sent: [], reason: 'scan_invalid' };
    }
    const found = codes?.find((one) => known.has(plainCode(one)));
    const meaning = (found !== undefined && known.get(plainCode(found))) || null;
    const nothing = (reason: CarrierReport<M>['reason']) => ({ meaning, sent: [], reason });

    const at = carrierTime(scan.at, utcOffset);
    if (at === null) return nothing('time_invalid');
    const order = await orders.get(scan.orderId, scope);
    if (!order) return nothing('unknown_order');

    const sent: { readonly event: string; readonly outcome: Outcome<M> }[] = [];
    const scanId = await shortId(scan.scanId ?? `${codes?.join(' ')} ${at}`);
    const send = async (event: Sent): Promise<Outcome<M> | null> => {
      try {
        const outcome = await orders.send(scan.orderId, event, {
          ...scope,
          actor: { kind: 'carrier', id },
          occurredAt: at,
          commandId: `carrier:${id}:${scanId}:${event.type}`,
        });
        sent.push({ event: event.type, outcome });
        return outcome;
      } catch (error) {
        // Told again in other words, such as another amount: what was told first is in the history.
        if (CodError.is(error) && error.code === 'command_reused') return null;
        throw error;
      }
    };
    const note = async () => send({ type: 'add_note', text: `${id}: ${plainText(code)}` });
    const ended = () =>
      sent.length === 0 ? nothing('told_before') : { meaning, sent, reason: null };

    if (meaning === 'nothing') return nothing('nothing_to_do');
    if (meaning === null || meaning === 'note' || scan.isReturn === true) {
      await note();
      return ended();
    }
    const event = eventOf(meaning, scan, order);
    if (event === null) return nothing('nothing_to_do');
    // Every stop of the way back is told; with another reason it would seem to contradict the first one.
    const again = event.type === 'report_failed_delivery' && order.status === 'returned';
    if (!again) {
      for (const type of catchUp ? skippedSteps(order, event.type, at) : []) {
        const step = await send({ type });
        // What was told is sent all the same: refused, it is kept for a person.
        if (step?.kind === 'refused') break;
      }
      await send(event);
    }
    if (meaning === 'back') await note();
    return again && sent.length === 0 ? nothing('returned_already') : ended();
  }

  return { report };
}
