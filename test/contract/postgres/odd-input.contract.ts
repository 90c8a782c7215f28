import { describe, expect, it } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import { memoryInventory } from 'cod-lifecycle/memory';
import { postgresStore } from 'cod-lifecycle/postgres';
import type { PostgresStoreOptions } from 'cod-lifecycle/postgres';
import { changeOf, owed, stored } from '../../support/changes.ts';
import { actor, address, customer, lifeTo, start, usual } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import { pgPools } from './libraries/pg.ts';
import { letters, oddCursors, oddNames, oddVersions } from './odd-names.ts';
import { openShop } from './shop.ts';
import { answerOf, leaksIn, secrets, thrown } from './told.ts';

const agent = { actor: actor('agent') };
const tenant = 'default';

/** A draft that holds what no error may tell. */
const secret = {
  customer: { ...customer, name: secrets.name, phone: secrets.phone },
  address: { ...address, line1: secrets.line1 },
};

describe('an order is kept, moved, listed and found again whose names are', () => {
  it.each(Object.entries(oddNames))('%s', async (_, name) => {
    const { store, ...shop } = await openShop(pgPools);
    // Too few are there: the lifecycle sends the order a command of its own.
    const inventory = memoryInventory({ OIL: 1 });
    const orders = createOrders({ lifecycle: cod(), store, inventory, tenant: name });
    const source = { kind: 'site', shop: name, externalId: name };
    const given = draft({ id: name, source, metadata: { [name.slice(0, 100)]: name } });
    const placed = assertApplied(await orders.place(given, { ...agent, commandId: name }));
    expect(placed).toMatchObject({ id: name, tenant: name, source });
    const entries = (await orders.history(name)).rows;
    expect(entries.map(({ commandId }) => commandId)).toEqual([name, 'cod-lifecycle:1/0']);
    expect((await orders.place(given, { ...agent, commandId: name })).kind).toBe('duplicate');
    assertApplied(await orders.send(name, usual.cancel, agent));
    await store.contradictions.keep({
      tenant: name,
      id: name,
      contradictionId: `${name}/${'f'.repeat(32)}`,
      event: usual.deliver,
      actor: actor('driver'),
      status: 'cancelled',
      codes: [name],
      occurredAt: start,
      recordedAt: start,
    });
    const [kept] = await orders.contradictions.list({ orderId: name });
    expect(await orders.contradictions.settle(known(kept).contradictionId)).toBe(true);
    const { rows } = await orders.list({ status: ['cancelled'], limit: 1 });
    expect(rows.map(({ id }) => id)).toEqual([name]);
    expect((await orders.list({ after: `${placed.placedAt} ${name}` })).rows).toEqual([]);
    expect(await orders.effects.list({ state: 'done' })).not.toEqual([]);
    const [row] = await shop.run(
      `select count(*)::integer as orders from ${shop.schema}.cod_orders`,
    );
    expect(row).toEqual({ orders: 1 });
  });
});

describe('an order is kept whole', () => {
  it('with a megabyte of the host’s own strings', async () => {
    const { orders } = await openShop(pgPools);
    const metadata = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`key ${n}`, letters(10_000, 0x0621 + n, 40)]),
    );
    const place = await orders.place(draft({ id: 'o1', metadata }), agent);
    expect(assertApplied(place).metadata).toEqual(metadata);
    expect(await orders.get('o1')).toMatchObject({ metadata });
    expect((await orders.send('o1', usual.confirm, agent)).kind).toBe('applied');
  });
});

describe('what no database can keep', () => {
  const odd = { 'a null byte': 'a\0b', 'half a character': 'a\ud800b' };

  it.each(Object.entries(odd))(
    'is refused by the runtime, which says where: %s',
    async (_, text) => {
      const { orders, live } = await openShop(pgPools);
      await live('o1', lifeTo.new);
      const issuesOf = async (outcome: Promise<unknown>) => {
        const { refusal } = (await outcome) as {
          refusal: { issues: readonly { path: unknown }[] };
        };
        return refusal.issues.map(({ path }) => path);
      };
      const placing = async (fields: object) => issuesOf(orders.place(draft(fields), agent));
      expect(await placing({ id: text })).toEqual([['id']]);
      expect(await placing({ customer: { ...customer, name: text } })).toEqual([
        ['customer', 'name'],
      ]);
      expect(await placing({ metadata: { note: text } })).toEqual([['metadata', 'note']]);
      const note = { type: 'add_note', text } as const;
      expect(await issuesOf(orders.send('o1', note, agent))).toEqual([['text']]);
      expect(await issuesOf(orders.send(text, usual.confirm, agent))).toEqual([['id']]);
      const commandId = { ...agent, commandId: text };
      expect(await issuesOf(orders.send('o1', usual.confirm, commandId))).toEqual([['commandId']]);
      expect(await answerOf(() => orders.get(text))).toMatch(/^options_invalid: id must not hold/);
      expect(await orders.get('o1')).toMatchObject({ version: 1 });
    },
  );

  it.each(Object.entries(odd))(
    'is refused by the store, which has written nothing: %s',
    async (_, text) => {
      const { store } = await openShop(pgPools);
      const a = stored('a', secret);
      const effect = { type: 'notify_customer', text };
      const refused = /^not_applied 22P0[25]$/;
      const changes = {
        id: changeOf({ ...a, id: text }),
        body: changeOf({ ...a, metadata: { text } }),
        command: changeOf(a, { commandId: text }),
        effect: changeOf(a, { effects: [owed(a, 0, { effect })] }),
      };
      for (const change of Object.values(changes)) {
        expect(await answerOf(() => store.commit([change]))).toMatch(refused);
        expect(await answerOf(() => store.commit([changeOf(stored('b')), change]))).toMatch(
          refused,
        );
      }
      expect(await answerOf(() => store.load([{ tenant, id: text }]))).toMatch(refused);
      expect(await answerOf(() => store.counts({ tenant: text }))).toMatch(refused);
      expect(await answerOf(() => store.history({ tenant, id: text, limit: 1 }))).toMatch(refused);
      expect(await store.counts({ tenant })).toEqual({});
      expect(await store.effects.list({ tenant, state: 'pending', limit: 9 })).toEqual([]);
    },
  );

  it('takes the host’s transaction with it, and nothing else is told', async () => {
    const { store, transaction, note, notes } = await openShop(pgPools);
    const work = () =>
      transaction(async (tx) => {
        await note('before', tx);
        const odd = changeOf(stored('a', { ...secret, metadata: { text: 'a\0b' } }));
        expect(await answerOf(() => store.commit([odd], tx))).toBe('not_applied 22P05');
        expect(await answerOf(() => store.counts({ tenant }, tx))).toBe('not_applied 25P02');
        throw new Error('The host rolls back');
      });
    await expect(work()).rejects.toThrow('The host rolls back');
    expect(await notes()).toEqual([]);
  });
});

