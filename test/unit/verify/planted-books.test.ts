import { lifecycleOf } from 'cod-lifecycle';
import type { Cod, Owed, Rule } from 'cod-lifecycle';
import { describe, expect, it } from 'vitest';
import { foundIn } from './planted.ts';

const { effect } = lifecycleOf<Cod>();

/** Lets every ordered unit go, whatever is held. */
const releaseAll = effect(
  'release_stock',
  ({ order }: Owed) => ({
    effect: {
      type: 'release_stock',
      round: 1,
      lines: order.stock.map(({ lineId, sku, ordered }) => ({
        lineId,
        sku,
        quantity: ordered,
        from: 'reserved' as const,
      })),
    },
    change: { stock: order.stock.map((row) => ({ ...row, reserved: 0 })) },
  }),
  {
    from: ['reserved'],
    to: 'available',
    units: ({ lines }) =>
      lines.map(({ lineId, quantity, from }) => ({ key: lineId, from, units: quantity })),
  },
);

/** Puts every ordered unit back, whatever is out. */
const restockAll = effect(
  'restock_stock',
  ({ order }: Owed) => ({
    effect: {
      type: 'restock_stock',
      round: 1,
      lines: order.stock.map(({ lineId, sku, ordered }) => ({
        lineId,
        sku,
        quantity: ordered,
        from: 'out' as const,
      })),
    },
  }),
  {
    from: ['out'],
    to: 'available',
    units: ({ lines }) =>
      lines.map(({ lineId, quantity, from }) => ({ key: lineId, from, units: quantity })),
  },
);

/** Says at every step that the cash was taken. */
const collectAgain = effect(
  'record_collection',
  ({ order }: Owed) =>
    order.collection && order.collection.amount.amount > 0
      ? { effect: { type: 'record_collection', amount: order.collection.amount, from: 'due' } }
      : null,
  { from: ['due'], to: 'collected', units: ({ from }) => [{ key: 'cash', from, units: 1 }] },
);

describe('a fault in what a rule does to stock or cash is found:', () => {
  it('stock that a cancellation does not release', () => {
    expect(foundIn([{ event: 'cancel', change: () => ({ effects: [] }) }])).toEqual([
      'leaked cancelled: place cancel',
    ]);
  });

  it('stock that a cancellation leaves held on the later of its two rules only', () => {
    const plot = { event: 'cancel', status: 'confirmed', change: () => ({ effects: [] }) };
    expect(foundIn([plot])).toEqual(['leaked cancelled: place confirm cancel']);
  });

  it('stock that stays with the courier once the return is closed', () => {
    const plots = [
      { event: 'receive_return', change: () => ({ effects: [] }) },
      { event: 'close_return', change: () => ({ guards: [] }) },
    ];
    expect(foundIn(plots, { policy: { stock: { restockAt: 'received' } } })).toEqual([
      'never_fires redeliver @ returned: place confirm assign start_processing ship report_failed_delivery',
      'leaked returned: place confirm assign start_processing ship report_failed_delivery close_return',
    ]);
  });

  it('stock that is released twice, wherever it is', () => {
    const twice = ({ effects }: Rule) => ({ effects: [...effects, releaseAll] });
    const faults = foundIn([
      { event: 'cancel', status: 'new', change: twice },
      { event: 'cancel', status: 'confirmed', change: twice },
    ]);
    expect(faults).toEqual(
      expect.arrayContaining([
        'taken_twice cancel @ new: place cancel',
        'taken_twice cancel @ no_answer: place record_call_attempt cancel',
        'taken_twice cancel @ confirmed: place confirm cancel',
        'taken_twice cancel @ processing: place confirm start_processing cancel',
      ]),
    );
  });

  it('without a word on what can still happen after it', () => {
    const twice = ({ effects }: Rule) => ({ effects: [...effects, releaseAll] });
    const faults = foundIn([
      { event: 'cancel', status: 'new', change: twice },
      { event: 'cancel', status: 'confirmed', change: twice },
    ]);
    expect(faults.filter((fault) => fault.startsWith('never_fires'))).toEqual([]);
  });

  it('stock that is released and was never held', () => {
    const plot = {
      event: 'cancel',
      status: 'confirmed',
      change: () => ({ effects: [releaseAll] }),
    };
    expect(foundIn([plot], { policy: { stock: { reserveAt: 'never' } } })).toEqual([
      'taken_unheld cancel @ confirmed: place confirm cancel',
      'taken_unheld cancel @ processing: place confirm start_processing cancel',
    ]);
  });

  it('stock that is put back a second time when the return arrives', () => {
    const plot = { event: 'receive_return', change: () => ({ effects: [restockAll] }) };
    expect(foundIn([plot])).toContain(
      'taken_twice receive_return @ returned: place confirm assign start_processing ship report_failed_delivery receive_return',
    );
  });

  it('cash that is collected twice', () => {
    const plot = {
      event: 'remit_cash',
      change: ({ effects }: Rule) => ({ effects: [...effects, collectAgain] }),
    };
    expect(foundIn([plot])).toEqual([
      'taken_twice remit_cash @ delivered: place confirm assign start_processing ship deliver remit_cash',
    ]);
  });

  it('cash that is handed over before it was collected', () => {
    const plot = { event: 'deliver', change: () => ({ effects: [] }) };
    expect(foundIn([plot])).toEqual([
      'taken_unheld remit_cash @ delivered: place confirm assign start_processing ship deliver remit_cash',
      'taken_unheld reconcile_cash @ delivered: place confirm assign start_processing ship deliver reconcile_cash',
    ]);
  });
});
