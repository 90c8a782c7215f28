import { describe, expect, it } from 'vitest';
import { CodError } from 'cod-lifecycle';
import type { Change, OrderStore, Page } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import { changeOf, next, owed, stored } from '../../support/changes.ts';
import { start } from '../../support/life.ts';
import { known } from '../../support/shop.ts';

const tenant = 'default';
const key = (id: string) => ({ tenant, id });
const whole = { tenant, limit: 1000 };

async function storeWith(...changes: readonly Change[]): Promise<OrderStore> {
  const store = memoryStore({ now: () => start });
  for (const change of changes) expect(await store.commit([change])).toEqual(['applied']);
  return store;
}

/** Everything that a store holds, as anybody can see it. */
const contents = async (store: OrderStore, id: string) => ({
  orders: (await store.list(whole)).rows,
  counts: await store.counts({ tenant }),
  history: (await store.history({ ...whole, id })).rows,
  effects: await store.effects.list({ ...whole, state: 'pending' }),
});

/** All pages of a query, one after the other. */
async function pages<Row>(
  ask: (after: string | undefined) => Promise<Page<Row>>,
): Promise<Row[][]> {
  const all: Row[][] = [];
  let after: string | undefined;
  do {
    const { rows, next: cursor } = await ask(after);
    all.push([...rows]);
    after = cursor ?? undefined;
  } while (after !== undefined && all.length < 100);
  return all;
}

describe('loading', () => {
  it('OS-1 answers null for an unknown order and never creates one', async () => {
    const store = await storeWith();
    const { source } = stored('a');
    expect(await store.load([key('a'), { tenant, source }])).toEqual([
      { order: null, earlier: null },
      { order: null, earlier: null },
    ]);
    expect((await store.list(whole)).rows).toEqual([]);
    expect(await store.counts({ tenant })).toEqual({});
  });

  it('OS-2 answers in the order of the keys, one answer a key', async () => {
    const [a, b] = [stored('a'), stored('b')];
    const store = await storeWith(changeOf(a), changeOf(b));
    const keys = [key('b'), key('nobody'), key('a'), { tenant, source: b.source }, key('a')];
    const loaded = await store.load(keys);
    expect(loaded.map(({ order }) => order?.id)).toEqual(['b', undefined, 'a', 'b', 'a']);
    expect(await store.load([])).toEqual([]);
  });

  it('OS-2 answers with the entry that a command wrote before', async () => {
    const a = stored('a');
    const store = await storeWith(changeOf(a, { commandId: 'c1' }), changeOf(next(a)));
    const loaded = await store.load([
      { ...key('a'), commandId: 'c1' },
      { tenant, source: a.source, commandId: 'c1' },
      { ...key('a'), commandId: 'c2' },
    ]);
    expect(loaded.map(({ earlier }) => earlier?.version)).toEqual([1, 1, undefined]);
  });
});

