import { allow, block, lifecycleOf } from 'cod-lifecycle/core';
import type { Context, Definition, Stamped } from 'cod-lifecycle/core';

/** A lifecycle that has nothing to do with orders: the loan of a library book. */
interface LoanBase extends Stamped {
  readonly book: string;
  readonly reader: string;
  readonly renewals: number;
  readonly copies: number;
}
export interface Requested extends LoanBase {
  readonly status: 'requested';
  readonly dueOn: null;
  readonly fine: null;
}
export interface Lent extends LoanBase {
  readonly status: 'lent';
  readonly dueOn: string;
  readonly fine: null;
}
export interface Overdue extends LoanBase {
  readonly status: 'overdue';
  readonly dueOn: string;
  readonly fine: null;
}
export interface Returned extends LoanBase {
  readonly status: 'returned';
  readonly dueOn: string | null;
  readonly fine: number | null;
}
export type Loan = Requested | Lent | Overdue | Returned;

export type LoanEvent =
  | { readonly type: 'request'; readonly book: string; readonly reader: string }
  | { readonly type: 'lend'; readonly until: string }
  | { readonly type: 'renew'; readonly until: string }
  | { readonly type: 'remind' }
  | { readonly type: 'bring_back'; readonly damaged: boolean }
  | { readonly type: 'withdraw' };

export interface Loans {
  order: Loan;
  event: LoanEvent;
  effect:
    | { readonly type: 'take_from_shelf'; readonly copies: number }
    | { readonly type: 'put_on_shelf'; readonly copies: number }
    | { readonly type: 'send_letter'; readonly to: string };
  actor: { readonly kind: 'reader' | 'librarian' | 'clock'; readonly id: string };
  blocker:
    | { readonly code: 'reader_blocked'; readonly params: { readonly reader: string } }
    | {
        readonly code: 'too_many_renewals';
        readonly params: { readonly made: number; readonly limit: number };
      }
    | { readonly code: 'reserved_by_other'; readonly params: object }
    | { readonly code: 'copies_negative'; readonly params: { readonly copies: number } };
  action: 'fetch_book' | 'collect_fine';
  policy: { readonly renewals: number; readonly blocked: readonly string[] };
}

export const { guard, effect, creation, transition, branching, update, lifecycle } =
  lifecycleOf<Loans>();

export const now = '2026-03-01T10:00:00.000Z';
export const later = '2026-03-02T10:00:00.000Z';

export const by = (
  kind: Loans['actor']['kind'],
  context: Partial<Context<Loans>> = {},
): Context<Loans> => ({ actor: { kind, id: kind }, now, ...context });

export const readerWelcome = guard('reader_blocked', ({ order, policy }) =>
  order && policy.blocked.includes(order.reader) ? block({ reader: order.reader }) : allow,
);
export const renewalsLeft = guard('too_many_renewals', ({ order, policy }) =>
  order && order.renewals >= policy.renewals
    ? block({ made: order.renewals, limit: policy.renewals })
    : allow,
);

export const takeFromShelf = effect(
  'take_from_shelf',
  ({ order }) => ({
    effect: { type: 'take_from_shelf', copies: 1 },
    change: { copies: order.copies + 1 },
  }),
  {
    from: ['shelf'],
    to: 'reader',
    units: ({ copies }) => [{ key: 'book', from: 'shelf', units: copies }],
  },
);
export const putOnShelf = effect(
  'put_on_shelf',
  ({ order }) =>
    order.copies === 0
      ? null
      : {
          effect: { type: 'put_on_shelf', copies: order.copies },
          change: { copies: 0 },
        },
  {
    from: ['reader'],
    to: 'shelf',
    units: ({ copies }) => [{ key: 'book', from: 'reader', units: copies }],
  },
);
export const sendLetter = effect('send_letter', ({ order }) => ({
  effect: { type: 'send_letter', to: order.reader },
}));

export const copiesCounted = {
  code: 'copies_negative' as const,
  check: ({ order }: { readonly order: Loan }) =>
    order.copies < 0 ? block({ copies: order.copies }) : allow,
};

export const request = creation('request', {
  to: 'requested',
  by: ['reader', 'librarian'],
  apply: ({ event }) => ({
    book: event.book,
    reader: event.reader,
    renewals: 0,
    copies: 0,
    dueOn: null,
    fine: null,
  }),
});
export const lend = transition('lend', {
  from: ['requested'],
  to: 'lent',
  by: ['librarian'],
  guards: [readerWelcome],
  apply: ({ event }) => ({ dueOn: event.until }),
  effects: [takeFromShelf],
});
export const renew = update('renew', {
  in: ['lent'],
  by: ['reader', 'librarian'],
  guards: [readerWelcome, renewalsLeft],
  apply: ({ order, event }) => ({ renewals: order.renewals + 1, dueOn: event.until }),
});
/** The clock reminds: before the day the loan stays lent, after it is overdue. */
export const remind = branching('remind', {
  from: ['lent'],
  to: ['overdue', 'lent'],
  by: ['clock'],
  choose: ({ order, now: today }) => (today > order.dueOn ? 'overdue' : 'lent'),
  effects: [sendLetter],
});
export const bringBack = transition('bring_back', {
  from: ['lent'],
  to: 'returned',
  by: ['reader', 'librarian'],
  apply: ({ event }) => ({ fine: event.damaged ? 500 : null }),
  effects: [putOnShelf],
});
export const bringBackLate = transition('bring_back', {
  from: ['overdue'],
  to: 'returned',
  by: ['librarian'],
  apply: ({ event }) => ({ fine: event.damaged ? 600 : 100 }),
  effects: [putOnShelf, sendLetter],
});
export const withdraw = transition('withdraw', {
  from: ['requested'],
  to: 'returned',
  by: ['reader'],
});

/** The rules of a loan, in the order of its life. */
export const rules = [request, lend, renew, remind, bringBack, bringBackLate, withdraw] as const;

/** All of a definition but its rules. */
export const frame = {
  id: 'loan',
  version: 1,
  initial: 'requested',
  statuses: {
    requested: { step: 1 },
    lent: { step: 2, holds: ['reader'] },
    overdue: { holds: ['reader'] },
    returned: { step: 3, final: true },
  },
  policy: { renewals: 2, blocked: ['Mallory'] },
  accounts: { shelf: 'unlimited', reader: 0 },
  invariants: [copiesCounted],
} as const satisfies Omit<Definition<Loans>, 'rules'>;

export const loans = lifecycle({ ...frame, rules });

const stamps = { version: 3, enteredAt: now, updatedAt: now, definition: 'loan@1#0' } as const;
const base = { ...stamps, book: 'Emma', reader: 'Jane', renewals: 0, copies: 1 } as const;

export const requested: Requested = {
  ...base,
  copies: 0,
  status: 'requested',
  dueOn: null,
  fine: null,
};
export const lent: Lent = { ...base, status: 'lent', dueOn: '2026-03-20', fine: null };
export const overdue: Overdue = { ...base, status: 'overdue', dueOn: '2026-02-20', fine: null };
export const returned: Returned = {
  ...base,
  copies: 0,
  status: 'returned',
  dueOn: '2026-02-20',
  fine: null,
};
