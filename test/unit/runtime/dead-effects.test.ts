import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { OptionsError, SchemaVersionError, UndeliverableError } from 'cod-lifecycle';
import type { ClaimedEffect, Cod, Hooks, Inventory, OrderStore } from 'cod-lifecycle';
import { shelf } from '../../support/books.ts';
import { actor, start, usual } from '../../support/life.ts';
import { draft, known, openShop } from '../../support/shop.ts';
import { soon } from '../../support/soon.ts';

const admin = { actor: actor('admin') };
const system = { actor: { kind: 'system', id: 'books' } } as const;

/** A shop whose stock refuses to hold anything while it is closed. */
function closedShop(on: Hooks<Cod> = {}) {
  const stock = { closed: true };
  const shop = openShop({
    on,
    inventory: (inventory): Inventory => ({
      ...inventory,
      reserve: (request) =>
        stock.closed
          ? Promise.reject(new UndeliverableError('warehouse_closed'))
          : inventory.reserve(request),
    }),
  });
  return { ...shop, open: () => (stock.closed = false) };
}

/** A queue whose database is away at some claims, of which the first is 1. */
function unreliable(isAway: (claim: number) => boolean) {
  let claims = 0;
  return {
    claims: () => claims,
    of: (store: OrderStore): OrderStore => ({
      ...store,
      effects: {
        ...store.effects,
        claim: async (query) => {
          claims += 1;
          if (isAway(claims)) throw new Error('the database is away');
          return store.effects.claim(query);
        },
      },
    }),
  };
}

describe('what can never be handed over', () => {
  it('is dead at once, and listed with its reason', async () => {
    const shop = closedShop();
    await shop.place('o1');
    expect(await shop.orders.effects.list({ state: 'dead' })).toMatchObject([
      { effectId: 'default/o1/1/0', reason: 'warehouse_closed', failures: 1, blocking: true },
    ]);
  });

  it('is sent again when somebody says so, and what waits behind it follows', async () => {
    const shop = closedShop();
    await shop.place('o1');
    await shop.send('o1', usual.cancel, 'agent');
    shop.open();
    const [dead] = await shop.orders.effects.list({ state: 'dead' });
    expect(await shop.orders.effects.sendAgain(known(dead).effectId)).toBe(true);
    expect(await shop.orders.effects.sendAgain(known(dead).effectId)).toBe(false);
    expect(shop.stock.calls.map(({ call }) => call)).toEqual(['reserve', 'release']);
    expect(shelf(shop)).toBe('10/0/0/0');
  });

  it('is answered by an event, and holds nobody up any more', async () => {
    const shop = closedShop();
    await shop.place('o1');
    const [dead] = await shop.orders.effects.list({ state: 'dead' });
    const answer = {
      type: 'record_reservation',
      lines: [{ lineId: '1', sku: 'OIL', reserved: 0 }],
    } as const;
    const outcome = await shop.orders.effects.answer(known(dead).effectId, answer, system);
    expect(outcome.kind).toBe('applied');
    expect(await shop.orders.effects.list({ state: 'dead' })).toEqual([]);
    expect((await shop.get('o1')).stock).toMatchObject([{ reserved: 0, short: 2 }]);
  });

  it('stays dead where the answer was refused, or only tried out', async () => {
    const shop = closedShop();
    await shop.place('o1');
    const id = 'default/o1/1/0';
    const refused = await shop.orders.effects.answer(id, usual.deliver, admin);
    expect(refused.kind).toBe('refused');
    const dry = await shop.orders.effects.answer(id, usual.cancel, {
      ...admin,
      dryRun: true,
    });
    expect(dry.kind).toBe('applied');
    expect(await shop.orders.effects.list({ state: 'dead' })).toHaveLength(1);
  });

  it('lets what waited behind it go out once it is answered', async () => {
    const entered: string[] = [];
    const shop = closedShop({ entered: { new: ({ effectId }) => void entered.push(effectId) } });
    await shop.place('o1');
    expect(entered).toEqual([]);
    const none = {
      type: 'record_reservation',
      lines: [{ lineId: '1', sku: 'OIL', reserved: 0 }],
    } as const;
    await shop.orders.effects.answer('default/o1/1/0', none, system);
    expect(entered).toEqual(['default/o1/1/1']);
  });

  it('is not answered by an event to another tenant’s order of the same name', async () => {
    const shop = closedShop();
    await shop.place('o1');
    const other = { ...admin, tenant: 'other' };
    shop.open();
    await shop.orders.place(draft({ id: 'o1' }), other);
    for (const [effectId, options] of [
      ['other/o1/1/0', admin],
      ['default/o1/1/0', other],
    ] as const) {
      const answer = shop.orders.effects.answer(effectId, usual.cancel, options);
      await expect(answer).rejects.toThrow('effectId');
    }
    expect((await shop.get('o1')).status).toBe('new');
    expect((await shop.orders.get('o1', { tenant: 'other' }))?.status).toBe('new');
    expect(await shop.orders.effects.list({ state: 'dead' })).toHaveLength(1);
  });

  it('is none of another tenant’s business', async () => {
    const shop = closedShop();
    await shop.place('o1');
    shop.open();
    expect(await shop.orders.effects.sendAgain('default/o1/1/0', { tenant: 'other' })).toBe(false);
    expect(await shop.orders.effects.list({ state: 'dead' })).toHaveLength(1);
  });

  it.each([['', 'a/b/c/d', 'a/b/1', 'a/b/1/2/3', 7, null]])(
    'is asked for by its id: not by %j',
    async (...ids) => {
      const { orders } = closedShop();
      for (const id of ids)
        await expect(orders.effects.sendAgain(id as string)).rejects.toThrow(OptionsError);
    },
  );
});

