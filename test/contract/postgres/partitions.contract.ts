import { afterAll, describe, expect, it } from 'vitest';
import { OptionsError, assertApplied, cod } from 'cod-lifecycle';
import { postgresPartitions } from 'cod-lifecycle/postgres';
import type { PartitionOptions } from 'cod-lifecycle/postgres';
import { storeContract } from 'cod-lifecycle/testing';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { contractStores } from './contract-stores.ts';
import { pgPools } from './libraries/pg.ts';
import { openShop } from './shop.ts';
import type { ShopOptions } from './shop.ts';
import { freshSchema } from './swept-schemas.ts';

const splits = {
  'by tenant': { by: 'tenant', partitions: 4 },
  'by month': { by: 'month', from: '2026-01', months: 3 },
} as const satisfies Readonly<Record<string, PartitionOptions>>;

for (const [name, split] of Object.entries(splits)) {
  describe(`tables that are split ${name}`, () => {
    const stores = contractStores(pgPools, {
      prepare: async ({ run }, schema) => run(postgresPartitions({ ...split, schema })),
    });
    afterAll(stores.end);
    storeContract({ describe, it: it.concurrent }, { name: 'PostgreSQL', open: stores.open });
  });
}

/** A shop whose tables are its own, with some orders in them. */
async function oldShop(options: ShopOptions = {}) {
  const shop = await openShop(pgPools, { schema: freshSchema(), ...options });
  for (const id of ['a', 'b', 'c']) await shop.live(id, lifeTo.confirmed);
  const partitions = async (): Promise<readonly unknown[]> => {
    const rows = await shop.run(`select c.relname as name from pg_inherits as i
      join pg_class as c on c.oid = i.inhrelid
      where i.inhparent = '${shop.schema}.cod_history'::regclass order by c.relname`);
    return rows.map((row) => row['name']);
  };
  return { ...shop, partitions };
}

describe('a shop that has grown', () => {
  it.each(Object.entries(splits))(
    'is split %s with all that is there, and goes on',
    async (_, split) => {
      const { orders, live, run, schema, partitions } = await oldShop();
      const before = await orders.history('b');
      await run(`begin; ${postgresPartitions({ ...split, schema })} commit;`);
      expect((await partitions()).length).toBe(4);
      expect(await orders.history('b')).toEqual(before);
      assertApplied(await orders.send('b', usual.cancel, { actor: actor('agent') }));
      await live('d', lifeTo.delivered);
      expect(await orders.counts()).toMatchObject({ confirmed: 2, cancelled: 1, delivered: 1 });
      const again = { actor: actor('agent'), commandId: 'once' };
      assertApplied(await orders.send('c', usual.cancel, again));
      expect(await orders.send('c', usual.cancel, again)).toMatchObject({ kind: 'duplicate' });
      expect(await orders.list({ search: 'd' })).toMatchObject({ rows: [{ order: { id: 'd' } }] });
    },
  );

  it('gets new months when it is asked to, and keeps what it has', async () => {
    const { orders, run, schema, partitions } = await oldShop();
    const split = (months: number) =>
      run(postgresPartitions({ by: 'month', from: '2026-01', months, schema }));
    await split(2);
    await split(4);
    await split(4);
    expect(await partitions()).toEqual([
      'cod_history_2026_01',
      'cod_history_2026_02',
      'cod_history_2026_03',
      'cod_history_2026_04',
      'cod_history_rest',
    ]);
    expect((await orders.history('a')).rows).toHaveLength(2);
  });

  it('is held to its lifecycle by the server as before', async () => {
    const { run, schema } = await oldShop({ enforce: cod() });
    await run(postgresPartitions({ by: 'tenant', partitions: 2, schema }));
    const illegal = `update ${schema}.cod_orders set status = 'delivered', version = 3,
      body = (body::jsonb || '{"status": "delivered", "version": 3}')::json where id = 'a'`;
    await expect(run(illegal)).rejects.toMatchObject({ code: '23514' });
  });

  it('looks into one partition for the history of a tenant', async () => {
    const asked = new Map<string, string | null>();
    const { orders, run, schema, client } = await oldShop({
      most: 1,
      client: (inner) => ({
        async query(statement, input, tx) {
          asked.set(statement.text, input);
          return inner.query(statement, input, tx);
        },
      }),
    });
    await run(postgresPartitions({ by: 'tenant', partitions: 8, schema }));
    asked.clear();
    assertApplied(await orders.send('a', usual.cancel, { actor: actor('agent') }));
    await orders.sendMany(['b', 'c'], usual.cancel, { actor: actor('agent') });
    await orders.list({ status: ['cancelled'] });
    await orders.history('a');
    const looked = [];
    for (const [index, [text, input]] of [...asked].entries()) {
      const explained = { name: `x${index}`, text: `explain (analyze, timing off) ${text}` };
      const rows: readonly object[] = await client.query(explained, input);
      const lines = rows.map((row) => JSON.stringify(row));
      const used = lines.filter((line) => / on cod_history_p\d .*actual rows/.test(line));
      looked.push(new Set(used.map((line) => / on cod_history_p(\d)/.exec(line)?.[1])).size);
    }
    // Two loads, two commits and the history; the list does not look there.
    expect(looked.toSorted((a, b) => a - b)).toEqual([0, 1, 1, 1, 1]);
  });

  it('keeps who owns the tables, and who may use them', async () => {
    const { run, schema } = await oldShop();
    const role = `desk_${schema}`;
    await run(`create role ${role}`);
    try {
      await run(`grant select, insert, update on all tables in schema ${schema} to ${role}`);
      await run(`grant delete on ${schema}.cod_history to ${role} with grant option`);
      await run(`grant select on ${schema}.cod_history to public`);
      const grants = async (): Promise<unknown> => {
        const [row] = await run(`select relacl::text as acl, relowner::text as owner
          from pg_class where oid = '${schema}.cod_history'::regclass`);
        return row;
      };
      const before = await grants();
      await run(postgresPartitions({ by: 'tenant', partitions: 2, schema }));
      expect(await grants()).toEqual(before);
      expect(before).toMatchObject({ acl: expect.stringContaining(role) });
    } finally {
      await run(`drop owned by ${role}; drop role ${role}`);
    }
  });

  it.each([
    ['row security', (table: string) => `alter table ${table} enable row level security`],
    ['a policy', (table: string) => `create policy one on ${table} using (true)`],
    ['a grant on a column', (table: string) => `grant select (version) on ${table} to public`],
  ])('is left as it is where it has %s, which would be lost', async (_, change) => {
    const { run, schema, partitions } = await oldShop();
    await run(change(`${schema}.cod_history`));
    const split = run(postgresPartitions({ by: 'tenant', partitions: 2, schema }));
    await expect(split).rejects.toMatchObject({ code: '55000' });
    expect(await partitions()).toEqual([]);
  });
});

it.each([
  ['by', { by: 'colour' }],
  ['partitions', { by: 'tenant', partitions: 1 }],
  ['partitions', { by: 'tenant', partitions: 2.5 }],
  ['from', { by: 'month', from: '2026-13', months: 1 }],
  ['from', { by: 'month', from: '2026-1', months: 1 }],
  ['months', { by: 'month', from: '2026-01', months: 0 }],
  ['schema', { by: 'tenant', partitions: 2, schema: 'a"b' }],
])('a split with a wrong %s is refused by its name', (field, options) => {
  const split = () => postgresPartitions(options as never);
  expect(split).toThrow(OptionsError);
  expect(split).toThrow(new RegExp(`^${field} must`));
});
