import { describe, expect, it } from 'vitest';
import { queues } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { createReports, runsOf } from 'cod-lifecycle/reports';
import { memoryStore } from 'cod-lifecycle/memory';
import { address, line, usual, yes } from '../../support/life.ts';
import { eachStore } from '../hooks/each-store.ts';
import { actor, reportingShop, salma } from './reporting-shop.ts';

const casablanca = timeZone('Africa/Casablanca');
const [first, second] = casablanca.weeks('2026-01-19', '2026-02-01');
const weeks = casablanca.weeks('2026-01-19', '2026-02-01');
const from = (city: string, kind = 'shopify') => ({
  address: { ...address, city },
  source: { kind, shop: 'zahra', externalId: `${city} ${kind}` },
});
const minutes = (count: number): number => count * 60_000;

/** Two weeks of a small shop. */
async function twoWeeks(kind: (typeof eachStore)[number]) {
  const shop = await reportingShop(kind);
  const { goTo, place, send, hand, deliver, fail } = shop;
  const call = { type: 'record_call_attempt', outcome: 'no_answer' } as const;
  const confirm = { type: 'confirm', acknowledged: yes } as const;

  goTo('2026-01-19T09:00:00.000Z');
  await hand('a', 'hamid', { lines: [line('1', 'OIL', 2), line('2', 'SOAP', 1)], ...from('Fes') });
  await hand('b', 'hamid', from('Rabat'));
  await hand('c', 'karim', from('Rabat', 'woocommerce'));
  await place('d', from('Fes', 'woocommerce'));
  await place('e');
  await place('f');
  goTo('2026-01-19T10:00:00.000Z');
  for (const id of ['d', 'd', 'd']) await send(id, call, salma);
  await send('e', call, salma);
  goTo('2026-01-19T10:30:00.000Z');
  await send('e', confirm, salma);
  await send('d', { type: 'cancel', reason: 'no_answer' }, salma);

  goTo('2026-01-20T09:00:00.000Z');
  await deliver('a');
  await fail('b', 'refused');
  await send(
    'c',
    { type: 'record_delivery_attempt', outcome: 'customer_unavailable' },
    actor('carrier'),
  );
  goTo('2026-01-20T15:00:00.000Z');
  await deliver('c');

  // Refused once, sent out again with another driver the week after, refused again, and delivered at last.
  goTo('2026-01-27T09:00:00.000Z');
  await send('b', { type: 'receive_return' }, actor('warehouse'));
  await send('b', { type: 'redeliver' }, salma);
  await send(
    'b',
    { type: 'assign', assignee: { kind: 'driver', id: 'karim', name: null } },
    actor('dispatcher'),
  );
  await send('b', usual.ship, actor('warehouse'));
  goTo('2026-01-27T12:00:00.000Z');
  await fail('b', 'no_cash');
  await send('b', { type: 'reattempt' }, salma);
  goTo('2026-01-28T12:00:00.000Z');
  await deliver('b');
  return shop;
}

