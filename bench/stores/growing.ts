import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assertApplied, createOrders } from '../../dist/index.js';
import type { OrderStore } from '../../dist/index.js';
import { fromPg, postgresStore } from '../../dist/adapters/postgres/index.js';
import { sqliteStore } from '../../dist/adapters/sqlite/index.js';
import { postgresServer } from '../../test/support/postgres-server.ts';
import type { GrownResult } from '../measured.ts';
import { spreadOf } from '../kernel/spread.ts';
import { poolOn } from './pool.ts';
import { agent, confirm, draft, lifecycle, note } from './work.ts';

type Orders = ReturnType<typeof ordersOn>;

const ordersOn = (store: OrderStore<never>) =>
  createOrders({ lifecycle, store, handOver: 'by_drain' });

const turns = 200;

/** Milliseconds for one command: the middle of some, each for another order of those given. */
async function taken(
  orders: Orders,
  ids: readonly string[],
  tenants: readonly string[],
): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const id = ids[turn % ids.length] as string;
    const tenant = tenants[turn % tenants.length] as string;
    const begin = performance.now();
    assertApplied(await orders.send(id, note, { actor: agent, tenant }));
    times.push(performance.now() - begin);
  }
  return Number(spreadOf(times).median.toFixed(3));
}

async function placed(
  orders: Orders,
  ids: readonly string[],
  tenants: readonly string[],
  lines: number,
): Promise<void> {
  const all = tenants.flatMap((tenant) => ids.map((id) => ({ tenant, id })));
  for (let from = 0; from < all.length; from += 500) {
    await Promise.all(
      all.slice(from, from + 500).map(async ({ tenant, id }) => {
        const one = draft(id);
        const [line] = one.lines;
        const many = Array.from({ length: lines }, (_, index) => ({
          ...line,
          sku: `SKU-${index}`,
        }));
        const ordered = { ...one, lines: many as typeof one.lines };
        assertApplied(await orders.place(ordered, { actor: agent, tenant }));
      }),
    );
  }
}

const named = (count: number, prefix: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

async function growing(
  store: string,
  orders: Orders,
  settle: () => Promise<unknown>,
): Promise<readonly GrownResult[]> {
  const grown: GrownResult[] = [];
  const home = ['default'];
  await placed(orders, named(20, 'history'), home, 1);
  let told = 1;
  for (const count of [10, 100, 1000]) {
    for (; told < count; told += 1) {
      await Promise.all(
        named(20, 'history').map(async (id) => orders.send(id, note, { actor: agent })),
      );
    }
    await settle();
    const ms = await taken(orders, named(20, 'history'), home);
    told += turns / 20;
    grown.push({ store, of: 'history', count, ms });
  }
  for (const count of [1, 10, 100]) {
    const ids = named(50, `lines-${count}`);
    await placed(orders, ids, home, count);
    await Promise.all(ids.map(async (id) => orders.send(id, confirm, { actor: agent })));
    await settle();
    grown.push({ store, of: 'lines', count, ms: await taken(orders, ids, home) });
  }
  for (const count of [10, 100, 1000]) {
    const tenants = named(count, `shop-${count}`);
    await placed(orders, named(5, 'a'), tenants, 1);
    await settle();
    grown.push({ store, of: 'tenants', count, ms: await taken(orders, named(5, 'a'), tenants) });
  }
  let there = 0;
  for (const count of [1000, 10_000, 50_000]) {
    const ids = named(count, 'many').slice(there);
    await placed(orders, ids, home, 1);
    there = count;
    await settle();
    const some = named(count, 'many').filter((_, index) => index % (count / turns) === 0);
    grown.push({ store, of: 'orders', count, ms: await taken(orders, some, home) });
  }
  return grown;
}

/** What one command takes as there is more of everything. Of orders `npm run bench:growth` asks up to a million. */
export async function asItGrows(): Promise<readonly GrownResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cod-bench-growing-'));
  const db = new DatabaseSync(join(folder, 'orders.db'));
  const nothing = async (): Promise<void> => {};
  const onSqlite = await growing('SQLite', ordersOn(sqliteStore(db) as OrderStore<never>), nothing);
  db.close();
  rmSync(folder, { recursive: true });

  const server = await postgresServer({ shared_buffers: '256MB' });
  const pool = poolOn(server.url);
  const store = postgresStore(fromPg(pool));
  await store.migrate();
  const settle = async (): Promise<unknown> => pool.query('vacuum analyze');
  const onPostgres = await growing('PostgreSQL', ordersOn(store as OrderStore<never>), settle);
  await pool.end();
  await server.remove();
  return [...onSqlite, ...onPostgres];
}
