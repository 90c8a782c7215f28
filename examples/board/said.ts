import type { BoardEvent } from './board-event.ts';

/** A refusal, as `describeRefusal` takes it. */
export interface Refused {
  readonly code: string;
  readonly instead?: string;
  readonly issues?: readonly {
    readonly path: readonly (string | number)[];
    readonly message: string;
  }[];
  readonly blockers?: readonly { readonly code: string; readonly params: object }[];
}

/** What came of a command to one order. */
export type Result =
  | { readonly kind: 'applied' | 'duplicate' | 'stale' | 'reused' }
  | { readonly kind: 'refused'; readonly refusal: Refused }
  | { readonly kind: 'conflict'; readonly expected: number; readonly actual: number }
  | { readonly kind: 'malformed'; readonly field: 'amount' | 'nextCall' };

/** What the next page has to tell. In no language yet: the reader may change theirs. */
export type Said =
  | { readonly about: 'order'; readonly event: BoardEvent['type']; readonly result: Result }
  | {
      readonly about: 'orders';
      readonly event: BoardEvent['type'];
      readonly results: readonly {
        readonly id: string;
        readonly number: string;
        readonly result: Result;
      }[];
    }
  | { readonly about: 'nothing_chosen' };
