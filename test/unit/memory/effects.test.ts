import { describe, expect, it } from 'vitest';
import type { ClaimedEffect, EffectRecord, OrderStore } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import { changeOf, owed, stored } from '../../support/changes.ts';
import { minute, start } from '../../support/life.ts';
import { known } from '../../support/shop.ts';

const [a, b] = [stored('a'), stored('b')];
const leaseMs = 60_000;

async function queueWith(...records: readonly EffectRecord[]) {
  const store: OrderStore = memoryStore({ now: () => start });
  for (const order of [a, b])
    await store.commit([changeOf(order, { effects: records.filter(({ id }) => id === order.id) })]);
  const claim = (now = start, fields: object = {}) =>
    store.effects.claim({ now, leaseMs, limit: 99, ...fields });
  const ids = async (now = start, fields: object = {}) =>
    (await claim(now, fields)).map(({ effectId }) => effectId);
  const listed = async (state: 'pending' | 'done' | 'dead') =>
    (await store.effects.list({ tenant: 'default', state, limit: 99 })).map((one) => one.effectId);
  return { queue: store.effects, claim, ids, listed };
}

const done = { kind: 'done' } as const;
const dead = { kind: 'dead', reason: 'down' } as const;
const retry = (at: string) => ({ kind: 'retry', at, reason: 'down' }) as const;
const first = (claims: readonly ClaimedEffect[]): ClaimedEffect => known(claims[0]);

describe('an effect', () => {
  it('EQ-1 is claimable once it was committed, and until it is done', async () => {
    const { queue, claim, ids, listed } = await queueWith(owed(a, 0));
    const claimed = first(await claim());
    expect(claimed).toEqual({ ...owed(a, 0), token: 1, failures: 0, crashes: 0 });
    expect(await queue.settle(claimed, done)).toBe(true);
    expect(await ids(minute(999))).toEqual([]);
    expect([await listed('pending'), await listed('done')]).toEqual([[], ['default/a/1/0']]);
  });

  it('EQ-1 is not claimable when it is dead', async () => {
    const { queue, claim, ids } = await queueWith(owed(a, 0));
    await queue.settle(first(await claim()), dead);
    expect(await ids(minute(999))).toEqual([]);
    expect(await queue.list({ tenant: 'default', state: 'dead', limit: 9 })).toMatchObject([
      { effectId: 'default/a/1/0', failures: 1, reason: 'down' },
    ]);
  });

  it('EQ-1 is not owed by a commit that was not applied', async () => {
    const store = memoryStore({ now: () => start });
    await store.commit([changeOf(a, { expectedVersion: 3, effects: [owed(a, 0)] })]);
    expect(await store.effects.claim({ now: start, leaseMs, limit: 9 })).toEqual([]);
  });

  it('EQ-2 is claimable only at the head of its order’s lane', async () => {
    const { queue, claim, ids } = await queueWith(owed(a, 0), owed(a, 1), owed(b, 0), owed(b, 1));
    const claimed = await claim();
    expect(claimed.map(({ effectId }) => effectId)).toEqual(['default/a/1/0', 'default/b/1/0']);
    expect(await ids()).toEqual([]);
    await queue.settle(first(claimed), done);
    expect(await ids()).toEqual(['default/a/1/1']);
  });

  it('EQ-2 is claimed for one order, and as many as are asked for', async () => {
    const { ids } = await queueWith(owed(a, 0), owed(b, 0));
    expect(await ids(start, { order: { tenant: 'default', id: 'b' } })).toEqual(['default/b/1/0']);
    expect(await ids(start, { order: { tenant: 'other', id: 'a' } })).toEqual([]);
    expect(await ids(start, { limit: 0 })).toEqual([]);
    expect(await ids(start, { limit: 1 })).toEqual(['default/a/1/0']);
  });

  it('EQ-3 is claimable again when its lease has ended, under a new token', async () => {
    const { claim, ids } = await queueWith(owed(a, 0));
    expect(first(await claim()).token).toBe(1);
    expect(await ids('2026-01-15T09:00:59.999Z')).toEqual([]);
    expect(first(await claim(minute(1)))).toMatchObject({ token: 2, failures: 0 });
  });

  it('EQ-3 goes to one of many that claim at once', async () => {
    const { claim } = await queueWith(owed(a, 0));
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim()));
    expect(claims.flat()).toHaveLength(1);
  });

  it('EQ-4 is settled only with its newest token', async () => {
    const { queue, claim, listed } = await queueWith(owed(a, 0));
    const old = first(await claim());
    const recent = first(await claim(minute(1)));
    for (const settlement of [done, dead, retry(minute(99))])
      expect(await queue.settle(old, settlement)).toBe(false);
    expect(await listed('pending')).toEqual(['default/a/1/0']);
    expect(await queue.settle(recent, done)).toBe(true);
    expect(await queue.settle(recent, dead)).toBe(false);
    expect(await queue.settle({ ...recent, effectId: 'nobody’s' }, done)).toBe(false);
    expect([await listed('done'), await listed('dead')]).toEqual([['default/a/1/0'], []]);
  });

  it('EQ-5 is not claimable before it is to be retried, nor is anything behind it', async () => {
    const { queue, claim, ids } = await queueWith(owed(a, 0), owed(a, 1), owed(b, 0));
    const [head] = await claim();
    expect(await queue.settle(known(head), retry(minute(10)))).toBe(true);
    expect(await ids(minute(9))).toEqual(['default/b/1/0']);
    expect(first(await claim(minute(10)))).toMatchObject({
      effectId: 'default/a/1/0',
      token: 2,
      failures: 1,
    });
  });

  it.each([
    [true, []],
    [false, ['default/a/1/1']],
  ])('EQ-6 when dead holds its lane up only as it is blocking: %s', async (blocking, behind) => {
    const { queue, claim, ids } = await queueWith(owed(a, 0, { blocking }), owed(a, 1));
    await queue.settle(first(await claim()), dead);
    expect(await ids(minute(99))).toEqual(behind);
  });
});
