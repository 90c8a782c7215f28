import { describe, expect, it } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import { postgresStore } from 'cod-lifecycle/postgres';
import type { PostgresStoreOptions } from 'cod-lifecycle/postgres';
import { changeOf, owed, stored } from '../../support/changes.ts';
import { actor, customer, lifeTo, usual } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { takesOddInput } from '../odd-input.ts';
import { expectRefused, oddTableNames } from '../refused-options.ts';
import { secretFacts } from '../secret-facts.ts';
import { pgPools } from './libraries/pg.ts';
import { openShop } from './shop.ts';
import { answerOf, leaksIn, thrown } from './told.ts';

const agent = { actor: actor('agent') };
const tenant = 'default';

takesOddInput(async () => {
  const shop = await openShop(pgPools);
  const count = `select count(*)::integer as orders from ${shop.schema}.cod_orders`;
  return { ...shop, counted: () => shop.run(count) };
});

it('what an order says with escapes is kept as it was written, and read as it was', async () => {
  const { store, run, schema } = await openShop(pgPools);
  const metadata = { path: 'C:\\users', folded: 'a\nb\tc', bell: '\u0007', amount: '1e3' };
  const order = stored('a', { metadata });
  expect(await store.commit([changeOf(order), changeOf(stored('b'))])).toEqual([
    'applied',
    'applied',
  ]);
  const [row] = await run(`select body::text as body from ${schema}.cod_orders where id = 'a'`);
  expect(row).toEqual({ body: JSON.stringify(order) });
  expect(await store.load([{ tenant, id: 'a' }])).toEqual([{ order, earlier: null }]);
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
      const a = stored('a', secretFacts);
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
        const odd = changeOf(stored('a', { ...secretFacts, metadata: { text: 'a\0b' } }));
        expect(await answerOf(() => store.commit([odd], tx))).toBe('not_applied 22P05');
        expect(await answerOf(() => store.counts({ tenant }, tx))).toBe('not_applied 25P02');
        throw new Error('The host rolls back');
      });
    await expect(work()).rejects.toThrow('The host rolls back');
    expect(await notes()).toEqual([]);
  });
});

it('the cursor of an order that is long gone is taken, and the page goes on from there', async () => {
  const { orders, live } = await openShop(pgPools);
  await live('o1', lifeTo.new);
  const { rows } = await orders.list({ after: 'placed_at 1999-12-31T23:59:59.999Z gone' });
  expect(rows.map(({ order }) => order.id)).toEqual(['o1']);
  expect((await orders.history('o1', { after: '999999999999999' })).rows).toEqual([]);
});

describe('a store is set up', () => {
  const client = { query: async () => [] };
  const setUp = (options: PostgresStoreOptions) => postgresStore(client, options);

  it('with names that are not plain, and that is said', async () => {
    await expectRefused('schema', oddTableNames, (schema) => setUp({ schema }));
    await expectRefused('prefix', oddTableNames, (prefix) => setUp({ prefix }));
    for (const name of ['select', 'user', '_', 'a'.repeat(40)]) {
      expect(await answerOf(() => setUp({ schema: name, prefix: name }))).toBe('done');
    }
  });

  it('with a time-out that is none, and that is said', async () => {
    const wrong = [0, -1, 1.5, Number.NaN, Infinity, 2 ** 31, '5' as never];
    await expectRefused('timeoutMs', wrong, (timeoutMs) => setUp({ timeoutMs }));
    for (const timeoutMs of [1, 30_000, 2 ** 31 - 1])
      expect(await answerOf(() => setUp({ timeoutMs }))).toBe('done');
  });

  it('with words of SQL as names, and works', async () => {
    const { orders } = await openShop(pgPools, {
      schema: 'select',
      prefix: 'from_',
      enforce: cod(),
    });
    assertApplied(await orders.place(draft({ id: 'o1', ...secretFacts }), agent));
    expect(await orders.counts()).toMatchObject({ new: 1 });
  });

  it('with a schema or a prefix that is not there, and that is said by the first call', async () => {
    const { schema, client } = await openShop(pgPools);
    for (const names of [{ schema: 'nowhere' }, { schema, prefix: 'nothing_' }]) {
      const store = postgresStore(client, names);
      const orders = createOrders({ lifecycle: cod(), store });
      const answer = await answerOf(() => orders.place(draft({ id: 'o1', ...secretFacts }), agent));
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