describe('a page is asked for', () => {
  it('with a cursor that no page ended with, and that is said', async () => {
    const { orders, store, live } = await openShop(pgPools);
    await live('o1', lifeTo.new);
    const wrong = 'options_invalid: query.after must be the `next` of a page';
    for (const after of oddCursors) {
      expect([after, await answerOf(() => orders.list({ after }))]).toEqual([after, wrong]);
      const query = { tenant, limit: 1, after };
      expect([after, await answerOf(() => store.list(query))]).toEqual([after, wrong]);
    }
    for (const after of oddVersions) {
      expect([after, await answerOf(() => orders.history('o1', { after }))]).toEqual([
        after,
        wrong,
      ]);
    }
    expect(await answerOf(() => orders.list({ after: 'x\0' }))).toMatch(
      /^options_invalid: query\.after/,
    );
  });

  it('with the cursor of an order that is long gone, and goes on from there', async () => {
    const { orders, live } = await openShop(pgPools);
    await live('o1', lifeTo.new);
    const { rows } = await orders.list({ after: '1999-12-31T23:59:59.999Z gone' });
    expect(rows.map(({ id }) => id)).toEqual(['o1']);
    expect((await orders.history('o1', { after: '999999999999999' })).rows).toEqual([]);
  });
});

describe('a store is set up', () => {
  const wrong = [
    '',
    'Shop',
    '1shop',
    'shop-1',
    'my shop',
    'shop"',
    `x'; drop schema public; --`,
    'é',
    'a'.repeat(41),
    'a.b',
    '$1',
  ];
  const client = { query: async () => [] };
  const setUp = async (options: PostgresStoreOptions) =>
    answerOf(() => postgresStore(client, options));

  it('with names that are not plain, and that is said', async () => {
    for (const name of wrong) {
      for (const option of ['schema', 'prefix'] as const) {
        expect(await setUp({ [option]: name })).toMatch(
          new RegExp(`^options_invalid: ${option} must be`),
        );
      }
    }
    for (const name of ['select', 'user', '_', 'a'.repeat(40)]) {
      expect(await setUp({ schema: name, prefix: name })).toBe('done');
    }
  });

  it('with a time-out that is none, and that is said', async () => {
    for (const timeoutMs of [0, -1, 1.5, Number.NaN, Infinity, 2 ** 31, '5' as never]) {
      expect([timeoutMs, await setUp({ timeoutMs })]).toEqual([
        timeoutMs,
        expect.stringMatching(/^options_invalid: timeoutMs must be/),
      ]);
    }
    for (const timeoutMs of [1, 30_000, 2 ** 31 - 1])
      expect(await setUp({ timeoutMs })).toBe('done');
  });

  it('with words of SQL as names, and works', async () => {
    const { orders } = await openShop(pgPools, {
      schema: 'select',
      prefix: 'from_',
      enforce: cod(),
    });
    assertApplied(await orders.place(draft({ id: 'o1', ...secret }), agent));
    expect(await orders.counts()).toMatchObject({ new: 1 });
  });

  it('with a schema or a prefix that is not there, and that is said by the first call', async () => {
    const { schema, client } = await openShop(pgPools);
    for (const names of [{ schema: 'nowhere' }, { schema, prefix: 'nothing_' }]) {
      const store = postgresStore(client, names);
      const orders = createOrders({ lifecycle: cod(), store });
      const answer = await answerOf(() => orders.place(draft({ id: 'o1', ...secret }), agent));
      expect(answer).toBe('schema_version found 0');
      expect(
        await answerOf(() =>
          store.effects.claim({ now: '2026-01-15T09:00:00.000Z', leaseMs: 1, limit: 1 }),
        ),
      ).toBe('schema_version found 0');
    }
  });
});

it('no error of all these tells a name, a number, an address or a password', () => {
  expect(thrown.length).toBeGreaterThan(50);
  expect(thrown.flatMap(leaksIn)).toEqual([]);
});
