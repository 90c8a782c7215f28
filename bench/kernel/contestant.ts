import type { Order } from '../../dist/core.js';
import type { Sent } from './work.ts';

/** What a contestant brings by itself; the rest is done for it by the functions that the switch is made of. */
export type Brings = 'fields' | 'history' | 'effects' | 'reasons';

/** Somebody who can do the work, in the way that its documentation shows. */
export interface Contestant {
  readonly name: string;
  readonly brings: readonly Brings[];
  /** What stands for an order that came from a database: the order itself, or a machine around it. */
  open(order: Order): unknown;
  /** Sends an event, and answers with whatever the contestant answers with. */
  send(live: unknown, sent: Sent): unknown;
  /** What stands for the order after it; `null` where the event was refused. */
  after(live: unknown, answer: unknown): unknown;
  /** The order itself. */
  orderOf(live: unknown): Order;
  /** Whether an event is possible; `null` where there is no such question. */
  readonly can: ((live: unknown, sent: Sent) => boolean) | null;
  /** The types of the events that are possible; `null` where there is no such question. */
  readonly events: ((live: unknown, sent: Sent) => readonly string[]) | null;
  /** Whether the two above ask guards, for everybody's events: most machines know their table alone. */
  readonly asksGuards?: true;
  /** An order as text, and back. Default: the JSON of the order. */
  readonly save?: (live: unknown) => string;
  readonly load?: (text: string) => unknown;
}

/** A contestant, typed by what stands for an order and by what it answers with. */
export function contestant<Live, Answer>(parts: {
  readonly name: string;
  readonly brings: readonly Brings[];
  open(order: Order): Live;
  send(live: Live, sent: Sent): Answer;
  after(live: Live, answer: Answer): Live | null;
  orderOf(live: Live): Order;
  readonly can: ((live: Live, sent: Sent) => boolean) | null;
  readonly events: ((live: Live, sent: Sent) => readonly string[]) | null;
  readonly asksGuards?: true;
  readonly save?: (live: Live) => string;
  readonly load?: (text: string) => Live;
}): Contestant {
  return parts as unknown as Contestant;
}
