import { failedFor, handedOver, setOut, triedFor } from './meaning.js';
import type { Meaning, Vocabulary } from './meaning.js';

/**
 * What Shiprocket says: `shipment_status_id`, or the `sr-status` of one scan. Never `current_status_id`, which counts
 * otherwise: 20 is a parcel in transit there, and a failed pickup here.
 */
export interface ShiprocketSaid {
  readonly shipment_status_id: number | string;
}

const byMeaning: readonly (readonly [meaning: Meaning, ids: readonly number[]])[] = [
  [
    'nothing',
    [
      1, 2, 3, 4, 5, 11, 13, 15, 16, 18, 19, 20, 22, 27, 38, 39, 47, 48, 49, 50, 52, 54, 55, 56, 57,
      59, 60, 61, 62, 63, 67, 68, 71, 72, 79, 80, 81, 82, 83,
    ],
  ],
  ['picked_up', [6, 42, 51]],
  [handedOver, [7]],
  [setOut, [17]],
  [triedFor('other'), [21]],
  // RTO: the courier has given up, and the parcel is on its way back.
  [failedFor('as_last_visit'), [9, 40, 41, 46, 75, 78]],
  [failedFor('lost'), [12]],
  ['back', [10, 14]],
  // Cancelled, partly delivered, destroyed, damaged, marked by hand, cannot be found: not to be guessed.
  ['note', [8, 23, 24, 25, 26, 43, 44, 45, 76, 77]],
];

/**
 * Shiprocket's shipment statuses by their ids. A visit that failed brings no reason along (that is in its NDR list), and an
 * RTO takes over what the last visit came to. Times have no zone; they are India's.
 *
 * Where `is_return` is 1 the parcel is a return of its own: say so by `isReturn`.
 *
 * Source: Shiprocket's tracking webhook and its table of shipment statuses, by copies that agree (2026).
 *
 * @category Carriers
 * @since 0.1.0
 */
export const shiprocket: Vocabulary<ShiprocketSaid> = {
  utcOffset: '+05:30',
  codesOf: ({ shipment_status_id: id }) => [String(id)],
  meanings: Object.fromEntries(
    byMeaning.flatMap(([meaning, ids]) => ids.map((id) => [String(id), meaning])),
  ),
};
