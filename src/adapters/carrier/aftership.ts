import { all, failedFor, handedOver, setOut, triedFor } from './meaning.js';
import type { Vocabulary } from './meaning.js';

/** What AfterShip says: `msg.tag` and `msg.subtag`, or those of one checkpoint. */
export interface AfterShipSaid {
  readonly tag: string;
  readonly subtag?: string | null;
}

/**
 * AfterShip's tags and subtags, as of its API of July 2026. A subtag that is not known counts as its tag. An `Exception` as
 * such says nothing that an order could be moved by: people read it.
 *
 * Times may come without a zone, as the carrier gave them: take a checkpoint's `created_at` then, which is always in UTC.
 *
 * Source: AfterShip's documentation, "Delivery statuses" and "Delivery sub-statuses".
 *
 * @category Carriers
 * @since 0.1.0
 */
export const aftership: Vocabulary<AfterShipSaid> = {
  utcOffset: null,
  codesOf: ({ tag, subtag }) => [...(subtag ? [subtag] : []), tag],
  meanings: {
    ...all('nothing', 'Pending', 'InfoReceived', 'InTransit', 'AvailableForPickup'),
    InTransit_002: 'picked_up',
    OutForDelivery: setOut,
    // Waiting at a pickup point, or an appointment that was made: nobody has set out.
    ...all('nothing', 'OutForDelivery_002', 'OutForDelivery_003', 'OutForDelivery_004'),
    Delivered: handedOver,
    // A neighbour has it: who has paid?
    Delivered_005: 'note',
    AttemptFail: triedFor('other'),
    ...all(triedFor('customer_unavailable'), 'AttemptFail_002', 'AttemptFail_003'),
    Exception: 'note',
    Exception_002: triedFor('wrong_address'),
    Exception_003: failedFor('refused'),
    ...all('nothing', 'Exception_004', 'Exception_005', 'Exception_016', 'Exception_017'),
    Exception_019: 'nothing',
    Exception_007: triedFor('wrong_address'),
    Exception_010: failedFor('as_last_visit'),
    Exception_011: 'back',
    Exception_013: failedFor('lost'),
    Expired: 'note',
  },
};
