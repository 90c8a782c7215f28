import type { Line } from 'cod-lifecycle';
import type { LaterEvent } from '../../../src/testing/likely-events.ts';
import { address, driver, line, mad, usual, yes } from '../../support/life.ts';
import type { Chance } from '../chance.ts';

/** Something asked of an order: of it alone, or of all that wait for the same as one. */
export interface Wish {
  readonly event: LaterEvent;
  readonly together: boolean;
}

const alone = (event: LaterEvent): Wish => ({ event, together: false });
const together = (event: LaterEvent): Wish => ({ event, together: true });

const cash = mad(24_000);
const confirm = alone({ type: 'confirm', acknowledged: yes });
const setOut = together(usual.setOut);
const sent = [
  confirm,
  together({ type: 'assign', assignee: driver }),
  together(usual.prepare),
  together(usual.ship),
  setOut,
];
const paid = [
  alone(usual.deliver),
  together({ type: 'remit_cash', amount: cash }),
  together({ type: 'reconcile_cash', amount: cash }),
];
const refused = alone(usual.fail);
const closed = together({ type: 'close_return', cause: 'refused' });
const call = alone(usual.failedCall);
const broken = { lineId: '1', quantity: 1, condition: 'damaged' } as const;
const oneMore = ([first, ...others]: readonly Line[]): Wish =>
  alone({
    type: 'amend',
    lines: first ? [{ ...first, quantity: first.quantity + 1 }, ...others] : [],
  });

/** How many of a hundred orders live how. */
const lives: readonly (readonly [
  share: number,
  wishes: (lines: readonly Line[]) => readonly Wish[],
])[] = [
  [50, () => [...sent, ...paid]],
  [4, () => [call, call, ...sent, ...paid]],
  [4, (lines) => [oneMore(lines), ...sent, ...paid]],
  [3, () => [...sent, alone({ type: 'record_delivery_attempt', outcome: 'no_cash' }), ...paid]],
  [3, () => [...sent, refused, together({ type: 'reattempt' }), setOut, ...paid]],
  // The third call is the last: the order is cancelled by an effect of its own.
  [12, () => [call, call, call]],
  [8, () => [confirm, alone(usual.cancel)]],
  [2, () => [alone({ type: 'amend', address }), alone(usual.cancel)]],
  [7, () => [...sent, refused, alone({ type: 'receive_return' }), closed]],
  [3, () => [...sent, refused, alone({ type: 'receive_return', lines: [broken] }), closed]],
  [2, () => [confirm]],
  [2, () => sent],
];

export const outOfStock: readonly Wish[] = [alone({ type: 'cancel', reason: 'out_of_stock' })];

/** An order to be, and what is asked of it once it is placed. */
export interface Lived {
  readonly id: string;
  readonly lines: readonly Line[];
  readonly wishes: readonly Wish[];
}

const scarce = 'SOAP';
const skus = [...Array.from({ length: 24 }, (_, index) => `OIL-${index}`), scarce];

const pickLines = (luck: Chance): readonly Line[] => [
  line('1', luck.pick(skus), 1 + luck.below(3)),
  ...(luck.percent(30) ? [line('2', luck.pick(skus), 1)] : []),
];

/** So many orders in any order, each hundred of which live as a shop's do. */
export function ordersToBe(count: number, luck: Chance): readonly Lived[] {
  const hundred = lives.flatMap(([share, wishes]) => Array.from({ length: share }, () => wishes));
  return Array.from({ length: count }, (_, index) => {
    const lines = pickLines(luck);
    const wishes = hundred[index % hundred.length]?.(lines) ?? [];
    return { lines, wishes, turn: luck.below(2 ** 31) };
  })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ lines, wishes }, index) => ({ id: `o-${index}`, lines, wishes }));
}

/** Units that a shop is given before it opens. */
export interface Received {
  readonly receiptId: string;
  readonly sku: string;
  readonly units: number;
}

/** More of everything than is asked for, but half of what is scarce. */
export const receiptsFor = (lives: readonly Lived[]): readonly Received[] =>
  skus.map((sku) => {
    const lines = lives.flatMap(({ lines }) => lines.filter((one) => one.sku === sku));
    const asked = lines.reduce((sum, { quantity }) => sum + quantity + 1, 0);
    return {
      receiptId: 'opening',
      sku,
      units: sku === scarce ? Math.ceil((asked + 1) / 3) : asked + 1,
    };
  });