describe('committing', () => {
  it('OS-3 writes the order, its entry and its effects together', async () => {
    const a = stored('a');
    const store = await storeWith(changeOf(a, { effects: [owed(a, 0), owed(a, 1)] }));
    expect(await contents(store, 'a')).toMatchObject({
      orders: [a],
      counts: { new: 1 },
      history: [{ version: 1, commandId: 'ca-1' }],
      effects: [{ index: 0 }, { index: 1 }],
    });
  });

  it.each<[string, (change: Change) => Change]>([
    [
      'the order',
      (change) => ({ ...change, order: { ...change.order, metadata: 1n as never } }),
    ],
    [
      'the entry',
      (change) => ({ ...change, entry: { ...change.entry, event: 1n as never } }),
    ],
    [
      'an effect',
      (change) => ({
        ...change,
        effects: [owed(change.order, 0), owed(change.order, 1, { effect: 1n as never })],
      }),
    ],
  ])('OS-3 writes nothing of them where %s cannot be kept', async (_, spoil) => {
    const a = stored('a');
    const store = await storeWith(changeOf(a));
    const before = await contents(store, 'a');
    await expect(store.commit([spoil(changeOf(next(a)))])).rejects.toBeInstanceOf(Error);
    expect(await contents(store, 'a')).toEqual(before);
  });

  it('OS-4 lets exactly one of many commits on one version through; the others conflict', async () => {
    const a = stored('a');
    const store = await storeWith(changeOf(a));
    const verdicts = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.commit([changeOf(next(a), { commandId: `race-${index}`, effects: [owed(a, 0)] })]),
      ),
    );
    expect(verdicts.flat().toSorted()).toEqual([
      'applied',
      ...Array.from({ length: 19 }, () => 'conflict'),
    ]);
    const { orders, history, effects } = await contents(store, 'a');
    expect([orders[0]?.version, history.length, effects.length]).toEqual([2, 2, 1]);
  });

  it.each([0, 2, 3])('OS-4 conflicts with another version: %i', async (expectedVersion) => {
    const a = stored('a');
    const store = await storeWith(changeOf(a));
    expect(await store.commit([changeOf(next(a), { expectedVersion })])).toEqual(['conflict']);
    expect(await store.commit([changeOf(stored('b'), { expectedVersion: 1 })])).toEqual([
      'conflict',
    ]);
  });

  it('OS-5 knows a command that was applied before, whatever version it is sent on', async () => {
    const a = stored('a');
    const store = await storeWith(changeOf(a), changeOf(next(a), { commandId: 'c1' }));
    const later = [next(a), next(next(a)), next(next(next(a)))];
    for (const order of later)
      expect(await store.commit([changeOf(order, { commandId: 'c1' })])).toEqual(['duplicate']);
    expect((await store.load([key('a')]))[0]?.order?.version).toBe(2);
  });

  it('OS-5 belongs to one order: another may have a command of the same id', async () => {
    const store = await storeWith(changeOf(stored('a'), { commandId: 'c1' }));
    expect(await store.commit([changeOf(stored('b'), { commandId: 'c1' })])).toEqual(['applied']);
  });

  it('OS-6 conflicts with a second order of one source, and not with another tenant’s', async () => {
    const a = stored('a');
    const store = await storeWith(changeOf(a));
    const { source } = a;
    const second = stored('b', { source: { ...source, reference: '#9' } });
    const elsewhere = stored('a', { source, tenant: 'other' });
    expect(await store.commit([changeOf(second)])).toEqual(['conflict']);
    expect(await store.commit([changeOf(elsewhere)])).toEqual(['applied']);
    for (const field of ['kind', 'shop', 'externalId'] as const) {
      const near = stored(`near-${field}`, { source: { ...source, [field]: 'else' } });
      expect(await store.commit([changeOf(near)])).toEqual(['applied']);
    }
  });

  it('OS-7 judges each change of one commit on its own', async () => {
    const [a, b] = [stored('a'), stored('b')];
    const store = await storeWith(changeOf(a, { commandId: 'c1' }), changeOf(b));
    const verdicts = await store.commit([
      changeOf(next(a), { commandId: 'c1' }),
      changeOf(next(b), { expectedVersion: 7 }),
      changeOf(stored('c')),
      changeOf(next(a), { commandId: 'c2' }),
    ]);
    expect(verdicts).toEqual(['duplicate', 'conflict', 'applied', 'conflict']);
    expect((await store.list(whole)).rows.map(({ id, version }) => [id, version])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
    expect(await store.commit([])).toEqual([]);
  });

  it('OS-8 keeps what it was given: changing that later changes nothing in the store', async () => {
    const a = structuredClone(stored('a'));
    const change = structuredClone(changeOf(a, { effects: [owed(a, 0)] }));
    const store = await storeWith(change);
    const before = structuredClone(await contents(store, 'a'));
    Object.assign(change.order, { status: 'shipped' });
    Object.assign(change.entry, { to: 'shipped' });
    Object.assign(known(change.effects[0]), { effect: { type: 'other' } });
    expect(await contents(store, 'a')).toEqual(before);
  });
});

describe('what was loaded or listed', () => {
  it('OS-8 is the caller’s: changing it changes nothing in the store', async () => {
    const a = stored('a');
    const store = await storeWith(changeOf(a, { commandId: 'c1', effects: [owed(a, 0)] }));
    const before = structuredClone(await contents(store, 'a'));
    const spoil = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const part of Object.values(value)) spoil(part);
      for (const name of Object.keys(value)) Reflect.set(value, name, 'spoilt');
    };
    spoil(await store.load([{ ...key('a'), commandId: 'c1' }]));
    spoil(await contents(store, 'a'));
    spoil(await store.effects.claim({ now: start, leaseMs: 0, limit: 9 }));
    expect(await contents(store, 'a')).toEqual(before);
  });
});

