import type { FailureReason, VisitOutcome } from '../../order/reasons.js';

/**
 * What a carrier's code says of an order.
 *
 * - an `event` is sent to the order
 * - `picked_up` the carrier has the parcel: it ships the order where `shipOnPickup` says so
 * - `back` the parcel is at the shop again: a failed delivery, unless that is known, and a note for those who look at goods
 * - `note` is kept in the order's history, for people to read
 * - `nothing` is known, and changes nothing: on its way, at a hub
 */
export type Meaning =
  | { readonly event: 'start_delivery' | 'deliver' }
  | { readonly event: 'record_delivery_attempt'; readonly outcome: VisitOutcome }
  | {
      readonly event: 'report_failed_delivery';
      /** `as_last_visit`: what the last visit came to; `other` where there was none. */
      readonly reason: FailureReason | 'as_last_visit';
    }
  | 'picked_up'
  | 'back'
  | 'note'
  | 'nothing';

/**
 * How a carrier speaks.
 *
 * @category Carriers
 * @since 0.1.0
 */
export interface Vocabulary<Said> {
  /** What each code means. Case, accents, `_` and blanks make no difference. */
  readonly meanings: Readonly<Record<string, Meaning>>;
  /** The codes of what the carrier says, the most exact first: the first one that is known counts. */
  readonly codesOf: (said: Said) => readonly string[];
  /** The zone of its times where they name none, such as `+01:00`; `null` where they always do. */
  readonly utcOffset: string | null;
}

export const setOut: Meaning = { event: 'start_delivery' };
export const handedOver: Meaning = { event: 'deliver' };
export const triedFor = (outcome: VisitOutcome): Meaning => ({
  event: 'record_delivery_attempt',
  outcome,
});
export const failedFor = (reason: FailureReason | 'as_last_visit'): Meaning => ({
  event: 'report_failed_delivery',
  reason,
});

/** The same meaning for many codes. */
export const all = (meaning: Meaning, ...codes: readonly string[]): Record<string, Meaning> =>
  Object.fromEntries(codes.map((code) => [code, meaning]));

/** A code as it is compared: without case, accents, and what stands between its words. */
export const plainCode = (code: string): string =>
  code
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replace(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase();

/**
 * The vocabulary of a carrier that has one code for each thing: your own, or that of a small courier.
 *
 * @example
 * ```ts
 * import { vocabulary } from 'cod-lifecycle/carrier';
 *
 * const motos = vocabulary({
 *   'En route': { event: 'start_delivery' },
 *   Livre: { event: 'deliver' },
 *   Absent: { event: 'record_delivery_attempt', outcome: 'customer_unavailable' },
 *   Refuse: { event: 'report_failed_delivery', reason: 'refused' },
 *   'Au depot': 'nothing',
 * });
 * motos.codesOf('Absent'); //=> ['Absent']
 * ```
 * @category Carriers
 * @since 0.1.0
 */
export function vocabulary<const Code extends string>(
  meanings: Readonly<Record<Code, Meaning>>,
  { utcOffset = null }: { readonly utcOffset?: string | null } = {},
): Vocabulary<Code | (string & {})> {
  return { meanings, utcOffset, codesOf: (code) => [code] };
}
