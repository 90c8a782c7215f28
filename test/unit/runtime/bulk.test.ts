import { describe, expect, it } from 'vitest';
import { CommandReusedError } from 'cod-lifecycle';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { known, openShop } from '../../support/shop.ts';
import type { Shop } from '../../support/shop.ts';

const agent = { actor: actor('agent') };
const kinds = (receipts: Awaited<ReturnType<Shop['orders']['sendMany']>>) =>
  receipts.map(({ id, outcome }) => [id, outcome.kind]);

async function shopWith(...ids: readonly string[]): Promise<Shop> {
  const shop = openShop({ shelf: { OIL: 1000 } });
  for (const id of ids) await shop.place(id);
  return shop;
}

describe('one event for many orders', () => {
  it('gives a receipt for each, in the order of the ids', async () => {
    const shop = await shopWith('a', 'b', 'c');
    const receipts = await shop.orders.sendMany(['c', 'a', 'b'], usual.confirm, agent);
    expect(kinds(receipts)).toEqual([
      ['c', 'applied'],
      ['a', 'applied'],
      ['b', 'applied'],
    ]);
    expect(await shop.orders.counts()).toMatchObject({ new: 0, confirmed: 3 });
  });

  it('counts a repeated id once', async () => {
    const shop = await shopWith('a', 'b');
    const receipts = await shop.orders.sendMany(['a', 'b', 'a', 'a'], usual.failedCall, agent);
    expect(kinds(receipts)).toEqual([
      ['a', 'applied'],
      ['b', 'applied'],
    ]);
    expect((await shop.get('a')).calls.failed).toBe(1);
  });

  it('lets the refusal of one stop no other', async () => {
    const shop = await shopWith('a', 'b', 'c');
    await shop.live('b', lifeTo.delivered);
    const targets = ['a', 'b', 'nobody', 'c', ''];
    const receipts = await shop.orders.sendMany(targets, usual.cancel, agent);
    expect(receipts).toMatchObject([
      { id: 'a', outcome: { kind: 'applied', order: { id: 'a', status: 'cancelled' } } },
      { id: 'b', outcome: { kind: 'refused', refusal: { code: 'final' } } },
      { id: 'nobody', outcome: { kind: 'refused', refusal: { code: 'not_found' } } },
      { id: 'c', outcome: { kind: 'applied', order: { id: 'c' } } },
      { id: '', outcome: { kind: 'refused', refusal: { code: 'invalid' } } },
    ]);
    expect(shop.stock.stock('OIL')).toMatchObject({ reserved: 0, out: 2 });
  });

  it('decides and writes nothing on a dry run', async () => {
    const shop = await shopWith('a', 'b');
    await shop.live('b', lifeTo.shipped);
    const dry = { ...agent, dryRun: true };
    const receipts = await shop.orders.sendMany(['a', 'b'], usual.cancel, dry);
    expect(receipts).toMatchObject([
      { outcome: { kind: 'applied', dryRun: true } },
      { outcome: { kind: 'refused', refusal: { instead: 'report_failed_delivery' } } },
    ]);
    expect((await shop.get('a')).status).toBe('new');
  });

  it('can be repeated under its command id', async () => {
    const shop = await shopWith('a', 'b');
    const command = { ...agent, commandId: 'morning' };
    await shop.orders.sendMany(['a'], usual.failedCall, command);
    const receipts = await shop.orders.sendMany(['a', 'b'], usual.failedCall, command);
    expect(kinds(receipts)).toEqual([
      ['a', 'duplicate'],
      ['b', 'applied'],
    ]);
  });

  it('holds an error that concerns one order alone in its receipt', async () => {
    const shop = await shopWith('a', 'b');
    const command = { ...agent, commandId: 'morning' };
    await shop.orders.send('a', usual.confirm, command);
    const receipts = await shop.orders.sendMany(['a', 'b'], usual.failedCall, command);
    expect(kinds(receipts)).toEqual([
      ['a', 'failed'],
      ['b', 'applied'],
    ]);
    const { outcome } = known(receipts[0]);
    expect(outcome.kind === 'failed' && outcome.error).toBeInstanceOf(CommandReusedError);
  });

  it('gives every order the same refusal for a malformed event', async () => {
    const shop = await shopWith('a', 'b');
    const event = { type: 'cancel', reason: 'boredom' } as never;
    const receipts = await shop.orders.sendMany(['a', 'b'], event, agent);
    expect(receipts).toMatchObject(
      ['a', 'b'].map((id) => ({
        id,
        outcome: { refusal: { code: 'invalid', issues: [{ path: ['reason'] }] } },
      })),
    );
  });

  it('does nothing for no orders', async () => {
    expect(await openShop().orders.sendMany([], usual.confirm, agent)).toEqual([]);
  });

  it('moves a hundred orders with two trips to the store', async () => {
    const trips: string[] = [];
    const shop = openShop({
      shelf: { OIL: 1000 },
      handOver: 'by_drain',
      store: (store) => ({
        ...store,
        load: (keys) => {
          trips.push(`load ${keys.length}`);
          return store.load(keys);
        },
        commit: (changes) => {
          trips.push(`commit ${changes.length}`);
          return store.commit(changes);
        },
      }),
    });
    const ids = Array.from({ length: 100 }, (_, index) => `o${index}`);
    for (const id of ids) await shop.place(id);
    trips.length = 0;
    await shop.orders.sendMany(ids, usual.confirm, agent);
    expect(trips).toEqual(['load 100', 'commit 100']);
  });
});

