import { describe, expect, it } from 'vitest';
import { CodError, ContentionError, StoreError } from 'cod-lifecycle';
import type { OrderStore } from 'cod-lifecycle';
import { actor, usual } from '../../support/life.ts';
import { draft, openShop } from '../../support/shop.ts';

const agent = { actor: actor('agent') };

/** A store whose next commits go wrong, as said: before they write, or after. */
function unreliable(...failures: readonly ('before' | 'after' | 'no')[]) {
  const left = [...failures];
  return (store: OrderStore): OrderStore => ({
    ...store,
    async commit(changes) {
      const failure = changes.some(({ entry }) => entry.commandId === 'c1') ? left.shift() : null;
      if (failure === 'no') throw new StoreError('not_applied');
      if (failure === 'before') throw new StoreError('unknown');
      const verdicts = await store.commit(changes);
      if (failure === 'after') throw new StoreError('unknown');
      return verdicts;
    },
  });
}

const command = { ...agent, commandId: 'c1' };

describe('a store that fails', () => {
  it.each([
    ['after it has written', ['after']],
    ['before it has written', ['before']],
    ['before and then after', ['before', 'after']],
    ['after, and twice before', ['before', 'before', 'after']],
  ] as const)('and cannot say so, %s: the command ends as applied, once', async (_, failures) => {
    const shop = openShop({ store: unreliable(...failures) });
    await shop.place('o1');
    expect(await shop.orders.send('o1', usual.failedCall, command)).toMatchObject({
      kind: 'applied',
      order: { version: 2 },
      entry: { commandId: 'c1' },
    });
    expect((await shop.get('o1')).calls.failed).toBe(1);
    expect((await shop.orders.history('o1')).rows).toHaveLength(2);
  });

  it.each(['after', 'before'] as const)(
    'and cannot say so, %s it has written: the order is placed, once',
    async (when) => {
      const shop = openShop({ store: unreliable(when) });
      const placed = await shop.orders.place(draft(), command);
      expect(placed).toMatchObject({ kind: 'applied', order: { status: 'new' } });
      expect((await shop.orders.list()).rows).toHaveLength(1);
      expect(shop.stock.stock('OIL')).toMatchObject({ reserved: 2 });
    },
  );

  it('after it has written hands the effects over all the same', async () => {
    const shop = openShop({ store: unreliable('after') });
    await shop.place('o1');
    await shop.orders.send('o1', usual.cancel, command);
    expect(shop.stock.stock('OIL')).toMatchObject({ available: 10, reserved: 0 });
  });

  it('and has surely not written is the caller’s to try again', async () => {
    const shop = openShop({ store: unreliable('no') });
    await shop.place('o1');
    const failed = shop.orders.send('o1', usual.failedCall, command);
    await expect(failed).rejects.toMatchObject({ code: 'store_failed', verdict: 'not_applied' });
    await expect(failed).rejects.toSatisfy((error) => CodError.is(error));
    expect((await shop.get('o1')).version).toBe(1);
    expect((await shop.orders.send('o1', usual.failedCall, command)).kind).toBe('applied');
  });

  it('for ever is told in the end', async () => {
    const shop = openShop({
      store: unreliable(...Array.from({ length: 999 }, () => 'before' as const)),
    });
    await shop.place('o1');
    const failed = shop.orders.send('o1', usual.failedCall, command);
    await expect(failed).rejects.toMatchObject({ code: 'store_failed', verdict: 'unknown' });
  });

  it('to win a single race is told in the end, and has written nothing', async () => {
    const shop = openShop({
      store: (store) => ({
        ...store,
        commit: (changes) =>
          changes.some(({ entry }) => entry.commandId === 'c1')
            ? Promise.resolve(changes.map(() => 'conflict' as const))
            : store.commit(changes),
      }),
    });
    await shop.place('o1');
    const lost = shop.orders.send('o1', usual.failedCall, command);
    await expect(lost).rejects.toBeInstanceOf(ContentionError);
    expect((await shop.get('o1')).version).toBe(1);
  });

  it('cannot make a bulk command count twice', async () => {
    const shop = openShop({ store: unreliable('after', 'before') });
    for (const id of ['a', 'b', 'c']) await shop.place(id);
    const receipts = await shop.orders.sendMany(['a', 'b', 'c'], usual.failedCall, command);
    expect(receipts.map(({ outcome }) => outcome.kind)).toEqual(['applied', 'applied', 'applied']);
    for (const id of ['a', 'b', 'c']) expect((await shop.get(id)).calls.failed).toBe(1);
  });
});
