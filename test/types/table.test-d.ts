import type { CodTable, TableOf } from 'cod-lifecycle';
import { expectTypeOf, test } from 'vitest';
import type { amend } from '../../src/lifecycle/amendment.ts';
import type {
  cancelUnconfirmed,
  cancelUnshipped,
  reopen,
} from '../../src/lifecycle/cancellation.ts';
import type { reconcileCash, remitCash } from '../../src/lifecycle/cash.ts';
import type * as Confirmation from '../../src/lifecycle/confirmation.ts';
import type { correct } from '../../src/lifecycle/correction.ts';
import type {
  deliver,
  recordDeliveryAttempt,
  startDelivery,
} from '../../src/lifecycle/delivery.ts';
import type { addNote, recordReservation } from '../../src/lifecycle/news.ts';
import type { place } from '../../src/lifecycle/placement.ts';
import type * as Preparation from '../../src/lifecycle/preparation.ts';
import type * as Returns from '../../src/lifecycle/returns.ts';

type Rules = readonly [
  typeof place,
  typeof Confirmation.confirm,
  typeof Confirmation.confirmAgain,
  typeof Confirmation.recordFirstCalls,
  typeof Confirmation.recordFurtherCalls,
  typeof Confirmation.scheduleCall,
  typeof amend,
  typeof cancelUnconfirmed,
  typeof cancelUnshipped,
  typeof reopen,
  typeof Preparation.startProcessing,
  typeof Preparation.completePackaging,
  typeof Preparation.attachLabel,
  typeof Preparation.assign,
  typeof Preparation.assignTracking,
  typeof Preparation.ship,
  typeof startDelivery,
  typeof recordDeliveryAttempt,
  typeof deliver,
  typeof Returns.reportFailedDelivery,
  typeof Returns.receiveReturn,
  typeof Returns.closeReturn,
  typeof Returns.redeliver,
  typeof Returns.reattempt,
  typeof remitCash,
  typeof reconcileCash,
  typeof recordReservation,
  typeof addNote,
  typeof correct,
];

/** A type written out, so that two that say the same are the same. */
type Plain<Shape> = {
  readonly [Key in keyof Shape]: { readonly [Sub in keyof Shape[Key]]: Shape[Key][Sub] };
};

test('the table that is written by hand is the table of the rules', () => {
  expectTypeOf<Plain<TableOf<Rules>>>().toEqualTypeOf<Plain<CodTable>>();
});
