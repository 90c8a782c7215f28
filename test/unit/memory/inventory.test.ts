import { describe, expect, it } from 'vitest';
import { OptionsError } from 'cod-lifecycle';
import type { StockMove } from 'cod-lifecycle';
import { memoryInventory, memoryNotifier, memoryStore } from 'cod-lifecycle/memory';
import { stored } from '../../support/changes.ts';
import { actor, lifeTo, start } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

const move = (
  quantity: number,
  from: StockMove['from'],
  fields: Partial<StockMove> = {},
): StockMove => ({
  lineId: '1',
  sku: 'OIL',
  quantity,
  from,
  ...fields,
});
const request = (effectId: string, lines: readonly StockMove[], id = 'o1') => ({
  effectId,
  order: { tenant: 'default', id },
  lines,
});
const inShop = (stock: ReturnType<typeof memoryInventory>, sku = 'OIL') => {
  const { available, reserved, out, writtenOff } = stock.stock(sku);
  return [available, reserved, out, writtenOff];
};

describe('an inventory', () => {
  it('IN-1 moves nothing when a call is repeated with its effect id, and answers the same', async () => {
    const stock = memoryInventory({ OIL: 3 });
    const five = request('e1', [move(5, 'available')]);
    const answer = await stock.reserve(five);
    stock.receive('OIL', 10);
    expect(await stock.reserve(five)).toEqual(answer);
    expect(inShop(stock)).toEqual([10, 3, 0, 0]);
    const life = async () => {
      await stock.commit(request('e2', [move(3, 'reserved')]));
      await stock.restock(request('e3', [move(2, 'out')]));
      await stock.writeOff(request('e4', [move(1, 'out')]));
      await stock.reserve(request('e5', [move(1, 'available')]));
      await stock.release(request('e6', [move(1, 'reserved')]));
    };
    await life();
    await life();
    expect(inShop(stock)).toEqual([12, 0, 0, 1]);
    expect(stock.calls.filter(({ repeated }) => repeated)).toHaveLength(6);
  });

  it('IN-2 holds all of a line or as much as there is, and says how much', async () => {
    const stock = memoryInventory({ OIL: 3, SOAP: 1 });
    const lines = [
      move(2, 'available'),
      move(4, 'available', { lineId: '2', sku: 'SOAP' }),
      move(2, 'available', { lineId: '3' }),
      move(1, 'available', { lineId: '4', sku: 'UNKNOWN' }),
    ];
    const { lines: held } = await stock.reserve(request('e1', lines));
    expect(held).toEqual([
      { lineId: '1', held: 2 },
      { lineId: '2', held: 1 },
      { lineId: '3', held: 1 },
      { lineId: '4', held: 0 },
    ]);
    expect([inShop(stock), inShop(stock, 'SOAP')]).toEqual([
      [0, 3, 0, 0],
      [0, 1, 0, 0],
    ]);
  });

  it('IN-3 gives back at most what is held for the order’s line', async () => {
    const stock = memoryInventory({ OIL: 5 });
    await stock.reserve(request('e1', [move(2, 'available')]));
    await stock.reserve(request('e2', [move(3, 'available')], 'o2'));
    await stock.release(request('e3', [move(5, 'reserved')]));
    expect(inShop(stock)).toEqual([2, 3, 0, 0]);
    await stock.release(request('e4', [move(1, 'reserved')]));
    await stock.release(request('e5', [move(1, 'reserved', { lineId: '2' })], 'o2'));
    expect(inShop(stock)).toEqual([2, 3, 0, 0]);
  });

  it('IN-4 always commits: what was not held is taken from the shelf, and missing where it has none', async () => {
    const stock = memoryInventory({ OIL: 3 });
    await stock.reserve(request('e1', [move(1, 'available')]));
    await stock.commit(request('e2', [move(1, 'reserved'), move(4, 'available')]));
    const out = { available: 0, reserved: 0, out: 5, writtenOff: 0 };
    expect(stock.stock('OIL')).toEqual({ ...out, missing: 2 });
    await stock.commit(request('e3', [move(2, 'reserved')], 'o2'));
    expect(stock.stock('OIL')).toEqual({ ...out, out: 7, missing: 4 });
  });

  it('makes up for what is missing by whatever comes onto the shelf', async () => {
    const stock = memoryInventory({ OIL: 1 });
    await stock.reserve(request('e1', [move(1, 'available')]));
    await stock.commit(request('e2', [move(4, 'available')], 'o2'));
    const missing = () => stock.stock('OIL').missing;
    expect(missing()).toBe(4);
    stock.receive('OIL', 1);
    expect(missing()).toBe(3);
    await stock.release(request('e3', [move(1, 'reserved')]));
    expect(missing()).toBe(2);
    await stock.restock(request('e4', [move(3, 'out')], 'o2'));
    expect(stock.stock('OIL')).toEqual({ available: 1, reserved: 0, out: 1, writtenOff: 0 });
  });

  it('counts as missing what comes back though it never left', async () => {
    const stock = memoryInventory({ OIL: 1 });
    await stock.restock(request('e1', [move(2, 'out')]));
    await stock.writeOff(request('e2', [move(1, 'out')]));
    const books = { available: 3, reserved: 0, out: 0, writtenOff: 1, missing: 3 };
    expect(stock.stock('OIL')).toEqual(books);
  });

  it('IN-5 is called for one order in the order in which its effects are owed', async () => {
    const shop = openShop({ handOver: 'by_drain' });
    await shop.place('o1');
    await shop.place('o2');
    await shop.live('o1', [...lifeTo.cancelled, [{ type: 'reopen', reason: 'x' }, 'admin']]);
    await shop.live('o2', lifeTo.returned);
    await shop.orders.effects.drain();
    const callsOf = (id: string) =>
      shop.stock.calls.filter(({ order }) => order.id === id).map(({ call }) => call);
    expect(callsOf('o1')).toEqual(['reserve', 'release', 'reserve']);
    expect(callsOf('o2')).toEqual(['reserve', 'commit', 'restock']);
  });

  it('writes off what is out, and what counts as on the shelf', async () => {
    const stock = memoryInventory({ OIL: 3 });
    await stock.commit(request('e1', [move(2, 'available')]));
    await stock.writeOff(request('e2', [move(1, 'out'), move(1, 'available')]));
    expect(inShop(stock)).toEqual([0, 0, 1, 2]);
  });

  it.each([-1, 1.5, Number.NaN, '3' as never])('is given whole units, not %s', (units) => {
    expect(() => memoryInventory({ OIL: units })).toThrow(OptionsError);
    expect(() => memoryInventory().receive('OIL', units)).toThrow(OptionsError);
  });

  it('shows what it has, and lets nobody change it', () => {
    const stock = memoryInventory({ OIL: 3 });
    Object.assign(stock.stock('OIL'), { available: 99 });
    expect(inShop(stock)).toEqual([3, 0, 0, 0]);
    expect(inShop(stock, 'UNKNOWN')).toEqual([0, 0, 0, 0]);
  });
});

