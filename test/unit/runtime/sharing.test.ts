import { describe, expect, it } from 'vitest';
import { StoreError } from 'cod-lifecycle';
import type { Change, OrderStore } from 'cod-lifecycle';
import { actor, usual } from '../../support/life.ts';
import { known, openShop } from '../../support/shop.ts';

const agent = { actor: actor('agent') };
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `o${index}`);

/** A gate that a test opens: whoever comes before that waits. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

/** A shop whose store tells how many commands went out together, and may hold a commit up or spoil it. */
async function watchedShop(
  orders: readonly string[],
  onCommit: (changes: readonly Change[], calls: number) => Promise<unknown> | void = () =>
    undefined,
  concurrency?: number,
) {
  const loads: number[] = [];
  const commits: string[][] = [];
  let watching = false;
  const shop = openShop({
    handOver: 'by_drain',
    store: (store: OrderStore): OrderStore => ({
      ...store,
      ...(concurrency !== undefined && { concurrency }),
      load(keys) {
        if (watching) loads.push(keys.length);
        return store.load(keys);
      },
      async commit(changes) {
        if (!watching) return store.commit(changes);
        commits.push(changes.map(({ order }) => order.id));
        await onCommit(changes, commits.length);
        return store.commit(changes);
      },
    }),
  });
  for (const id of orders) await shop.place(id);
  watching = true;
  const call = (id: string, fields: object = {}) =>
    shop.orders.send(id, usual.failedCall, { ...agent, ...fields });
  return { ...shop, loads, commits, call };
}

describe('sends that come one at a time', () => {
  it('go out at once: one load and one commit each', async () => {
    const shop = await watchedShop(ids(1));
    await shop.call('o0');
    await shop.call('o0');
    expect([shop.loads, shop.commits]).toEqual([
      [1, 1],
      [['o0'], ['o0']],
    ]);
  });
});

describe('sends that come together', () => {
  it('share one load and one commit, and each is applied', async () => {
    const shop = await watchedShop(ids(50));
    const outcomes = await Promise.all(ids(50).map((id) => shop.call(id)));
    expect([shop.loads, shop.commits]).toEqual([[50], [ids(50)]]);
    expect(outcomes.map(({ kind, order }) => [kind, order?.id])).toEqual(
      ids(50).map((id) => ['applied', id]),
    );
  });

  it('wait while a commit is under way, and go out together as the next one', async () => {
    const first = gate();
    const shop = await watchedShop(ids(9), async (_, calls) =>
      calls === 1 ? first.opened : undefined,
    );
    const one = shop.call('o0');
    while (shop.commits.length === 0) await Promise.resolve();
    const others = ids(9)
      .slice(1)
      .map((id) => shop.call(id));
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    expect(shop.commits).toEqual([['o0']]);
    first.open();
    await Promise.all([one, ...others]);
    expect(shop.commits).toEqual([['o0'], ids(9).slice(1)]);
  });

  it('keep each its own verdict', async () => {
    const shop = await watchedShop(ids(4));
    await shop.call('o1', { commandId: 'known' });
    await shop.orders.send('o2', usual.cancel, agent);
    const outcomes = await Promise.all([
      shop.call('o0'),
      shop.call('o1', { commandId: 'known' }),
      shop.call('o2'),
      shop.call('nobody'),
      shop.call('o3', { expectedVersion: 7 }),
      shop.call('o3', { dryRun: true }),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'applied',
      'duplicate',
      'refused',
      'refused',
      'refused',
      'applied',
    ]);
    expect(outcomes.flatMap((o) => (o.kind === 'refused' ? [o.refusal.code] : []))).toEqual([
      'wrong_status',
      'not_found',
      'version_conflict',
    ]);
    expect((await shop.get('o3')).version).toBe(1);
  });

  it('of one order are applied one after the other, as they came', async () => {
    const shop = await watchedShop(ids(2));
    const outcomes = await Promise.all([
      shop.call('o0', { commandId: 'a' }),
      shop.call('o0', { commandId: 'b' }),
      shop.call('o1', { commandId: 'c' }),
      shop.call('o0', { commandId: 'd' }),
    ]);
    expect(outcomes.map(({ order }) => order?.version)).toEqual([2, 3, 2, 4]);
    expect(shop.commits).toEqual([['o0', 'o1'], ['o0'], ['o0']]);
    const { rows } = await shop.orders.history('o0');
    expect(rows.slice(1).map(({ commandId }) => commandId)).toEqual(['a', 'b', 'd']);
  });
});

describe('a failure', () => {
  it('concerns only the command whose change cannot be kept; the others go on', async () => {
    const shop = await watchedShop(ids(5), (changes) => {
      if (changes.some(({ order }) => order.id === 'o3')) throw new StoreError('not_applied');
    });
    const settled = await Promise.allSettled(ids(5).map((id) => shop.call(id)));
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    for (const id of ids(5))
      expect((await shop.orders.history(id)).rows).toHaveLength(id === 'o3' ? 1 : 2);
  });

  it.each(['before', 'after'])(
    'of a shared commit whose answer is lost %s it wrote leaves each applied, once',
    async (when) => {
      const shop = openShop({
        store: (store) => {
          let left = 1;
          return {
            ...store,
            async commit(changes) {
              if (changes.length === 1 || left === 0) return store.commit(changes);
              left -= 1;
              if (when === 'after') await store.commit(changes);
              throw new StoreError('unknown');
            },
          };
        },
      });
      for (const id of ids(6)) await shop.place(id);
      const sent = ids(6).map((id) => shop.orders.send(id, usual.failedCall, agent));
      expect((await Promise.all(sent)).map(({ kind }) => kind)).toEqual(
        ids(6).map(() => 'applied'),
      );
      for (const id of ids(6)) expect((await shop.get(id)).calls.failed).toBe(1);
    },
  );

  it('to look again after a lost commit is told as unknown, whatever the look came to', async () => {
    let down = false;
    const shop = openShop({
      store: (store) => ({
        ...store,
        load: (keys) => (down ? Promise.reject(new StoreError('not_applied')) : store.load(keys)),
        commit(changes) {
          if (changes.some(({ expectedVersion }) => expectedVersion === 0))
            return store.commit(changes);
          down = true;
          return Promise.reject(new StoreError('unknown'));
        },
      }),
    });
    await shop.place('o0');
    await expect(shop.orders.send('o0', usual.failedCall, agent)).rejects.toMatchObject({
      code: 'store_failed',
      verdict: 'unknown',
    });
  });
});

