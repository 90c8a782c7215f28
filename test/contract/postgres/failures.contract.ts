import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { fromPg, postgresStore } from 'cod-lifecycle/postgres';
import { changeOf, stored } from '../../support/changes.ts';
import { lifeTo } from '../../support/life.ts';
import { pgPools } from './libraries/pg.ts';
import { openFor, openShop } from './shop.ts';
import { answerOf } from './told.ts';
import { serverUrl } from './server-url.ts';

const tenant = 'default';
const change = changeOf(stored('a'));

describe('a role that may not', () => {
  const answersWith = async (options: string) => {
    const { schema, live } = await openShop(pgPools);
    await live('o1', lifeTo.new);
    const { client } = await openFor(pgPools, serverUrl(options));
    const store = postgresStore(client, { schema });
    return [
      await answerOf(() => store.counts({ tenant })),
      await answerOf(() => store.commit([change])),
    ];
  };

  it('write reads, and is told that it may not write', async () => {
    expect(await answersWith('-c default_transaction_read_only=on')).toEqual([
      'done',
      'not_applied 25006',
    ]);
  });

  it('see the tables is told so', async () => {
    const may = 'not_applied 42501';
    expect(await answersWith('-c role=pg_monitor')).toEqual([may, may]);
  });
});

it('a client of pg that was ended is answered with not_applied', async () => {
  const { schema } = await openShop(pgPools);
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  const store = postgresStore(fromPg(client), { schema });
  await store.load([{ tenant, id: 'a' }]);
  await client.end();
  expect(await answerOf(() => store.commit([change]))).toBe('not_applied not_connected');
});

/** A store whose client throws this, instead of sending what has these words, for so many times. */
async function storeThrowing(
  thrown: unknown,
  times = Number.POSITIVE_INFINITY,
  words = 'with change as',
) {
  const { client, schema, transaction } = await openShop(pgPools);
  let left = times;
  const query: (typeof client)['query'] = async (statement, input, tx) => {
    if (statement.text.includes(words) && left-- > 0) throw thrown;
    return client.query(statement, input, tx);
  };
  return { store: postgresStore({ query }, { schema }), transaction };
}

describe('what a client throws at a commit', () => {
  const answers: Readonly<Record<string, unknown>> = {
    'not_applied 23505': { code: '23505' },
    'not_applied 53200': { code: '53200' },
    'not_applied P0001': { code: 'P0001' },
    'not_applied 22P05': {
      code: 'P2010',
      meta: { driverAdapterError: { cause: { originalCode: '22P05' } } },
    },
    'not_applied 42P01': { name: 'DrizzleQueryError', cause: { code: '42P01' } },
    'not_applied 08001': { code: '08001' },
    'not_applied 53300': { code: '53300' },
    'not_applied CONNECT_TIMEOUT': { code: 'CONNECT_TIMEOUT' },
    'unknown 08006': { code: '08006' },
    'unknown 40003': { code: '40003' },
    'unknown 57P01': { code: '57P01' },
    'unknown 58030': { code: '58030' },
    'unknown XX000': { code: 'XX000' },
    'unknown ECONNRESET': { code: 'ECONNRESET' },
    'unknown EPIPE': { code: 'EPIPE' },
    'unknown ETIMEDOUT': { code: 'ETIMEDOUT' },
    'unknown P2010': { code: 'P2010' },
    'unknown ConnectionClosed': {
      code: 'P2010',
      meta: { driverAdapterError: { cause: { kind: 'ConnectionClosed' } } },
    },
    'unknown CONNECTION_CLOSED': { code: 'CONNECTION_CLOSED' },
    'unknown TypeError': new TypeError('x is not a function'),
    'unknown null': new Error('Connection terminated unexpectedly'),
  };

  it.each(Object.entries(answers))('is answered with %s', async (expected, thrown) => {
    const { store } = await storeThrowing(thrown);
    expect(await answerOf(() => store.commit([change]))).toBe(expected);
  });

  it('is not_applied inside a transaction, whatever it is: nothing is committed there', async () => {
    const { store, transaction } = await storeThrowing(new Error('Connection terminated'));
    await transaction(async (tx) => {
      expect(await answerOf(() => store.commit([change], tx))).toBe('not_applied null');
    });
  });
});

describe.each(['40001', '40P01'])('a race that the server ends by %s', (code) => {
  it('has its statement sent again, as it was', async () => {
    const { store } = await storeThrowing({ code }, 3);
    expect(await store.commit([change, change])).toEqual(['applied', 'conflict']);
    const asking = await storeThrowing({ code }, 3, "'earlier'");
    expect(await asking.store.load([{ tenant, id: 'a' }])).toEqual([
      { order: null, earlier: null },
    ]);
  });

  it('again and again is a conflict of the commit, and fails whatever else was asked', async () => {
    const { store } = await storeThrowing({ code });
    expect(await store.commit([change, change])).toEqual(['conflict', 'conflict']);
    const asking = await storeThrowing({ code }, 4, "'earlier'");
    const load = () => asking.store.load([{ tenant, id: 'a' }]);
    expect(await answerOf(load)).toBe(`not_applied ${code}`);
    expect(await load()).toEqual([{ order: null, earlier: null }]);
  });

  it('is lost with the transaction that it was in', async () => {
    const { store, transaction } = await storeThrowing({ code }, 1);
    await transaction(async (tx) => {
      expect(await answerOf(() => store.commit([change], tx))).toBe(`not_applied ${code}`);
    });
  });
});