describe('a notifier', () => {
  it('NO-1 sends a message once, however often it is told to', async () => {
    const sms = memoryNotifier();
    const message = { effectId: 'e1', template: 'out_for_delivery', order: stored('a') };
    await sms.notify(message);
    await sms.notify(message);
    await sms.notify({ ...message, effectId: 'e2' });
    expect(sms.sent.map(({ effectId }) => effectId)).toEqual(['e1', 'e2']);
  });
});

describe('contradictions', () => {
  const report = (contradictionId: string, fields: object = {}) => ({
    contradictionId,
    tenant: 'default',
    id: 'o1',
    event: { type: 'deliver' },
    actor: actor('driver'),
    status: 'cancelled',
    codes: ['wrong_status'],
    occurredAt: start,
    recordedAt: start,
    ...fields,
  });

  async function kept() {
    const { contradictions } = memoryStore({ now: () => start });
    await contradictions.keep(report('x'));
    await contradictions.keep(report('x', { status: 'delivered' }));
    await contradictions.keep(report('y', { id: 'o2' }));
    await contradictions.keep(report('x', { tenant: 'other' }));
    const open = async (fields: object = {}) =>
      (await contradictions.list({ tenant: 'default', limit: 9, ...fields })).map(
        (one) => `${one.contradictionId} ${one.status}`,
      );
    return { contradictions, open };
  }

  it('CO-1 keeps the same report once, as it was told last', async () => {
    const { open } = await kept();
    expect(await open()).toEqual(['x delivered', 'y cancelled']);
    expect(await open({ orderId: 'o2' })).toEqual(['y cancelled']);
    expect(await open({ limit: 1 })).toEqual(['x delivered']);
  });

  it('CO-2 lists a settled one no longer, also when it is told again', async () => {
    const { contradictions, open } = await kept();
    const key = { tenant: 'default', contradictionId: 'x' };
    expect(await contradictions.settle(key)).toBe(true);
    expect(await contradictions.settle(key)).toBe(false);
    expect(await contradictions.settle({ ...key, contradictionId: 'z' })).toBe(false);
    await contradictions.keep(report('x'));
    expect(await open()).toEqual(['y cancelled']);
    expect(await open({ tenant: 'other' })).toEqual(['x cancelled']);
  });
});
