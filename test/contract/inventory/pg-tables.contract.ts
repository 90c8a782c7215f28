import { Pool } from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { SchemaVersionError } from 'cod-lifecycle';
import {
  fromPg,
  postgresInventory,
  postgresInventoryMigrations,
  postgresStore,
} from 'cod-lifecycle/postgres';
import { freshSchema } from './fresh-schema.ts';

const eight = Array.from({ length: 8 }, (_, index) => index);
const receipt = { sku: 'OIL', units: 5, receiptId: 'delivery-1' };
const line = { lineId: '1', sku: 'OIL', quantity: 2, from: 'available' } as const;
const request = { effectId: 'e1', order: { tenant: 'default', id: 'o1' }, lines: [line] };

function pool(settings: { options?: string; user?: string } = {}, max = 4): Pool {
  const url = new URL(inject('postgres'));
  if (settings.options) url.searchParams.set('options', settings.options);
  if (settings.user) [url.username, url.password] = [settings.user, 'a secret'];
  const made = new Pool({ connectionString: url.href, max });
  onTestFinished(async () => made.end());
  return made;
}

const rows = async (on: Pool, sql: string): Promise<readonly object[]> =>
  (await on.query<object>(sql)).rows;

/** What the server knows of a schema's tables and functions. */
async function catalog(on: Pool, schema: string) {
  const plain = (sql: string): string => `replace(${sql}, '${schema}', 'it')`;
  return {
    columns: await rows(
      on,
      `select table_name, column_name, data_type, column_default, collation_name
       from information_schema.columns where table_schema = '${schema}' order by 1, 2`,
    ),
    constraints: await rows(
      on,
      `select conname, pg_get_constraintdef(c.oid) as definition from pg_constraint as c
       join pg_namespace as n on n.oid = connamespace where nspname = '${schema}' order by 1, 2`,
    ),
    functions: await rows(
      on,
      `select proname, ${plain('prosrc')} as body from pg_proc as p
       join pg_namespace as n on n.oid = pronamespace where nspname = '${schema}' order by 1`,
    ),
  };
}

const versionOf = async (work: Promise<unknown>): Promise<unknown> => {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof SchemaVersionError ? [error.found, error.needed] : error;
};

describe('migrate', () => {
  it.each(['read committed', 'serializable'])(
    'makes the tables once for eight that ask at once, also beside the store’s, under %s',
    async (isolation) => {
      const schema = freshSchema();
      const options = `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}`;
      const all = eight.map(() => fromPg(pool({ options }, 1)));
      await Promise.all(
        all.map(async (client, n) =>
          n % 2 === 0
            ? postgresInventory(client, { schema }).migrate()
            : postgresStore(client, { schema }).migrate(),
        ),
      );
      const last = pool();
      for (const table of ['cod_stock_migrations', 'cod_migrations'])
        expect(await rows(last, `select number from ${schema}.${table}`)).toEqual([{ number: 1 }]);
    },
  );

  it('makes the schema once for tables of eight prefixes that are made at once', async () => {
    const schema = freshSchema();
    const all = eight.map(() => pool({}, 1));
    await Promise.all(all.map(async (on) => on.query('select 1')));
    const migrated = all.map(async (on, n) =>
      postgresInventory(fromPg(on), { schema, prefix: `p${n}_` }).migrate(),
    );
    expect(await Promise.all(migrated)).toHaveLength(8);
  });

  it('changes nothing when it is asked again, and nothing of the store’s', async () => {
    const [schema, on] = [freshSchema(), pool()];
    const inventory = postgresInventory(fromPg(on), { schema });
    await inventory.migrate();
    await inventory.receive(receipt);
    const before = await catalog(on, schema);
    await inventory.migrate();
    expect(await catalog(on, schema)).toEqual(before);
    expect(await inventory.stock('OIL')).toMatchObject({ available: 5 });
    await expect(
      versionOf(postgresStore(fromPg(on), { schema }).counts({ tenant: 'x' })),
    ).resolves.toEqual([0, 1]);
  });

  it('makes tables of another prefix beside the others, and they share nothing', async () => {
    const [schema, on] = [freshSchema(), pool()];
    const [here, there] = ['cod_', 'test_'].map((prefix) =>
      postgresInventory(fromPg(on), { schema, prefix }),
    );
    if (!here || !there) throw new Error('There are two');
    await here.migrate();
    await there.migrate();
    await here.receive(receipt);
    await here.reserve(request);
    expect(await there.receive(receipt)).toBe(true);
    expect(await here.stock('OIL')).toMatchObject({ available: 3, reserved: 2 });
    expect(await there.stock('OIL')).toMatchObject({ available: 5, reserved: 0 });
  });

  it('is the same as its SQL, in one transaction of the host', async () => {
    const [byHand, byItself, on] = [freshSchema(), freshSchema(), pool()];
    for (const { sql } of postgresInventoryMigrations({ schema: byHand }))
      await on.query(`begin; ${sql} commit;`);
    await postgresInventory(fromPg(on), { schema: byItself }).migrate();
    const made = await catalog(on, byHand);
    expect(made).toEqual(await catalog(on, byItself));
    expect(made.columns.length).toBeGreaterThan(20);
    expect(made.functions).toHaveLength(2);
    expect(await postgresInventory(fromPg(on), { schema: byHand }).receive(receipt)).toBe(true);
    const steps = postgresInventoryMigrations().map(({ number, name }) => `${number} ${name}`);
    expect(steps).toEqual(['1 stock_held_calls_receipts']);
  });

  it('is missed by whoever did not call it, and refuses tables of a newer release', async () => {
    const [schema, on] = [freshSchema(), pool()];
    const inventory = postgresInventory(fromPg(on), { schema });
    expect(await versionOf(inventory.reserve(request))).toEqual([0, 1]);
    expect(await versionOf(inventory.stock('OIL'))).toEqual([0, 1]);
    await inventory.migrate();
    expect(await inventory.stock('OIL')).toMatchObject({ available: 0 });
    await on.query(`insert into ${schema}.cod_stock_migrations (number) values (7)`);
    const another = postgresInventory(fromPg(on), { schema });
    expect(await versionOf(another.migrate())).toEqual([7, 1]);
    expect(await versionOf(another.receive(receipt))).toEqual([7, 1]);
  });
});

describe('the tables', () => {
  it('need to be read, inserted into and updated, and no more', async () => {
    const [schema, owner, name] = [freshSchema(), pool(), freshSchema()];
    await postgresInventory(fromPg(owner), { schema }).migrate();
    await owner.query(`create role ${name} login password 'a secret';
      grant usage on schema ${schema} to ${name};
      grant select, insert, update on all tables in schema ${schema} to ${name}`);
    const desk = postgresInventory(fromPg(pool({ user: name })), { schema });
    await desk.receive(receipt);
    await desk.reserve(request);
    await desk.commit({ ...request, effectId: 'e2', lines: [{ ...line, from: 'reserved' }] });
    expect(await desk.stock('OIL')).toMatchObject({ available: 3, out: 2 });
    await owner.query(`drop owned by ${name} cascade; drop role ${name}`);
  });

  it.each(['available', 'reserved', 'out', 'written_off', 'missing'])(
    'let nobody set %s below zero',
    async (column) => {
      const [schema, on] = [freshSchema(), pool()];
      const inventory = postgresInventory(fromPg(on), { schema });
      await inventory.migrate();
      await inventory.receive(receipt);
      const spoil = on.query(`update ${schema}.cod_stock set ${column} = -1`);
      await expect(spoil).rejects.toMatchObject({ code: '23514' });
    },
  );
});
