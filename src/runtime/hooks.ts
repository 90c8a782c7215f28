import { OptionsError } from '../errors/options-error.js';
import type { AnyLifecycle, EventOf, EventTypeOf, StatusOf } from '../kernel/index.js';
import type { HistoryEntry } from '../order/entry.js';
import type { StoredOrder } from '../ports/order-store.js';
import type { Attention, AttentionHooks } from './attention.js';
import { checkOneOf } from './option-checks.js';
import type { OrderModel } from './order-model.js';
import type { Entry } from './outcome.js';

/**
 * What a hook is told.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface HookCall<M extends OrderModel, Told = Entry<M>> {
  /** The same at every try of this call, and of no other: hand it on to whatever must not happen twice. */
  readonly effectId: string;
  /** The line of history that this is about. */
  readonly entry: Told;
  /** The order as it is now; it may have moved on since. */
  readonly order: M['order'];
}

/** Host's own code. What it throws is tried again later; an `UndeliverableError` is not. */
export type Hook<M extends OrderModel, Told = Entry<M>> = (
  call: HookCall<M, Told>,
) => void | Promise<void>;

/**
 * What the host does when an order moves. Hooks ride on effects: a call is written with the transition that owes it, so
 * that a crash loses none; it is made at least once, in the order in which the order moved, and never changes what was
 * decided.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface Hooks<M extends OrderModel> {
  /** By event: it was applied. */
  readonly event?: {
    readonly [Type in EventTypeOf<M>]?: Hook<M, Entry<M> & { readonly event: EventOf<M, Type> }>;
  };
  /** By status: an order has left it. */
  readonly left?: {
    readonly [Status in StatusOf<M>]?: Hook<M, Entry<M> & { readonly from: Status }>;
  };
  /** By status: an order has come into it. */
  readonly entered?: {
    readonly [Status in StatusOf<M>]?: Hook<M, Entry<M> & { readonly to: Status }>;
  };
  /** An order needs somebody to look at it. */
  readonly attention?: AttentionHooks<M>;
}

/** A hook's call, as a transition owes it. */
export interface CallHook {
  readonly type: 'call_hook';
  readonly on: 'event' | 'left' | 'entered';
  readonly name: string;
  /** Names the line of history, within the order. */
  readonly commandId: string;
}

type PlainHook = (call: {
  readonly effectId: string;
  readonly entry?: HistoryEntry;
  readonly about?: Attention;
  readonly order: StoredOrder;
}) => unknown;

type Moment = CallHook['on'] | 'attention';

/** Hooks whose types nobody cares about. */
export type PlainHooks = {
  readonly [On in Moment]?: { readonly [name: string]: PlainHook | undefined };
};

export const hookOf = (hooks: PlainHooks, on: Moment, name: string): PlainHook | undefined => {
  const named = hooks[on];
  return named && Object.hasOwn(named, name) ? named[name] : undefined;
};

/** The calls that a move owes: of its event first, then of the status that it left, then of the one that it entered. */
export function callsOwed(
  hooks: PlainHooks,
  { event, from, to, commandId }: HistoryEntry,
): readonly CallHook[] {
  const moments: readonly (readonly [CallHook['on'], string])[] =
    from === to
      ? [['event', event.type]]
      : [
          ['event', event.type],
          ['left', from],
          ['entered', to],
        ];
  return moments.flatMap(([on, name]) =>
    hookOf(hooks, on, name) ? [{ type: 'call_hook', on, name, commandId }] : [],
  );
}

/** @throws OptionsError when a hook waits for what never comes */
export function checkHooks(hooks: PlainHooks, { events, statuses }: AnyLifecycle): void {
  const known: Readonly<Record<string, readonly string[]>> = {
    event: events,
    left: statuses,
    entered: statuses,
    attention: ['call_due', 'cancellation_advised', 'overdue'],
  };
  for (const [on, named] of Object.entries(hooks)) {
    checkOneOf(`on.${on}`, on, Object.keys(known));
    for (const [name, hook] of Object.entries(named ?? {})) {
      const path = `on.${on}.${name}`;
      checkOneOf(path, name, known[on] ?? []);
      if (typeof hook !== 'function') throw new OptionsError(path, 'must be a function');
    }
  }
}