describe('an effect whose process dies over it', () => {
  it('is given up after five times, apart from the failures', async () => {
    const shop = openShop({ handOver: 'by_drain' });
    await shop.place('o1');
    for (let crash = 0; crash < 5; crash += 1) {
      const now = shop.clock.now();
      const claims = await shop.store.effects.claim({ now, leaseMs: 60_000, limit: 1 });
      expect(claims).toMatchObject([{ crashes: crash, failures: 0 }]);
      shop.clock.pass({ minutes: 1 });
    }
    expect(await shop.orders.effects.drain()).toEqual({
      done: 0,
      retried: 0,
      dead: 1,
      nextAt: null,
    });
    expect(await shop.orders.effects.list({ state: 'dead' })).toMatchObject([
      { reason: 'crashed' },
    ]);
    expect(shop.stock.calls).toEqual([]);
    await shop.orders.effects.sendAgain('default/o1/1/0');
    expect(await shop.orders.effects.drain()).toEqual({
      done: 1,
      retried: 0,
      dead: 0,
      nextAt: null,
    });
  });
});

describe('a hook that never answers', () => {
  it('has failed when its time is over, and is called again later', async () => {
    let calls = 0;
    const shop = openShop({
      retry: { timeoutMs: 5 },
      on: {
        entered: { new: () => ((calls += 1) > 1 ? undefined : new Promise<void>(() => undefined)) },
      },
    });
    await shop.place('o1');
    expect(await shop.orders.effects.list({ state: 'pending' })).toMatchObject([
      { reason: 'timeout', failures: 1 },
    ]);
    shop.clock.pass({ minutes: 1 });
    expect(await shop.orders.effects.drain()).toEqual({
      done: 1,
      retried: 0,
      dead: 0,
      nextAt: null,
    });
  });

  it('keeps nobody waiting where effects are handed over in the background', async () => {
    const shop = openShop({
      handOver: 'in_background',
      on: { entered: { new: () => new Promise<void>(() => undefined) } },
    });
    const placed = await shop.place('o1');
    expect(placed.status).toBe('new');
    expect((await shop.send('o1', usual.cancel, 'agent')).kind).toBe('applied');
  });
});

