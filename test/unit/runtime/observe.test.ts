import { describe, expect, it } from 'vitest';
import { StoreError } from 'cod-lifecycle';
import type { CommandBegun, CommandEnded } from 'cod-lifecycle';
import { actor, usual } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

const agent = { actor: actor('agent') };

/** A shop whose commands are looked on, from the first to the last. */
function lookedOn() {
  const seen: (readonly [CommandBegun, CommandEnded])[] = [];
  let down = false;
  const shop = openShop({
    observe: (begun) => (ended) => seen.push([begun, ended]),
    store: (store) => ({
      ...store,
      commit: (changes) =>
        down ? Promise.reject(new StoreError('not_applied')) : store.commit(changes),
    }),
  });
  return { ...shop, seen, breakDown: () => (down = true) };
}

describe('an observer', () => {
  it('is told of each command as it begins, and how it ended', async () => {
    const shop = lookedOn();
    await shop.place('o1');
    await shop.orders.send('o1', usual.cancel, { ...agent, commandId: 'c1' });
    await shop.orders.send('o1', usual.cancel, { ...agent, commandId: 'c1' });
    await shop.orders.send('o1', usual.failedCall, agent);
    await shop.orders.send('nobody', usual.failedCall, agent);
    const words = shop.seen.map(([begun, ended]) => [
      begun.event,
      begun.orderId,
      ended.outcome,
      ended.code,
      ended.orderId,
      ended.status,
      ended.version,
    ]);
    expect(words).toEqual([
      ['place', null, 'applied', null, 'o1', 'new', 1],
      ['cancel', 'o1', 'applied', null, 'o1', 'cancelled', 2],
      ['cancel', 'o1', 'duplicate', null, 'o1', 'cancelled', 2],
      ['record_call_attempt', 'o1', 'refused', 'wrong_status', 'o1', 'cancelled', 2],
      ['record_call_attempt', 'nobody', 'refused', 'not_found', null, null, null],
    ]);
    expect(shop.seen[1]?.[0]).toEqual({
      tenant: 'default',
      orderId: 'o1',
      event: 'cancel',
      actor: 'agent',
      commandId: 'c1',
    });
  });

  it('is told of a failure, and of no word of the customer', async () => {
    const shop = lookedOn();
    await shop.place('o1');
    shop.breakDown();
    await expect(shop.orders.send('o1', usual.cancel, agent)).rejects.toBeInstanceOf(StoreError);
    expect(shop.seen.at(-1)?.[1]).toMatchObject({ outcome: 'failed', code: 'store_failed' });
    const told = JSON.stringify(shop.seen);
    for (const secret of ['Amina', '+212600000001', 'Rue Atlas'])
      expect(told).not.toContain(secret);
  });

  it.each([
    [
      'at the beginning',
      () => {
        throw new Error('no disk');
      },
    ],
    [
      'at the end',
      () => () => {
        throw new Error('no disk');
      },
    ],
  ])('that throws %s changes nothing', async (_, observe) => {
    const shop = openShop({ observe });
    await shop.place('o1');
    expect((await shop.send('o1', usual.cancel, 'agent')).kind).toBe('applied');
  });

  it('is not told of what was only tried out', async () => {
    const shop = lookedOn();
    await shop.place('o1');
    await shop.orders.send('o1', usual.cancel, { ...agent, dryRun: true });
    expect(shop.seen.map(([begun]) => begun.event)).toEqual(['place']);
  });

  it('need not care how it ended', async () => {
    const begun: string[] = [];
    const shop = openShop({ observe: ({ event }) => void begun.push(event) });
    await shop.place('o1');
    expect(begun).toEqual(['place']);
  });
});