describe('an event of its own for each of many orders', () => {
  const cash = (id: string, amount: number) => ({
    id,
    event: { type: 'reconcile_cash', amount: { amount, currency: 'MAD' } } as const,
  });

  async function paidShop(...ids: readonly string[]): Promise<Shop> {
    const shop = await shopWith(...ids);
    for (const id of ids) await shop.live(id, lifeTo.delivered);
    return shop;
  }

  it('gives a receipt for each, and lets the refusal of one stop no other', async () => {
    const shop = await paidShop('a', 'b', 'c');
    const commands = [cash('c', 24_000), cash('lost', 1), cash('a', 20_000), cash('b', -1)];
    const receipts = await shop.orders.sendEach(commands, { actor: actor('finance') });
    expect(receipts).toMatchObject([
      { id: 'c', outcome: { kind: 'applied', order: { cash: { state: 'reconciled' } } } },
      { id: 'lost', outcome: { kind: 'refused', refusal: { code: 'not_found' } } },
      { id: 'a', outcome: { kind: 'applied', order: { cash: { state: 'discrepancy' } } } },
      { id: 'b', outcome: { kind: 'refused', refusal: { code: 'invalid' } } },
    ]);
    expect((await shop.get('b')).cash.state).toBe('collected');
  });

  it('is harmless when it is sent again, and writes nothing when it is only tried', async () => {
    const shop = await paidShop('a', 'b');
    const command = { actor: actor('finance'), commandId: 'settlement-7' };
    const commands = [cash('a', 24_000), cash('b', 24_000)];
    const tried = await shop.orders.sendEach(commands, { ...command, dryRun: true });
    expect(kinds(tried)).toEqual([
      ['a', 'applied'],
      ['b', 'applied'],
    ]);
    expect((await shop.get('a')).cash.state).toBe('collected');
    await shop.orders.sendEach(commands, command);
    expect(kinds(await shop.orders.sendEach(commands, command))).toEqual([
      ['a', 'duplicate'],
      ['b', 'duplicate'],
    ]);
  });

  it('refuses an order that comes twice, and sends nothing then', async () => {
    const shop = await paidShop('a');
    const twice = shop.orders.sendEach([cash('a', 24_000), cash('a', 1)], {
      actor: actor('finance'),
    });
    await expect(twice).rejects.toThrow(/^commands\.1\.id must not come twice/);
    expect((await shop.get('a')).cash.state).toBe('collected');
    await expect(shop.orders.sendEach([{}] as never, agent)).rejects.toThrow(/^commands\.0/);
    expect(await shop.orders.sendEach([], { actor: actor('finance') })).toEqual([]);
  });
});