describe('effects that are done', () => {
  it('are all forgotten, however many there are, or as many as is said', async () => {
    const asked: number[] = [];
    const left = [1000, 1000, 7];
    const { orders, clock } = openShop({
      store: (store) => ({
        ...store,
        effects: {
          ...store.effects,
          prune: async ({ limit }) => {
            asked.push(limit);
            return Math.min(limit, left.shift() ?? 0);
          },
        },
      }),
    });
    expect(await orders.effects.prune({ before: clock.now() })).toBe(2007);
    expect(asked).toEqual([1000, 1000, 1000, 1000]);
    left.push(1000, 1000);
    expect(await orders.effects.prune({ before: clock.now(), limit: 1500 })).toBe(1500);
    expect(asked.slice(4)).toEqual([1000, 500]);
  });

  it('are forgotten when they are old enough, and none that is still owed', async () => {
    const shop = openShop();
    await shop.place('o1');
    shop.clock.pass({ minutes: 60 });
    await shop.place('o2');
    expect(await shop.orders.effects.prune({ before: start })).toBe(0);
    expect(await shop.orders.effects.prune({ before: shop.clock.now() })).toBe(1);
    const left = await shop.orders.effects.list({ state: 'done' });
    expect(left.map(({ effectId }) => effectId)).toEqual(['default/o2/1/0']);
    await expect(shop.orders.effects.prune({ before: 'yesterday' })).rejects.toThrow(
      'options.before',
    );
  });
});

describe('a drain', () => {
  it('that fails waits for what is under way, and begins nothing more', async () => {
    const queue = unreliable((claim) => claim > 2);
    let underWay = 0;
    const shop = openShop({
      handOver: 'by_drain',
      store: queue.of,
      inventory: (inventory): Inventory => ({
        ...inventory,
        reserve: async (request) => {
          underWay += 1;
          await pause(5);
          underWay -= 1;
          return inventory.reserve(request);
        },
      }),
    });
    for (const id of ['o1', 'o2', 'o3']) await shop.place(id);
    await expect(shop.orders.effects.drain({ concurrency: 3 })).rejects.toThrow('is away');
    expect(underWay).toBe(0);
    expect(queue.claims()).toBe(3);
    expect(await shop.orders.effects.list({ state: 'done' })).toHaveLength(2);
  });

  it('of one tenant alone is of one order', async () => {
    const { orders } = openShop();
    await expect(orders.effects.drain({ tenant: 'other' })).rejects.toThrow('options.tenant');
    await orders.effects.drain({ tenant: 'other', orderId: 'o1' });
  });
});

