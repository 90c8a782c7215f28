import { describe, expect, it } from 'vitest';
import { aftership, carrier, vocabulary } from 'cod-lifecycle/carrier';
import type { AfterShipSaid, CarrierOptions, Scan } from 'cod-lifecycle/carrier';
import type { Cod, CodTable, OrderStatus } from 'cod-lifecycle';
import { lifeTo, mad, minute } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';
import type { ShopOptions } from '../../support/shop.ts';

type Options = Partial<CarrierOptions<AfterShipSaid, Cod, CodTable>>;

/** A shop with an order in some status, and a carrier that reports of it an hour later. */
async function withCarrier(
  status: OrderStatus,
  options: Options = {},
  shopOptions: ShopOptions = {},
) {
  const shop = openShop(shopOptions);
  await shop.place('o1');
  await shop.live('o1', lifeTo[status]);
  shop.clock.pass({ minutes: 120 });
  const amana = carrier({
    orders: shop.orders,
    id: 'amana',
    vocabulary: aftership,
    collected: 'as_due',
    ...options,
  });
  const report = async (subtag: string, scan: Partial<Scan<AfterShipSaid>> = {}) =>
    amana.report({
      orderId: 'o1',
      said: { tag: subtag.split('_')[0] ?? '', subtag },
      at: minute(60),
      ...scan,
    });
  const history = async () => (await shop.orders.history('o1', { limit: 100 })).rows;
  return { ...shop, report, history };
}

const kinds = ({
  sent,
}: {
  readonly sent: readonly { event: string; outcome: { kind: string } }[];
}) => sent.map(({ event, outcome }) => [event, outcome.kind]);

