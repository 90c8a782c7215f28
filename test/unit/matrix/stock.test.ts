import { describe, expect, it } from 'vitest';
import { orderStatuses } from 'cod-lifecycle';
import type { OrderStatus } from 'cod-lifecycle';
import { expectBalanced, onlyRow, shelf } from '../../support/books.ts';
import { lifeTo, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

const receive: Step = [{ type: 'receive_return' }, 'warehouse'];
const close: Step = [{ type: 'close_return', cause: 'refused' }, 'agent'];
const reopen: Step = [{ type: 'reopen', reason: 'By mistake' }, 'admin'];
const receiveAs = (...conditions: readonly ('sellable' | 'damaged' | 'lost')[]): Step => [
  {
    type: 'receive_return',
    lines: conditions.map((condition) => ({ lineId: '1', quantity: 1, condition })),
  },
  'warehouse',
];

const reserveAt = ['placed', 'confirmed', 'never'] as const;
const restockAt = ['returned', 'received'] as const;

/** Units held and out, of two ordered; with `never` the shop's own system holds them. */
const expected: {
  readonly [Status in OrderStatus]: (reserve: string, restock: string) => string;
} = {
  new: (reserve) => (reserve === 'placed' ? '2/0/0/0 of 2' : '0/0/0/0 of 2'),
  no_answer: (reserve) => (reserve === 'placed' ? '2/0/0/0 of 2' : '0/0/0/0 of 2'),
  confirmed: (reserve) => (reserve === 'never' ? '0/0/0/0 of 2' : '2/0/0/0 of 2'),
  processing: (reserve) => (reserve === 'never' ? '0/0/0/0 of 2' : '2/0/0/0 of 2'),
  shipped: () => '0/2/0/0 of 2',
  out_for_delivery: () => '0/2/0/0 of 2',
  delivered: () => '0/2/0/0 of 2',
  returned: (_, restock) => (restock === 'returned' ? '0/0/2/0 of 2' : '0/2/0/0 of 2'),
  cancelled: () => '0/0/0/0 of 2',
};

describe.each(reserveAt)('with stock reserved when %s', (reserve) => {
  describe.each(restockAt)('and put back when %s', (restock) => {
    const open = () => openShop({ policy: { stock: { reserveAt: reserve, restockAt: restock } } });

    it.each(orderStatuses)('the ledger of an order in %s is as the table says', async (status) => {
      const shop = open();
      await shop.place('o1');
      const order = await shop.live('o1', lifeTo[status]);
      expect(onlyRow(order)).toBe(expected[status](reserve, restock));
      await expectBalanced(shop, 10);
    });

    it('received goods are put back once, and asking twice gives nothing twice', async () => {
      const shop = open();
      await shop.place('o1');
      const order = await shop.live('o1', [...lifeTo.returned, receive, receive]);
      expect(onlyRow(order)).toBe('0/0/2/0 of 2');
      expect(shelf(shop)).toBe('10/0/0/0');
      await shop.live('o1', [close]);
      await expectBalanced(shop, 10);
    });

    it('a damaged unit is written off, and the other is put back', async () => {
      const shop = open();
      await shop.place('o1');
      const order = await shop.live('o1', [...lifeTo.returned, receiveAs('sellable', 'damaged')]);
      expect(onlyRow(order)).toBe('0/0/1/1 of 2');
      expect(shelf(shop)).toBe('9/0/0/1');
      await expectBalanced(shop, 10);
    });

    it('a lost parcel is written off whole', async () => {
      const shop = open();
      await shop.place('o1');
      const order = await shop.live('o1', [...lifeTo.returned, receiveAs('lost', 'lost'), close]);
      expect(onlyRow(order)).toBe('0/0/0/2 of 2');
      expect(shelf(shop)).toBe('8/0/0/2');
      await expectBalanced(shop, 10);
    });

    it('goods that come in two parcels are put back as they come', async () => {
      const shop = open();
      await shop.place('o1');
      const first = await shop.live('o1', [...lifeTo.returned, receiveAs('sellable')]);
      expect(onlyRow(first)).toBe(restock === 'received' ? '0/1/1/0 of 2' : '0/0/2/0 of 2');
      await expectBalanced(shop, 10);
      const second = await shop.live('o1', [receiveAs('damaged')]);
      expect(onlyRow(second)).toBe('0/0/1/1 of 2');
      expect(shelf(shop)).toBe('9/0/0/1');
    });

    it('a unit that turns out broken is written off from the shelf, unless it was looked at', async () => {
      const shop = open();
      await shop.place('o1');
      await shop.live('o1', [...lifeTo.returned, receive]);
      const [event, by] = receiveAs('damaged');
      const looked = restock === 'received';
      expect(await shop.send('o1', event, by)).toMatchObject(
        looked
          ? { refusal: { blockers: [{ code: 'units_exceeded' }] } }
          : { kind: 'applied', order: { stock: [{ restocked: 1, writtenOff: 1 }] } },
      );
      expect(shelf(shop)).toBe(looked ? '10/0/0/0' : '9/0/0/1');
    });

    it('a redelivery reserves again and ships again', async () => {
      const shop = open();
      await shop.place('o1');
      const redeliver: Step = [{ type: 'redeliver' }, 'agent'];
      const order = await shop.live('o1', [...lifeTo.returned, receive, redeliver]);
      expect(onlyRow(order)).toBe(reserve === 'never' ? '0/0/2/0 of 2' : '2/0/0/0 of 2');
      await expectBalanced(shop, 10);
      const again = await shop.live('o1', [
        [usual.ship, 'warehouse'],
        [usual.setOut, 'driver'],
        [usual.deliver, 'driver'],
      ]);
      expect(onlyRow(again)).toBe('0/2/0/0 of 2');
      expect(shelf(shop)).toBe('8/0/2/0');
    });

    it('a redelivery takes a whole unit in place of one that was written off', async () => {
      const shop = open();
      await shop.place('o1');
      await shop.live('o1', [
        ...lifeTo.returned,
        receiveAs('sellable', 'damaged'),
        [{ type: 'redeliver' }, 'agent'],
        [usual.ship, 'warehouse'],
      ]);
      expect(onlyRow(await shop.get('o1'))).toBe('0/2/0/0 of 2');
      expect(shelf(shop)).toBe('7/0/2/1');
    });

    it('another visit leaves the goods out, or takes them out again', async () => {
      const shop = open();
      await shop.place('o1');
      const order = await shop.live('o1', [
        ...lifeTo.returned,
        [{ type: 'reattempt' }, 'dispatcher'],
      ]);
      expect(onlyRow(order)).toBe('0/2/0/0 of 2');
      expect(shelf(shop)).toBe('8/0/2/0');
      const moved = shop.stock.calls.filter(({ call }) => call === 'commit').length;
      expect(moved).toBe(restock === 'received' ? 1 : 2);
    });

    it('a reopened order holds what a new one holds', async () => {
      const shop = open();
      await shop.place('o1');
      const order = await shop.live('o1', [...lifeTo.cancelled, reopen]);
      expect(onlyRow(order)).toBe(expected.new(reserve, restock));
      expect(order).toMatchObject({ status: 'new', calls: { cycle: 2, made: 0 } });
      await expectBalanced(shop, 10);
    });

    it('no more comes back than went out', async () => {
      const shop = open();
      await shop.place('o1');
      await shop.live('o1', lifeTo.returned);
      const three = { type: 'receive_return', lines: [{ lineId: '1', quantity: 3 }] } as const;
      for (const condition of ['sellable', 'damaged', 'lost'] as const) {
        const event = { ...three, lines: [{ ...three.lines[0], condition }] };
        expect(await shop.send('o1', event, 'warehouse')).toMatchObject({
          refusal: {
            blockers: [{ code: 'units_exceeded', params: { lines: [{ lineId: '1', units: 1 }] } }],
          },
        });
      }
      await expectBalanced(shop, 10);
    });
  });
});

describe('many lives in one shop', () => {
  it('leave the stock balanced to the unit', async () => {
    const shop = openShop({ shelf: { OIL: 30 } });
    const lives: readonly (readonly Step[])[] = [
      ...orderStatuses.map((status) => lifeTo[status]),
      [...lifeTo.returned, receiveAs('damaged', 'sellable'), close],
      [...lifeTo.returned, receive, [{ type: 'redeliver' }, 'agent'], [usual.cancel, 'agent']],
      [...lifeTo.cancelled, reopen, [usual.confirm, 'agent']],
    ];
    for (const [index, life] of lives.entries()) {
      await shop.place(`o${index}`);
      await shop.live(`o${index}`, life);
    }
    await expectBalanced(shop, 30);
    expect(shop.stock.calls.some(({ repeated }) => repeated)).toBe(false);
  });
});