describe('a run', () => {
  it('hands over whatever comes to be due, until it is told to stop', async () => {
    const stop = new AbortController();
    const shop = openShop({ handOver: 'by_drain' });
    const running = shop.orders.effects.run({ signal: stop.signal, idleMs: 1 });
    for (const id of ['o1', 'o2', 'o3']) await shop.place(id);
    while ((await shop.orders.effects.list({ state: 'pending' })).length > 0)
      await new Promise((resolve) => {
        setTimeout(resolve, 1);
      });
    stop.abort();
    expect(await running).toEqual({ done: 3, retried: 0, dead: 0 });
    await shop.place('o4');
    expect(await shop.orders.effects.list({ state: 'pending' })).toHaveLength(1);
  });

  it('finishes what is under way before it stops, and begins nothing more', async () => {
    const stop = new AbortController();
    const finished: string[] = [];
    const shop = openShop({
      handOver: 'by_drain',
      on: {
        entered: {
          new: async ({ order }) => {
            stop.abort();
            await Promise.resolve();
            finished.push(order.id);
          },
        },
      },
    });
    for (const id of ['o1', 'o2']) await shop.place(id);
    await shop.orders.effects.run({ signal: stop.signal, concurrency: 1 });
    expect(finished).toHaveLength(1);
    expect((await shop.orders.effects.list({ state: 'pending' })).length).toBeGreaterThan(0);
  });

  it('is over at once where it was told before it began', async () => {
    const { orders } = openShop();
    const signal = AbortSignal.abort();
    expect(await orders.effects.run({ signal })).toEqual({ done: 0, retried: 0, dead: 0 });
  });

  it('holds no order up for one whose effect takes long', async () => {
    const stop = new AbortController();
    const entered: string[] = [];
    let end = (): void => undefined;
    const slow = new Promise<void>((resolve) => (end = resolve));
    const shop = openShop({
      handOver: 'by_drain',
      on: {
        entered: {
          new: async ({ order }) => {
            entered.push(order.id);
            if (order.id === 'slow') await slow;
          },
        },
      },
    });
    await shop.place('slow');
    const running = shop.orders.effects.run({ signal: stop.signal, idleMs: 1, concurrency: 2 });
    await vi.waitFor(() => expect(entered).toEqual(['slow']), soon);
    await shop.place('quick');
    await vi.waitFor(() => expect(entered).toEqual(['slow', 'quick']), soon);
    stop.abort();
    end();
    expect(await running).toEqual({ done: 4, retried: 0, dead: 0 });
  });

  it('never has more under way than it was told, also while the queue fails, and ends with them', async () => {
    const stop = new AbortController();
    const told: unknown[] = [];
    const queue = unreliable((claim) => claim % 3 === 0);
    let now = 0;
    let most = 0;
    const shop = openShop({
      handOver: 'by_drain',
      store: queue.of,
      on: {
        entered: {
          new: async () => {
            most = Math.max(most, (now += 1));
            if (queue.claims() > 20) stop.abort();
            await pause(2);
            now -= 1;
          },
        },
      },
    });
    for (let count = 0; count < 40; count += 1) await shop.place(`o${count}`);
    await shop.orders.effects.run({
      signal: stop.signal,
      idleMs: 1,
      concurrency: 3,
      onError(error) {
        told.push(error);
        throw new Error('nobody listens');
      },
    });
    expect(now).toBe(0);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(3);
    expect(told.length).toBeGreaterThan(2);
    expect(told[0]).toEqual(new Error('the database is away'));
  });

  it.each([new SchemaVersionError(0, 1), new OptionsError('timeoutMs', 'must be a number')])(
    'ends at once where no rest would help, and says why: %s',
    async (error) => {
      const told: unknown[] = [];
      const away = new Error('the database is away');
      const answers: readonly (() => readonly ClaimedEffect[])[] = [
        () => [],
        () => {
          throw away;
        },
        () => {
          throw error;
        },
      ];
      let claims = 0;
      const claim = async () => {
        claims += 1;
        return known(answers[claims - 1])();
      };
      const shop = openShop({
        store: (store) => ({ ...store, effects: { ...store.effects, claim } }),
      });
      const { signal } = new AbortController();
      const running = shop.orders.effects.run({
        signal,
        idleMs: 3_600_000,
        concurrency: 3,
        onError: (one) => void told.push(one),
      });
      await expect(running).rejects.toBe(error);
      expect(told).toEqual([away]);
    },
  );

  it('goes on when the queue itself fails for a while', async () => {
    const stop = new AbortController();
    let failures = 2;
    const shop = openShop({
      handOver: 'by_drain',
      store: (store) => ({
        ...store,
        effects: {
          ...store.effects,
          claim: (query) => {
            failures -= 1;
            if (failures >= 0) return Promise.reject(new Error('the database is away'));
            return store.effects.claim(query);
          },
          settle: (claim, settlement) => {
            stop.abort();
            return store.effects.settle(claim, settlement);
          },
        },
      }),
    });
    await shop.place('o1');
    const report = await shop.orders.effects.run({
      signal: stop.signal,
      idleMs: 1,
      concurrency: 1,
    });
    expect(report).toEqual({ done: 1, retried: 0, dead: 0 });
  });

  it.each([
    ['options.signal', {}],
    ['options must be an object', undefined],
    ['options.idleMs', { signal: AbortSignal.abort(), idleMs: 0 }],
    ['options.concurrency', { signal: AbortSignal.abort(), concurrency: 101 }],
    ['options.onError', { signal: AbortSignal.abort(), onError: 'me' }],
  ])('is refused without sense: %s', async (path, options) => {
    const { orders } = openShop();
    await expect(orders.effects.run(options as never)).rejects.toThrow(path);
  });
});

describe('retry options', () => {
  it.each([
    ['retry.timeoutMs', { timeoutMs: 0 }],
    ['retry.errors', { errors: 1.5 }],
    ['retry.patience', { patience: 3 }],
  ])('are refused without sense: %s', (path, retry) => {
    expect(() => openShop({ retry: retry as object })).toThrow(path);
  });
});
