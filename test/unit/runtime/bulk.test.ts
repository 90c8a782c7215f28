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