describe.each(eachStore)('the reports, from $name', (kind) => {
  it('count each return by itself, by reason, product, place and the driver of then', async () => {
    const { reports } = await twoWeeks(kind);
    expect(await reports.returns({ periods: weeks, by: ['reason', 'assignee'] })).toEqual([
      { period: first?.name, reason: 'refused', assignee: 'hamid', returns: 1, units: 2 },
      { period: second?.name, reason: 'no_cash', assignee: 'karim', returns: 1, units: 2 },
    ]);
    expect(await reports.returns({ periods: weeks, by: ['product', 'city', 'source'] })).toEqual([
      {
        period: first?.name,
        product: 'OIL',
        city: 'Rabat',
        source: 'shopify',
        returns: 1,
        units: 2,
      },
      {
        period: second?.name,
        product: 'OIL',
        city: 'Rabat',
        source: 'shopify',
        returns: 1,
        units: 2,
      },
    ]);
    expect(await reports.returns({ periods: weeks.slice(0, 1) })).toEqual([
      { period: first?.name, returns: 1, units: 2 },
    ]);
  });

  it('count what was given up, and why', async () => {
    const { reports } = await twoWeeks(kind);
    expect(
      await reports.cancellations({ periods: weeks, by: ['reason', 'city', 'actor'] }),
    ).toEqual([
      {
        period: first?.name,
        reason: 'no_answer',
        city: 'Fes',
        actor: 'salma',
        cancellations: 1,
        units: 2,
      },
    ]);
  });

  it('say how far the orders of a week came, whenever that was', async () => {
    const { reports } = await twoWeeks(kind);
    expect(await reports.funnel({ periods: weeks })).toEqual([
      {
        period: first?.name,
        placed: 6,
        reached: {
          new: 6,
          no_answer: 2,
          confirmed: 4,
          processing: 3,
          shipped: 3,
          returned: 1,
          delivered: 3,
          cancelled: 1,
        },
        confirmation: 4 / 6,
        delivery: 3 / 4,
        conversion: 3 / 6,
      },
    ]);
    const bySource = await reports.funnel({ periods: weeks, by: ['source'] });
    expect(bySource.map(({ source, placed, conversion }) => [source, placed, conversion])).toEqual([
      ['manual', 2, 0],
      ['shopify', 2, 1],
      ['woocommerce', 2, 0.5],
    ]);
  });

  it('say how long orders were in each status, and where they wait now', async () => {
    const { reports, goTo } = await twoWeeks(kind);
    const stays = await reports.stays({ periods: weeks.slice(0, 1) });
    const hours = (count: number): number => minutes(60 * count);
    expect(stays.map(({ status, orders, median, p90 }) => [status, orders, median, p90])).toEqual([
      ['confirmed', 3, 0, 0],
      // Three at once, two after an hour.
      ['new', 5, 0, hours(1)],
      ['no_answer', 2, hours(0.5), hours(0.5)],
      ['processing', 3, 0, 0],
      // Two after a day, one after a day and six hours.
      ['shipped', 3, hours(24), hours(30)],
    ]);
    goTo('2026-01-28T15:00:00.000Z');
    expect(await reports.waits()).toEqual([
      {
        status: 'confirmed',
        orders: 1,
        median: hours(220.5),
        p90: hours(220.5),
        longest: hours(220.5),
      },
      { status: 'delivered', orders: 3, median: hours(192), p90: hours(198), longest: hours(198) },
      { status: 'new', orders: 1, median: hours(222), p90: hours(222), longest: hours(222) },
    ]);
    const byDriver = await reports.waits({ by: ['assignee'] });
    expect(byDriver.map(({ status, assignee, orders }) => [status, assignee, orders])).toEqual([
      ['confirmed', null, 1],
      ['delivered', 'hamid', 1],
      ['delivered', 'karim', 2],
      ['new', null, 1],
    ]);
  });

  it('count the calls until a yes, and the visits until the end', async () => {
    const { reports } = await twoWeeks(kind);
    expect(await reports.calls({ periods: weeks })).toEqual([
      {
        period: first?.name,
        confirmed: 4,
        before: [
          { calls: 0, orders: 3 },
          { calls: 1, orders: 1 },
        ],
        average: 0.25,
      },
    ]);
    expect(await reports.visits({ periods: weeks, by: ['assignee'] })).toEqual([
      {
        period: first?.name,
        outcome: 'delivered',
        assignee: 'hamid',
        orders: 1,
        before: [{ attempts: 0, orders: 1 }],
        average: 0,
      },
      {
        period: first?.name,
        outcome: 'returned',
        assignee: 'hamid',
        orders: 1,
        before: [{ attempts: 0, orders: 1 }],
        average: 0,
      },
      {
        period: first?.name,
        outcome: 'delivered',
        assignee: 'karim',
        orders: 1,
        before: [{ attempts: 1, orders: 1 }],
        average: 1,
      },
      {
        period: second?.name,
        outcome: 'delivered',
        assignee: 'karim',
        orders: 1,
        before: [{ attempts: 0, orders: 1 }],
        average: 0,
      },
      {
        period: second?.name,
        outcome: 'returned',
        assignee: 'karim',
        orders: 1,
        before: [{ attempts: 0, orders: 1 }],
        average: 0,
      },
    ]);
  });

  it('say what each driver has brought, of all that was', async () => {
    const { reports } = await twoWeeks(kind);
    expect(await reports.drivers({ periods: weeks })).toEqual([
      {
        period: first?.name,
        assignee: 'hamid',
        delivered: 1,
        returned: 1,
        share: 0.5,
        success: 0.5,
      },
      { period: first?.name, assignee: 'karim', delivered: 1, returned: 0, share: 0.5, success: 1 },
      {
        period: second?.name,
        assignee: 'karim',
        delivered: 1,
        returned: 1,
        share: 1,
        success: 0.5,
      },
    ]);
  });
});

