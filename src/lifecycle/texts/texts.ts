import type { BlockerCode, BlockerParams } from '../../order/blocker.js';
import type { OrderEventType } from '../../order/event.js';
import type { OrderStatus } from '../../order/order.js';
import type { CancelReason, FailureReason } from '../../order/reasons.js';
import type { ActionCode } from '../actions.js';

/** What people read about a status. */
export interface StatusText {
  readonly label: string;
  readonly meaning: string;
  /** What leads to it. */
  readonly trigger: string;
  /** What it asks of people. */
  readonly action: string;
}

/** The codes of refusals that are no blockers. */
export type RefusalCode =
  | 'wrong_status'
  | 'final'
  | 'forbidden'
  | 'invalid'
  | 'duplicate'
  | 'stale'
  | 'not_found'
  | 'version_conflict';

/** A text, or how to make one of the facts. */
type TextOf<Params> = keyof Params extends never ? string : string | ((params: Params) => string);

/**
 * Everything that people read, in one language. A language that lacks a text does not compile.
 *
 * @category Lifecycle
 * @since 0.1.0
 */
export interface Texts {
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly statuses: { readonly [Status in OrderStatus]: StatusText };
  readonly events: { readonly [Type in OrderEventType]: string };
  readonly actions: { readonly [Code in ActionCode]: string };
  readonly refusals: { readonly [Code in RefusalCode]: string };
  readonly blockers: { readonly [Code in BlockerCode]: TextOf<BlockerParams[Code]> } & {
    readonly guard_failed: string;
    readonly apply_failed: string;
  };
  readonly cancelReasons: { readonly [Reason in CancelReason]: string };
  readonly failureReasons: { readonly [Reason in FailureReason]: string };
  /** How to say which event to send instead: the event's label is put in. */
  readonly instead: (event: string) => string;
}
