import type { Draft } from './draft.js';
import type { Correct, OrderEvent } from './event.js';
import type { Money } from './money.js';
import type { Assignee } from './party.js';

interface GivenAssignee {
  readonly kind: Assignee['kind'];
  readonly id: string;
  readonly name?: string | null;
}

interface GivenTracking {
  readonly number: string;
  readonly carrier?: string | null;
  readonly url?: string | null;
}

interface GivenAssign {
  readonly type: 'assign';
  readonly assignee: GivenAssignee;
}

interface GivenAssignTracking {
  readonly type: 'assign_tracking';
  readonly tracking: GivenTracking;
}

interface GivenShip {
  readonly type: 'ship';
  readonly tracking?: GivenTracking;
}

interface GivenAmend {
  readonly type: 'amend';
  readonly lines?: Draft['lines'];
  readonly amountDue?: Money;
  readonly address?: Draft['address'];
  readonly customer?: Draft['customer'];
}

interface GivenCorrect extends Omit<Correct, 'assignee' | 'tracking'> {
  readonly assignee?: GivenAssignee;
  readonly tracking?: GivenTracking;
}

interface GivenEvents {
  amend: GivenAmend;
  assign: GivenAssign;
  assign_tracking: GivenAssignTracking;
  correct: GivenCorrect;
  ship: GivenShip;
}

/**
 * An event of a type as it may be sent: what is left out of a party, a parcel or a line becomes `null`, or is given by the
 * library. Asked by its type alone, since it is asked with every call: to compare whole events costs the compiler more.
 *
 * @category Order
 * @since 0.1.0
 */
export type GivenEvent<Type, Event> = [Type] extends [keyof GivenEvents]
  ? [Event] extends [OrderEvent]
    ? GivenEvents[Type]
    : Event
  : Event;