describe.each(eachStore)('the runs of a day, from $name', (kind) => {
  it('are the parcels of each driver, with what is to be collected of them', async () => {
    const { orders, hand, place, send } = await reportingShop(kind);
    await hand('a', 'hamid');
    await hand('b', 'karim');
    await hand('c', 'karim', { amountDue: { amount: 12_500, currency: 'TND' } });
    await hand('d', 'karim', { amountDue: { amount: 100, currency: 'MAD' } });
    await place('e');
    await send('d', usual.setOut, { kind: 'driver', id: 'karim' });
    const runs = await runsOf(orders.each(queues.runs));
    expect(runs.map(({ orders: parcels, ...run }) => [run, parcels.length])).toEqual([
      [
        {
          assignee: { kind: 'driver', id: 'karim', name: null },
          counts: { shipped: 2, out_for_delivery: 1 },
          toCollect: [
            { amount: 24_100, currency: 'MAD' },
            { amount: 12_500, currency: 'TND' },
          ],
        },
        3,
      ],
      [
        {
          assignee: { kind: 'driver', id: 'hamid', name: null },
          counts: { shipped: 1 },
          toCollect: [{ amount: 24_000, currency: 'MAD' }],
        },
        1,
      ],
    ]);
  });
});

describe('a report that makes no sense is refused by its name', () => {
  const reports = createReports({ store: memoryStore() });
  const [week] = weeks;
  const day = casablanca.day('2026-01-20');
  it.each([
    ['report.periods', {}],
    ['report.periods', { periods: [] }],
    ['report.periods', { periods: [week, week] }],
    ['report.periods.0.from', { periods: [{ name: 'x', from: '2026-01-20', to: day.to }] }],
    ['report.periods.0', { periods: [{ ...day, from: day.to, to: day.from }] }],
    ['report.by.0', { periods: [day], by: ['weather'] }],
    ['report.by', { periods: [day], by: ['city', 'city'] }],
    ['report.by', { periods: [day], by: ['city', 'shop', 'source', 'region', 'country'] }],
    ['report.tenant', { periods: [day], tenant: '' }],
    ['report', { periods: [day], limit: 5 }],
  ])('%s', async (field, options) => {
    const refused = new RegExp(`^${field.replaceAll('.', '\\.')}(\\.| )`);
    await expect(reports.returns(options as never)).rejects.toThrow(refused);
    await expect(reports.cash(options as never)).rejects.toThrow(/^report/);
    await expect(reports.funnel(options as never)).rejects.toThrow(refused);
  });

  it('and by what not everything can be told apart', async () => {
    const by = ['reason'] as never;
    await expect(reports.funnel({ periods: [day], by })).rejects.toThrow(
      /^report\.by\.0 must be one of/,
    );
    await expect(reports.waits({ by })).rejects.toThrow(/^report\.by\.0 must be one of/);
    await expect(reports.cash({ periods: [day], by })).rejects.toThrow(/^report\.by/);
  });
});
