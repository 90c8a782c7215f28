import type { Line } from 'cod-lifecycle';
import type { LaterEvent } from '../../src/testing/likely-events.ts';

/** Something asked of the orders, whole enough to be asked again by somebody else. */
export type Command = { readonly commandId: string } & (
  | { readonly kind: 'place'; readonly id: string; readonly lines: readonly Line[] }
  | { readonly kind: 'send'; readonly id: string; readonly event: LaterEvent }
  | { readonly kind: 'send_many'; readonly ids: readonly string[]; readonly event: LaterEvent }
);

/** A command that was answered as written: it must be in the history for ever. */
export interface Acknowledged {
  readonly order: string;
  readonly commandId: string;
  readonly version: number;
}

/** What a worker says, a line each: the word is out when the line is. */
export type Said =
  | { readonly say: 'ready' }
  | { readonly say: 'begun'; readonly command: Command }
  | ({ readonly say: 'acknowledged'; readonly as: 'applied' | 'duplicate' } & Acknowledged)
  | { readonly say: 'refused'; readonly commandId: string; readonly code: string }
  | {
      readonly say: 'failed';
      readonly commandId: string;
      readonly verdict: string;
      readonly reason: string | null;
    }
  | { readonly say: 'ended'; readonly commandId: string }
  | { readonly say: 'handed_over'; readonly effectId: string };
