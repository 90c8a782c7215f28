import { describe, expect, it } from 'vitest';
import { timeZone } from 'cod-lifecycle/calendar';
import { reconciliationOf, settlementOf } from 'cod-lifecycle/reports';
import { eachStore } from '../hooks/each-store.ts';
import { actor, mad, reportingShop } from './reporting-shop.ts';

type Shop = Awaited<ReturnType<typeof reportingShop>>;

/** Deliveries at these times: the first brings 1 dirham, the next 2, the next 4; every sum says which are in it. */
async function delivered(shop: Shop, times: readonly string[]): Promise<void> {
  for (const [index] of times.entries())
    await shop.hand(`o${index}`, 'hamid', { amountDue: mad(2 ** index) });
  for (const [index, time] of times.entries()) {
    shop.goTo(time);
    await shop.deliver(`o${index}`, 2 ** index);
  }
}

/** What was collected on each day, in dirhams. */
async function collectedOn(shop: Shop, zone: string, days: readonly string[]) {
  const of = timeZone(zone);
  const rows = await shop.reports.cash({ periods: days.map((day) => of.day(day)) });
  const sums = new Map(rows.map(({ period, collected }) => [period, collected]));
  return days.map((day) => sums.get(day) ?? 0);
}

describe.each(eachStore)('the cash of the day, from $name', (kind) => {
  it('ends at midnight in Casablanca: an hour before it does in London', async () => {
    const shop = await reportingShop(kind);
    await delivered(shop, [
      '2026-01-19T22:59:59.999Z', // 23:59:59.999 on the 19th.
      '2026-01-19T23:00:00.000Z', // Midnight: the 20th.
      '2026-01-20T12:00:00.000Z',
      '2026-01-20T22:59:59.999Z', // The last moment of the 20th.
      '2026-01-20T23:00:00.000Z', // The 21st.
    ]);
    const days = ['2026-01-18', '2026-01-19', '2026-01-20', '2026-01-21'];
    expect(await collectedOn(shop, 'Africa/Casablanca', days)).toEqual([0, 1, 2 + 4 + 8, 16]);
    // The same cash, as a shop in Algiers, of the same hour, would count it, and one in Riyadh, two hours ahead.
    expect(await collectedOn(shop, 'Africa/Algiers', days)).toEqual([0, 1, 14, 16]);
    expect(await collectedOn(shop, 'Asia/Riyadh', days)).toEqual([0, 0, 1 + 2 + 4, 8 + 16]);
  });

  it('lasts over midnight in Riyadh, where it begins at nine in the evening of UTC', async () => {
    const shop = await reportingShop(kind);
    await delivered(shop, [
      '2026-03-19T20:59:59.999Z', // 23:59:59.999 on the 19th.
      '2026-03-19T21:00:00.000Z', // Midnight.
      '2026-03-20T00:30:00.000Z', // Half past three in the morning, still the 20th.
      '2026-03-20T20:59:59.999Z',
      '2026-03-20T21:00:00.000Z', // The 21st.
    ]);
    const days = ['2026-03-19', '2026-03-20', '2026-03-21'];
    expect(await collectedOn(shop, 'Asia/Riyadh', days)).toEqual([1, 2 + 4 + 8, 16]);
  });

  it('has 25 hours when Morocco puts the clock back for Ramadan, and 23 when it is over', async () => {
    const shop = await reportingShop(kind);
    await delivered(shop, [
      '2026-02-14T22:59:59.999Z', // 23:59:59.999 on the 14th, by GMT+1.
      '2026-02-14T23:00:00.000Z', // Midnight.
      '2026-02-15T01:30:00.000Z', // Half past two, for the first time.
      '2026-02-15T02:30:00.000Z', // Half past two, for the second time: by GMT now.
      '2026-02-15T23:30:00.000Z', // Half past eleven at night: the hour that GMT+1 would give to the 16th.
      '2026-02-16T00:00:00.000Z', // Midnight.
      '2026-03-21T23:59:59.999Z', // 23:59:59.999 on the 21st, by GMT.
      '2026-03-22T00:00:00.000Z', // Midnight.
      '2026-03-22T22:59:59.999Z', // 23:59:59.999 on the 22nd, by GMT+1 again: an hour early.
      '2026-03-22T23:00:00.000Z', // Midnight.
    ]);
    expect(
      await collectedOn(shop, 'Africa/Casablanca', ['2026-02-14', '2026-02-15', '2026-02-16']),
    ).toEqual([1, 2 + 4 + 8 + 16, 32]);
    expect(
      await collectedOn(shop, 'Africa/Casablanca', ['2026-03-21', '2026-03-22', '2026-03-23']),
    ).toEqual([64, 128 + 256, 512]);
  });

  it('is the day of the delivery, when the driver’s phone finds a network the next morning', async () => {
    const shop = await reportingShop(kind);
    const casablanca = timeZone('Africa/Casablanca');
    await shop.hand('late', 'hamid');
    await shop.hand('lost', 'hamid');
    shop.goTo('2026-01-20T22:40:00.000Z');
    await shop.deliver('lost', 24_000);
    // Eight in the morning of the 21st; it was ten to midnight when the customer paid.
    shop.goTo('2026-01-21T07:00:00.000Z');
    const [before] = await shop.reports.cash({ periods: [casablanca.day('2026-01-20')] });
    expect(before).toMatchObject({ orders: 1, collected: 24_000 });
    await shop.deliver('late', 24_000, '2026-01-20T22:50:00.000Z');
    const days = casablanca.days('2026-01-20', '2026-01-21');
    expect(await shop.reports.cash({ periods: days })).toMatchObject([
      { period: '2026-01-20', orders: 2, collected: 48_000 },
    ]);
    const { rows } = await shop.orders.list({ collected: casablanca.day('2026-01-20') });
    expect(rows.map(({ order }) => order.id).toSorted()).toEqual(['late', 'lost']);
  });

  it('is told by collector and currency, with what was due, handed over and counted', async () => {
    const shop = await reportingShop(kind);
    const day = timeZone('Africa/Casablanca').day('2026-01-20');
    shop.goTo('2026-01-20T09:00:00.000Z');
    await shop.hand('a', 'hamid');
    await shop.hand('b', 'hamid');
    await shop.hand('c', 'karim');
    await shop.hand('d', 'karim', { amountDue: { amount: 12_500, currency: 'TND' } });
    await shop.hand('e', 'karim', { amountDue: mad(0) });
    await shop.deliver('a');
    await shop.deliver('b', 23_500);
    for (const id of ['c', 'd', 'e'])
      await shop.deliver(id, id === 'c' ? 24_000 : id === 'd' ? 12_500 : 0);
    await shop.send('a', { type: 'remit_cash', amount: mad(24_000) }, actor('finance'));
    await shop.send('b', { type: 'remit_cash', amount: mad(23_000) }, actor('finance'));
    await shop.send('b', { type: 'reconcile_cash', amount: mad(23_000) }, actor('finance'));
    const none = {
      due: 0,
      collected: 0,
      remitted: 0,
      reconciled: 0,
      discrepancy: 0,
      not_applicable: 0,
    };
    expect(await shop.reports.cash({ periods: [day] })).toEqual([
      {
        period: '2026-01-20',
        assignee: 'hamid',
        currency: 'MAD',
        orders: 2,
        expected: 48_000,
        collected: 47_500,
        difference: -500,
        remitted: 47_000,
        counted: 23_000,
        mismatched: 1,
        states: { ...none, remitted: 1, discrepancy: 1 },
      },
      {
        period: '2026-01-20',
        assignee: 'karim',
        currency: 'MAD',
        orders: 2,
        expected: 24_000,
        collected: 24_000,
        difference: 0,
        remitted: 0,
        counted: 0,
        mismatched: 0,
        states: { ...none, collected: 1, not_applicable: 1 },
      },
      {
        period: '2026-01-20',
        assignee: 'karim',
        currency: 'TND',
        orders: 1,
        expected: 12_500,
        collected: 12_500,
        difference: 0,
        remitted: 0,
        counted: 0,
        mismatched: 0,
        states: { ...none, collected: 1 },
      },
    ]);
  });

  it('is not what a correction has taken back', async () => {
    const shop = await reportingShop(kind);
    const periods = [timeZone('Africa/Casablanca').day('2026-01-20')];
    shop.goTo('2026-01-20T09:00:00.000Z');
    await shop.hand('a', 'hamid');
    await shop.deliver('a');
    const back = {
      type: 'correct',
      to: 'returned',
      reason: 'Wrong parcel',
      failure: 'other',
    } as const;
    await shop.send('a', back, actor('admin'));
    expect(await shop.reports.cash({ periods })).toEqual([]);
  });

  it('is settled in one call: as it was collected, but for what was counted otherwise', async () => {
    const shop = await reportingShop(kind);
    const collected = timeZone('Africa/Casablanca').day('2026-01-20');
    const finance = { actor: actor('finance'), commandId: 'settlement hamid 2026-01-20' };
    shop.goTo('2026-01-20T09:00:00.000Z');
    for (const id of ['a', 'b', 'c', 'd']) await shop.hand(id, id === 'd' ? 'karim' : 'hamid');
    for (const id of ['a', 'b', 'c', 'd']) await shop.deliver(id);
    const sheet = async () =>
      settlementOf(shop.orders.each({ collected, assignee: 'hamid', sort: 'collected_at' }));
    const before = await sheet();
    expect(before.totals).toEqual([
      {
        currency: 'MAD',
        orders: 3,
        expected: 72_000,
        collected: 72_000,
        remitted: 0,
        counted: 0,
        toCount: 72_000,
      },
    ]);
    const counts = reconciliationOf(before, { b: 20_000 });
    const receipts = await shop.orders.sendEach(counts, finance);
    expect(receipts.map(({ id, outcome }) => [id, outcome.kind])).toEqual([
      ['a', 'applied'],
      ['b', 'applied'],
      ['c', 'applied'],
    ]);
    const after = await sheet();
    expect(after.lines.map(({ id, state, counted }) => [id, state, counted])).toEqual([
      ['a', 'reconciled', 24_000],
      ['b', 'discrepancy', 20_000],
      ['c', 'reconciled', 24_000],
    ]);
    expect(after.totals).toMatchObject([{ counted: 68_000, toCount: 0 }]);
    const again = await shop.orders.sendEach(counts, finance);
    expect(new Set(again.map(({ outcome }) => outcome.kind))).toEqual(new Set(['duplicate']));
    // What was counted short stays short, until somebody names what was found later.
    expect(reconciliationOf(after)).toEqual([]);
    expect(reconciliationOf(after, { b: 24_000 })).toEqual([
      { id: 'b', event: { type: 'reconcile_cash', amount: mad(24_000) } },
    ]);
    expect(() => reconciliationOf(after, { a: 1 })).toThrow(/^counted\.a must/);
    expect(() => reconciliationOf(after, { b: 1.5 })).toThrow(/^counted\.b /);
    expect(() => reconciliationOf(after, { d: 1 })).toThrow(/^counted\.d must/);
  });
});