describe('a carrier’s report', () => {
  it.each([
    ['OutForDelivery_001', 'shipped', 'start_delivery', 'out_for_delivery'],
    ['Delivered_001', 'out_for_delivery', 'deliver', 'delivered'],
    ['Delivered_004', 'shipped', 'deliver', 'delivered'],
    ['AttemptFail_002', 'out_for_delivery', 'record_delivery_attempt', 'out_for_delivery'],
    ['Exception_003', 'out_for_delivery', 'report_failed_delivery', 'returned'],
    ['Exception_013', 'shipped', 'report_failed_delivery', 'returned'],
  ] as const)('%s moves an order that is %s', async (subtag, from, event, to) => {
    const { report, get, history } = await withCarrier(from);
    expect(kinds(await report(subtag))).toEqual([[event, 'applied']]);
    expect((await get('o1')).status).toBe(to);
    expect((await history()).at(-1)).toMatchObject({
      event: { type: event },
      actor: { kind: 'carrier', id: 'amana' },
      occurredAt: minute(60),
    });
  });

  it('takes what was due as collected, or what it names', async () => {
    const due = await withCarrier('shipped');
    await due.report('Delivered_001');
    expect(await due.get('o1')).toMatchObject({ collection: { amount: mad(24_000) } });

    const named = await withCarrier('shipped', { collected: 'as_reported' });
    await named.report('Delivered_001', { collected: mad(23_000) });
    expect(await named.get('o1')).toMatchObject({
      collection: { amount: mad(23_000), difference: -1000 },
    });

    const silent = await withCarrier('shipped', { collected: 'as_reported' });
    expect((await silent.report('Delivered_001')).sent).toMatchObject([
      { outcome: { refusal: { blockers: [{ code: 'collection_required' }] } } },
    ]);
  });

  it('that comes again is applied once, by its id or by what was said when', async () => {
    for (const again of [{}, { scanId: 'evt-1' }]) {
      const { report, get } = await withCarrier('out_for_delivery');
      expect(kinds(await report('AttemptFail_002', again))).toEqual([
        ['record_delivery_attempt', 'applied'],
      ]);
      expect(kinds(await report('AttemptFail_002', again))).toEqual([
        ['record_delivery_attempt', 'duplicate'],
      ]);
      expect((await get('o1')).delivery.attempts).toBe(1);
    }
  });

  it('of two visits counts both', async () => {
    const { report, get } = await withCarrier('out_for_delivery');
    await report('AttemptFail_001', { at: minute(40) });
    await report('AttemptFail_001', { at: minute(70) });
    expect((await get('o1')).delivery.attempts).toBe(2);
  });

  it('that comes late or out of order never moves an order back', async () => {
    const { report, get, orders } = await withCarrier('shipped');
    await report('Delivered_001', { at: minute(90) });
    for (const [subtag, at] of [
      ['OutForDelivery_001', 50],
      ['AttemptFail_002', 60],
      ['InTransit_003', 20],
      ['Delivered_001', 95],
    ] as const) {
      const { sent } = await report(subtag, { at: minute(at) });
      for (const { outcome } of sent) expect(['stale', 'duplicate']).toContain(outcome.kind);
    }
    expect((await get('o1')).status).toBe('delivered');
    expect(await orders.contradictions.list()).toEqual([]);
  });

  it('that contradicts the order is refused, and kept for a person', async () => {
    const { report, get, orders } = await withCarrier('delivered');
    expect((await report('Exception_003')).sent).toMatchObject([
      { event: 'report_failed_delivery', outcome: { kind: 'refused' } },
    ]);
    expect((await get('o1')).status).toBe('delivered');
    expect(await orders.contradictions.list()).toMatchObject([
      { event: { type: 'report_failed_delivery', reason: 'refused' } },
    ]);
  });

  it('of every stop on the way back is one return, for the reason of the last visit', async () => {
    const { report, get, orders, history } = await withCarrier('out_for_delivery');
    await report('AttemptFail_002', { at: minute(50) });
    expect(kinds(await report('Exception_010', { at: minute(60) }))).toEqual([
      ['report_failed_delivery', 'applied'],
    ]);
    expect(await report('Exception_010', { at: minute(70) })).toMatchObject({
      sent: [],
      reason: 'returned_already',
    });
    expect(kinds(await report('Exception_011', { at: minute(80) }))).toEqual([
      ['add_note', 'applied'],
    ]);
    expect(await get('o1')).toMatchObject({
      status: 'returned',
      return: { reason: 'customer_unavailable' },
    });
    expect(await orders.contradictions.list()).toEqual([]);
    expect((await history()).at(-1)?.event).toEqual({
      type: 'add_note',
      text: 'amana: Exception_011',
    });
  });

  it('that a parcel is back is a return as well, where nobody told of one', async () => {
    const { report, get } = await withCarrier('shipped');
    expect(kinds(await report('Exception_011'))).toEqual([
      ['report_failed_delivery', 'applied'],
      ['add_note', 'applied'],
    ]);
    expect(await get('o1')).toMatchObject({ status: 'returned', return: { reason: 'other' } });
  });

  it('of a parcel that a customer sends back delivers nothing', async () => {
    const { report, get } = await withCarrier('shipped');
    expect(kinds(await report('Delivered_001', { isReturn: true }))).toEqual([
      ['add_note', 'applied'],
    ]);
    expect((await get('o1')).status).toBe('shipped');
  });

  it('in an unknown code is kept as it was told, once, and moves nothing', async () => {
    const { report, get, history } = await withCarrier('shipped');
    const said = { tag: 'Teleported', subtag: 'Teleported_001' };
    const told = await report('', { said });
    expect([told.meaning, kinds(told)]).toEqual([null, [['add_note', 'applied']]]);
    expect(kinds(await report('', { said }))).toEqual([['add_note', 'duplicate']]);
    expect(await get('o1')).toMatchObject({ status: 'shipped' });
    expect((await history()).at(-1)?.event).toEqual({
      type: 'add_note',
      text: 'amana: Teleported_001',
    });
  });

  it('in a subtag that is not known counts as its tag', async () => {
    const { report, get } = await withCarrier('out_for_delivery');
    await report('AttemptFail_099');
    expect((await get('o1')).delivery).toMatchObject({ attempts: 1, last: 'other' });
  });

  it('of a parcel on its way asks nothing of the store', async () => {
    const { report, get } = await withCarrier('shipped');
    const { version } = await get('o1');
    expect(await report('InTransit_007')).toMatchObject({ sent: [], reason: 'nothing_to_do' });
    expect((await get('o1')).version).toBe(version);
  });

  it('of an order that is not here says so', async () => {
    const { report } = await withCarrier('shipped');
    expect(await report('Delivered_001', { orderId: 'none' })).toMatchObject({
      sent: [],
      reason: 'unknown_order',
    });
  });

  it.each([
    ['2026-01-15T11:00:00+01:00', minute(60)],
    ['2026-01-15T10:00:00Z', minute(60)],
    ['2026-01-15 10:00:00.123456789Z', '2026-01-15T10:00:00.123Z'],
    ['2026-01-15T10:00:00', null],
    ['yesterday', null],
    ['2026-13-45T10:00:00Z', null],
    ['', null],
  ])('at %j happened at %s', async (at, occurredAt) => {
    const { report, history } = await withCarrier('shipped');
    const { reason } = await report('OutForDelivery_001', { at });
    const last = (await history()).at(-1);
    expect([reason, reason === null ? last?.occurredAt : null]).toEqual([
      occurredAt === null ? 'time_invalid' : null,
      occurredAt,
    ]);
  });

  it.each([
    ['no code', { said: { tag: '', subtag: '' } }],
    ['nothing that is said', { said: undefined }],
    ['no time', { at: undefined }],
    ['no order', { orderId: '' }],
    ['the order of an object', { orderId: {} }],
    ['an order of too long an id', { orderId: 'x'.repeat(300) }],
  ])('with %s says so, and nothing is thrown', async (_what, scan) => {
    const { report, get } = await withCarrier('shipped');
    const { version } = await get('o1');
    expect(await report('OutForDelivery_001', scan as never)).toEqual({
      meaning: null,
      sent: [],
      reason: 'scan_invalid',
    });
    expect((await get('o1')).version).toBe(version);
  });

  it('that comes again in other words counts as it came first', async () => {
    const { report, get, orders } = await withCarrier('out_for_delivery', {
      collected: 'as_reported',
    });
    const scanId = 'evt-1';
    await report('Delivered_001', { scanId, collected: mad(24_000) });
    expect(await report('Delivered_001', { scanId, collected: mad(20_000) })).toMatchObject({
      sent: [],
      reason: 'told_before',
    });
    expect(await get('o1')).toMatchObject({ collection: { amount: mad(24_000) } });
    expect(await orders.contradictions.list()).toEqual([]);
  });

  it('by however long or odd an id is told once', async () => {
    for (const scanId of ['x'.repeat(5000), 'événement n° 7', ' ', '🚚'.repeat(50)]) {
      const { report, get } = await withCarrier('out_for_delivery');
      expect(kinds(await report('AttemptFail_002', { scanId }))).toEqual([
        ['record_delivery_attempt', 'applied'],
      ]);
      expect(kinds(await report('AttemptFail_002', { scanId }))).toEqual([
        ['record_delivery_attempt', 'duplicate'],
      ]);
      expect((await get('o1')).delivery.attempts).toBe(1);
    }
  });

  it('of two different long ids is two', async () => {
    const { report, get } = await withCarrier('out_for_delivery');
    const long = 'x'.repeat(300);
    await report('AttemptFail_001', { scanId: `${long}1`, at: minute(40) });
    await report('AttemptFail_001', { scanId: `${long}2`, at: minute(70) });
    expect((await get('o1')).delivery.attempts).toBe(2);
  });

  it('in a code that no database takes is kept without what it cannot take', async () => {
    const { report, history } = await withCarrier('shipped');
    const said = { tag: 'Tele', subtag: `Tele\u0000ported\ud800\n${'é🚚'.repeat(100)}` };
    expect(kinds(await report('', { said }))).toEqual([['add_note', 'applied']]);
    const note = (await history()).at(-1)?.event;
    expect(note).toMatchObject({ text: expect.stringMatching(/^amana: Teleportedé🚚/u) as string });
    expect(Array.from((note as { text: string }).text)).toHaveLength('amana: '.length + 100);
  });

  it('of two carriers that use the same ids is two', async () => {
    const { report, orders, get } = await withCarrier('out_for_delivery');
    const other = carrier({ orders, id: 'amana:1', vocabulary: aftership, collected: 'as_due' });
    const said = { tag: 'AttemptFail', subtag: 'AttemptFail_001' };
    await report('AttemptFail_001', { scanId: '1', at: minute(40) });
    await other.report({ orderId: 'o1', said, at: minute(70), scanId: '1' });
    expect((await get('o1')).delivery.attempts).toBe(2);
  });

  it('in a zone that was mistaken is refused, not believed', async () => {
    const { report } = await withCarrier('shipped');
    expect((await report('OutForDelivery_001', { at: minute(60 + 5 * 60) })).sent).toMatchObject([
      {
        outcome: {
          kind: 'refused',
          refusal: { code: 'invalid', issues: [{ path: ['occurredAt'] }] },
        },
      },
    ]);
  });

  it('reaches the orders of its tenant alone', async () => {
    const { report } = await withCarrier('shipped', { tenant: 'other' });
    expect(await report('Delivered_001')).toMatchObject({ reason: 'unknown_order' });
  });
});