describe('a store that works on several commits at once', () => {
  it('has what comes together shared out among them', async () => {
    const shop = await watchedShop(ids(50), undefined, 3);
    const outcomes = await Promise.all(ids(50).map((id) => shop.call(id)));
    expect(shop.loads).toEqual([17, 17, 16]);
    expect(shop.commits.flat()).toEqual(ids(50));
    expect(outcomes.map(({ kind, order }) => [kind, order?.id])).toEqual(
      ids(50).map((id) => ['applied', id]),
    );
  });

  it.each([
    { count: 2, loads: [2] },
    { count: 3, loads: [3] },
    { count: 5, loads: [3, 2] },
  ])('gets none for a single one of $count', async ({ count, loads }) => {
    const shop = await watchedShop(ids(count), undefined, 3);
    await Promise.all(ids(count).map((id) => shop.call(id)));
    expect(shop.loads).toEqual(loads);
  });

  it('gets no more of them: what comes meanwhile waits for the first that ends', async () => {
    const gates = [gate(), gate()] as const;
    const shop = await watchedShop(ids(9), async (_, calls) => gates[calls - 1]?.opened, 2);
    const early = [];
    for (const id of ['o0', 'o1']) {
      early.push(shop.call(id));
      while (shop.commits.length < early.length) await Promise.resolve();
    }
    const late = ids(9)
      .slice(2)
      .map((id) => shop.call(id));
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    expect(shop.commits).toEqual([['o0'], ['o1']]);
    gates[1].open();
    await Promise.all(late);
    expect(shop.commits).toEqual([['o0'], ['o1'], ids(9).slice(2)]);
    gates[0].open();
    await Promise.all(early);
  });

  it('never has two commits of one order under way', async () => {
    const underWay = new Set<string>();
    const shop = await watchedShop(
      ids(3),
      async (changes) => {
        for (const { order } of changes) {
          expect(underWay).not.toContain(order.id);
          underWay.add(order.id);
        }
        await new Promise(setImmediate);
        for (const { order } of changes) underWay.delete(order.id);
      },
      4,
    );
    const note = { type: 'add_note', text: 'Call back' } as const;
    const sent = Array.from({ length: 30 }, (_, index) =>
      shop.orders.send(`o${index % 3}`, note, agent),
    );
    const versions = (await Promise.all(sent)).map(({ order }) => order?.version);
    expect(versions).toEqual(sent.map((_, index) => 2 + Math.floor(index / 3)));
  });

  it.each([0, -1, 1.5, 101, Number.NaN])('says how many: not %s', async (concurrency) => {
    await expect(watchedShop([], undefined, concurrency)).rejects.toThrow(
      'store.concurrency must be a whole number from 1 to 100',
    );
  });
});

describe('an order that somebody else holds', () => {
  it('goes on alone: nobody waits for it, and the next command finds the line free', async () => {
    const lock = gate();
    const shop = openShop({
      handOver: 'by_drain',
      store: (store) => ({
        ...store,
        async commit(changes) {
          const holds = ({ order }: Change): boolean => order.id === 'o1' && order.version === 2;
          const [only] = changes;
          if (only && changes.length === 1 && holds(only)) await lock.opened;
          const free = changes.filter((change) => changes.length === 1 || !holds(change));
          const verdicts = await store.commit(free);
          return changes.map((change) => verdicts[free.indexOf(change)] ?? 'conflict');
        },
      }),
    });
    for (const id of ids(4)) await shop.place(id);
    const call = (id: string) => shop.orders.send(id, usual.failedCall, agent);
    let held = 'waiting';
    const waiting = call('o1').then(({ kind }) => (held = kind));
    const others = await Promise.all([call('o0'), call('o2'), call('o3')]);
    expect(others.map(({ kind }) => kind)).toEqual(['applied', 'applied', 'applied']);
    expect((await call('o0')).order?.version).toBe(3);
    expect(held).toBe('waiting');
    lock.open();
    await waiting;
    expect(held).toBe('applied');
  });
});

describe('a bulk command', () => {
  it('has a line of its own: a single send does not wait behind all of it', async () => {
    const shop = await watchedShop(ids(1200));
    const finished: string[] = [];
    const bulk = shop.orders
      .sendMany(ids(1200), usual.failedCall, agent)
      .then(() => finished.push('bulk'));
    const note = { type: 'add_note', text: 'Call back' } as const;
    await shop.orders.send('o5', note, agent).then(() => finished.push('single'));
    await bulk;
    expect(finished).toEqual(['single', 'bulk']);
    expect(known(shop.commits[0]).length).toBeLessThanOrEqual(1000);
    expect((await shop.get('o5')).version).toBe(3);
  });
});