describe('listing', () => {
  const times = [
    '2026-01-15T09:00:00.000Z',
    '2026-01-15T09:00:00.000Z',
    '2026-01-15T09:00:01.000Z',
  ];
  const many = Array.from({ length: 25 }, (_, index) =>
    stored(`o ${index}`, {
      placedAt: known(times[index % 3]),
      status: index % 2 ? 'new' : 'shipped',
    }),
  );

  it.each([1, 2, 7, 25, 26])(
    'OS-9 shows every order exactly once, %i a page, also among equal times',
    async (limit) => {
      const store = await storeWith(...many.toReversed().map((order) => changeOf(order)));
      const found = await pages((after) =>
        store.list({ tenant, limit, ...(after !== undefined && { after }) }),
      );
      expect(found.every((rows) => rows.length <= limit)).toBe(true);
      const ids = found.flat().map(({ id }) => id);
      expect(ids).toHaveLength(25);
      expect(ids.toSorted()).toEqual(many.map(({ id }) => id).toSorted());
    },
  );

  it('OS-9 shows every order that stays in the filter, whatever happens between two pages', async () => {
    const store = await storeWith(...many.map((order) => changeOf(order)));
    const query = { tenant, status: ['new'], limit: 4 };
    const first = await store.list(query);
    const shown = known(first.rows[0]);
    await store.commit([
      changeOf(next(shown, { status: 'cancelled' })),
      changeOf(stored('later', { placedAt: '2027-01-01T00:00:00.000Z' })),
    ]);
    const rest = await pages((after) =>
      store.list({ ...query, after: after ?? known(first.next) }),
    );
    const ids = [...first.rows, ...rest.flat()].map(({ id }) => id);
    const stay = many.filter(({ status }) => status === 'new').map(({ id }) => id);
    expect(ids.toSorted()).toEqual([...stay, 'later'].toSorted());
  });

  it('OS-9 filters by any number of statuses', async () => {
    const store = await storeWith(...many.map((order) => changeOf(order)));
    const count = async (status?: readonly string[]) =>
      (await store.list({ ...whole, ...(status && { status }) })).rows.length;
    expect([
      await count(),
      await count(['new', 'shipped']),
      await count(['new']),
      await count([]),
    ]).toEqual([25, 25, 12, 0]);
    expect(await store.counts({ tenant })).toEqual({ new: 12, shipped: 13 });
  });

  it('OS-9 shows a history oldest first, each entry once', async () => {
    let order = stored('a');
    const store = await storeWith(changeOf(order));
    for (let version = 2; version <= 12; version += 1) {
      order = next(order);
      await store.commit([changeOf(order)]);
    }
    const found = await pages((after) =>
      store.history({ ...key('a'), limit: 5, ...(after !== undefined && { after }) }),
    );
    expect(found.map((rows) => rows.map(({ version }) => version))).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
      [11, 12],
    ]);
  });
});

describe('tenants', () => {
  it('OS-10 shows no order, entry or effect of one under another', async () => {
    const mine = stored('a');
    const theirs = stored('a', { tenant: 'other', status: 'shipped' });
    const store = await storeWith(
      changeOf(mine, { commandId: 'mine', effects: [owed(mine, 0)] }),
      changeOf(theirs, { commandId: 'theirs', effects: [owed(theirs, 0), owed(theirs, 1)] }),
    );
    const seen = async (tenant: string) => ({
      listed: (await store.list({ tenant, limit: 9 })).rows.map((order) => order.tenant),
      counts: await store.counts({ tenant }),
      commands: (await store.history({ tenant, id: 'a', limit: 9 })).rows.map((e) => e.commandId),
      effects: (await store.effects.list({ tenant, state: 'pending', limit: 9 })).length,
      earlier: (await store.load([{ tenant, id: 'a', commandId: 'mine' }]))[0]?.earlier?.commandId,
      claimed: (
        await store.effects.claim({ now: start, leaseMs: 0, limit: 9, order: { tenant, id: 'a' } })
      ).map((claim) => claim.tenant),
    });
    expect(await seen('default')).toEqual({
      listed: ['default'],
      counts: { new: 1 },
      commands: ['mine'],
      effects: 1,
      earlier: 'mine',
      claimed: ['default'],
    });
    expect(await seen('other')).toEqual({
      listed: ['other'],
      counts: { shipped: 1 },
      commands: ['theirs'],
      effects: 2,
      earlier: undefined,
      claimed: ['other'],
    });
    expect(await seen('nobody')).toMatchObject({
      listed: [],
      counts: {},
      commands: [],
      claimed: [],
    });
  });

  it('OS-10 cannot be mixed up by names that look like two', async () => {
    const store = await storeWith(
      changeOf(stored('b","c', { tenant: 'a' })),
      changeOf(stored('c', { tenant: 'a","b' })),
    );
    expect((await store.load([{ tenant: 'a', id: 'b","c' }]))[0]?.order?.tenant).toBe('a');
    expect((await store.load([{ tenant: 'a","b', id: 'c' }]))[0]?.order?.tenant).toBe('a","b');
  });
});

describe('a failure', () => {
  it.each<[string, (order: ReturnType<typeof stored>) => Change]>([
    ['an order', (order) => changeOf({ ...order, metadata: 1n as never })],
    [
      'an effect',
      (order) => changeOf(order, { effects: [owed(order, 0, { effect: 1n as never })] }),
    ],
  ])(
    'OS-11 is a StoreError that says that nothing was written: %s that cannot be kept',
    async (_, spoilt) => {
      const store = await storeWith();
      const failure: unknown = await store
        .commit([spoilt(stored('a'))])
        .catch((error: unknown) => error);
      expect(CodError.is(failure)).toBe(true);
      expect(failure).toMatchObject({ code: 'store_failed', verdict: 'not_applied' });
      expect((await store.list(whole)).rows).toEqual([]);
    },
  );
});

describe('the clock and the ids', () => {
  it('are the store’s own, and the clock can be brought along', () => {
    const store = memoryStore({ now: () => start });
    expect(store.clock.now()).toBe(start);
    expect(new Set(Array.from({ length: 100 }, () => store.ids.next())).size).toBe(100);
    expect(memoryStore().clock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});