describe('catching up', () => {
  it.each([
    ['processing', 'Delivered_001', ['ship', 'start_delivery', 'deliver']],
    ['shipped', 'Delivered_001', ['start_delivery', 'deliver']],
    ['out_for_delivery', 'Delivered_001', ['deliver']],
    ['processing', 'OutForDelivery_001', ['ship', 'start_delivery']],
    ['shipped', 'AttemptFail_001', ['start_delivery', 'record_delivery_attempt']],
    ['processing', 'Exception_013', ['ship', 'report_failed_delivery']],
    ['shipped', 'Exception_013', ['report_failed_delivery']],
  ] as const)(
    'records what a %s order has skipped when it tells %s',
    async (from, subtag, events) => {
      const { report, history } = await withCarrier(from, { catchUp: true });
      expect(kinds(await report(subtag))).toEqual(events.map((event) => [event, 'applied']));
      const lines = (await history()).slice(-events.length);
      expect(lines.map(({ occurredAt }) => occurredAt)).toEqual(events.map(() => minute(60)));
      const again = await report(subtag);
      for (const { outcome } of again.sent) expect(['duplicate', 'stale']).toContain(outcome.kind);
    },
  );

  it('is off unless it is asked for', async () => {
    const { report, get } = await withCarrier('processing');
    expect((await report('Delivered_001')).sent).toMatchObject([
      { outcome: { kind: 'refused', refusal: { code: 'wrong_status' } } },
    ]);
    expect((await get('o1')).status).toBe('processing');
  });

  it('ends where the lifecycle says no; what was told is kept for a person', async () => {
    const { report, get, orders } = await withCarrier('confirmed', { catchUp: true });
    expect(await report('Delivered_001')).toMatchObject({
      sent: [
        { event: 'start_processing', outcome: { refusal: { code: 'forbidden' } } },
        { event: 'deliver', outcome: { refusal: { code: 'wrong_status' } } },
      ],
    });
    expect((await get('o1')).status).toBe('confirmed');
    expect(await orders.contradictions.list()).toMatchObject([{ event: { type: 'deliver' } }]);
  });

  it('never confirms for a customer', async () => {
    const { report, get } = await withCarrier('new', { catchUp: true });
    expect(kinds(await report('Delivered_001'))).toEqual([['deliver', 'refused']]);
    expect((await get('o1')).status).toBe('new');
  });

  it('believes no news of an earlier trip', async () => {
    const shop = await withCarrier('returned', { catchUp: true });
    await shop.live('o1', [
      [{ type: 'receive_return' }, 'warehouse'],
      [{ type: 'redeliver' }, 'agent'],
    ]);
    expect((await shop.get('o1')).status).toBe('processing');
    const { sent } = await shop.report('Delivered_001', { at: minute(30) });
    expect(sent.map(({ event }) => event)).toEqual(['deliver']);
    expect((await shop.get('o1')).status).toBe('processing');
  });
});

