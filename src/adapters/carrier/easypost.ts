import { all, failedFor, handedOver, setOut } from './meaning.js';
import type { Vocabulary } from './meaning.js';

/** What EasyPost says: `result.status` and `result.status_detail` of a tracker, or those of one of its details. */
export interface EasyPostSaid {
  readonly status: string;
  readonly status_detail?: string | null;
}

/**
 * EasyPost's tracker statuses and their details. It has no status for a visit that failed and is tried again: that stays
 * `in_transit`. `failure` is said of the weather as well, so it moves no order by itself; and nothing tells that a parcel is
 * back at its sender.
 *
 * Source: EasyPost's documentation, "Trackers", and the types of its client libraries (2026).
 *
 * @category Carriers
 * @since 0.1.0
 */
export const easypost: Vocabulary<EasyPostSaid> = {
  utcOffset: null,
  codesOf: ({ status, status_detail: detail }) =>
    detail ? [`${status} ${detail}`, ...(detail === 'lost' ? ['lost'] : []), status] : [status],
  meanings: {
    ...all('nothing', 'unknown', 'pre_transit', 'in_transit'),
    'in_transit received_at_origin_facility': 'picked_up',
    'in_transit delivery_exception': 'note',
    out_for_delivery: setOut,
    delivered: handedOver,
    ...all('note', 'available_for_pickup', 'failure', 'cancelled', 'error'),
    return_to_sender: failedFor('as_last_visit'),
    ...all(failedFor('refused'), 'return_to_sender refused', 'failure refused'),
    'return_to_sender damaged': failedFor('damaged'),
    'return_to_sender address_correction': failedFor('wrong_address'),
    lost: failedFor('lost'),
  },
};
