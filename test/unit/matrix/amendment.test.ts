import { describe, expect, it } from 'vitest';
import type { Line, OrderEvent } from 'cod-lifecycle';
import { expectBalanced, onlyRow, rows, shelf } from '../../support/books.ts';
import { address, lifeTo, line, mad, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

const amend = (...lines: readonly Line[]): OrderEvent => ({ type: 'amend', lines });
const twoSkus = { OIL: 10, SOAP: 10 };

describe('an order whose lines change', () => {
  it.each([
    ['more of a line', [line('1', 'OIL', 5)], ['5/0/0/0 of 5'], '5/5/0/0', '10/0/0/0'],
    ['fewer of a line', [line('1', 'OIL', 1)], ['1/0/0/0 of 1'], '9/1/0/0', '10/0/0/0'],
    [
      'a line that is added',
      [line('1', 'OIL', 2), line('2', 'SOAP', 3)],
      ['2/0/0/0 of 2', '3/0/0/0 of 3'],
      '8/2/0/0',
      '7/3/0/0',
    ],
    ['a line that is replaced', [line('2', 'SOAP', 3)], ['3/0/0/0 of 3'], '10/0/0/0', '7/3/0/0'],
    ['another product on a line', [line('1', 'SOAP', 3)], ['3/0/0/0 of 3'], '10/0/0/0', '7/3/0/0'],
    ['nothing that matters', [line('1', 'OIL', 2)], ['2/0/0/0 of 2'], '8/2/0/0', '10/0/0/0'],
  ])('moves the reservation by the difference: %s', async (_, lines, ledger, oil, soap) => {
    for (const status of ['new', 'no_answer', 'confirmed', 'processing'] as const) {
      const shop = openShop({ shelf: twoSkus });
      await shop.place('o1');
      await shop.live('o1', lifeTo[status]);
      const order = await shop.live('o1', [[amend(...lines), 'agent']]);
      expect(rows(order)).toEqual(ledger);
      expect([shelf(shop, 'OIL'), shelf(shop, 'SOAP')]).toEqual([oil, soap]);
    }
  });

  it('releases a line that is removed', async () => {
    const shop = openShop({ shelf: twoSkus });
    await shop.place('o1', { lines: [line('1', 'OIL', 2), line('2', 'SOAP', 3)] });
    const order = await shop.live('o1', [[amend(line('2', 'SOAP', 3)), 'customer']]);
    expect(rows(order)).toEqual(['3/0/0/0 of 3']);
    expect([shelf(shop, 'OIL'), shelf(shop, 'SOAP')]).toEqual(['10/0/0/0', '7/3/0/0']);
  });

  it('keeps no row for a line that is removed and held nothing', async () => {
    const shop = openShop({ shelf: twoSkus, policy: { stock: { reserveAt: 'confirmed' } } });
    await shop.place('o1', { lines: [line('1', 'OIL', 2), line('2', 'SOAP', 3)] });
    const order = await shop.live('o1', [[amend(line('2', 'SOAP', 3)), 'customer']]);
    expect(rows(order)).toEqual(['0/0/0/0 of 3']);
  });

  it('moves nothing before it reserves anything', async () => {
    const shop = openShop({ policy: { stock: { reserveAt: 'confirmed' } } });
    await shop.place('o1');
    await shop.live('o1', [[amend(line('1', 'OIL', 5)), 'agent']]);
    expect(shop.stock.calls).toEqual([]);
    expect(onlyRow(await shop.live('o1', [[usual.confirm, 'agent']]))).toBe('5/0/0/0 of 5');
    await expectBalanced(shop, 10);
  });

  it('ships what it was changed to', async () => {
    const shop = openShop();
    await shop.place('o1');
    const order = await shop.live('o1', [
      ...lifeTo.processing,
      [amend(line('1', 'OIL', 4)), 'integration'],
      [usual.confirm, 'agent'],
      [usual.ship, 'warehouse'],
    ]);
    expect(onlyRow(order)).toBe('0/4/0/0 of 4');
    expect(shelf(shop)).toBe('6/0/4/0');
  });
});

describe('an order that changes after its confirmation', () => {
  const change: Step = [{ type: 'amend', amountDue: mad(20_000) }, 'agent'];

  it.each([
    ['confirmed', usual.prepare],
    ['processing', usual.ship],
  ] as const)('is confirmed again before it goes on from %s', async (status, next) => {
    const shop = openShop();
    await shop.place('o1');
    const changed = await shop.live('o1', [...lifeTo[status], change]);
    expect(changed).toMatchObject({ status, needsReconfirmation: true, cash: { state: 'due' } });
    expect(await shop.send('o1', next, 'warehouse')).toMatchObject({
      refusal: { blockers: [{ code: 'needs_reconfirmation' }] },
    });
    const agreed = await shop.live('o1', [[usual.confirm, 'customer']]);
    expect(agreed).toMatchObject({
      status,
      needsReconfirmation: false,
      confirmation: { total: mad(20_000) },
    });
    expect(await shop.send('o1', next, 'warehouse')).toMatchObject({ kind: 'applied' });
  });

  it.each([
    ['the products', { lines: [line('1', 'OIL', 3)] }, true],
    ['the total', { amountDue: mad(1) }, true],
    ['the address', { address: { ...address, line1: '5 Rue Atlas' } }, true],
    [
      'only the customer’s phone',
      { customer: { name: 'A', phone: '1', email: null, locale: null } },
      false,
    ],
    ['nothing', { amountDue: mad(24_000), address, lines: [line('1', 'OIL', 2)] }, false],
  ])('asks again when it changes %s', async (_, fields, again) => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.confirmed);
    const changed = await shop.live('o1', [[{ type: 'amend', ...fields }, 'agent']]);
    expect(changed.needsReconfirmation).toBe(again);
  });

  it('asks nothing again before the first confirmation', async () => {
    const shop = openShop();
    await shop.place('o1');
    expect((await shop.live('o1', [change])).needsReconfirmation).toBe(false);
  });

  it('owes nothing once nothing is due', async () => {
    const shop = openShop();
    await shop.place('o1');
    const paid = await shop.live('o1', [[{ type: 'amend', amountDue: mad(0) }, 'integration']]);
    expect(paid.cash.state).toBe('not_applicable');
  });
});