describe('the first scan of a parcel', () => {
  it('ships the order where that was asked for', async () => {
    const asked = await withCarrier('processing', { shipOnPickup: true });
    expect(kinds(await asked.report('InTransit_002'))).toEqual([['ship', 'applied']]);
    expect(kinds(await asked.report('InTransit_002', { at: minute(70) }))).toEqual([
      ['ship', 'duplicate'],
    ]);
    const left = await withCarrier('processing');
    expect(await left.report('InTransit_002')).toMatchObject({ reason: 'nothing_to_do' });
  });
});

describe('a vocabulary of one’s own', () => {
  it('is a table', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.shipped);
    shop.clock.pass({ minutes: 120 });
    const words = vocabulary(
      { 'En route': { event: 'start_delivery' }, Livré: { event: 'deliver' } },
      { utcOffset: '+01:00' },
    );
    const { report } = carrier({
      orders: shop.orders,
      id: 'motos',
      vocabulary: words,
      collected: 'as_due',
    });
    const at = '15/01/2026 11:00:00';
    expect(kinds(await report({ orderId: 'o1', said: 'EN_ROUTE', at }))).toEqual([
      ['start_delivery', 'applied'],
    ]);
    expect(kinds(await report({ orderId: 'o1', said: 'livre', at }))).toEqual([
      ['deliver', 'applied'],
    ]);
    expect(await shop.get('o1')).toMatchObject({ collection: { at: minute(60), by: 'motos' } });
  });

  it.each([
    ['id', { id: '' }],
    ['id', { id: 'x'.repeat(101) }],
    ['collected', { collected: 'always' }],
    ['vocabulary.utcOffset', { vocabulary: { ...aftership, utcOffset: 'CET' } }],
    ['vocabulary.utcOffset', { vocabulary: { ...aftership, utcOffset: '+25:00' } }],
    ['vocabulary.meanings.Livre', { vocabulary: vocabulary({ Livre: 'delivered' as never }) }],
    [
      'vocabulary.meanings.Livre',
      { vocabulary: vocabulary({ Livre: { event: 'confirm' } as never }) },
    ],
  ])('is refused with a wrong %s', async (option, options) => {
    const refused = withCarrier('new', options as Options);
    await expect(refused).rejects.toThrow(new RegExp(`^${option} must`));
  });
});
