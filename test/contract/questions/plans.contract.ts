import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import type { Change } from 'cod-lifecycle';
import { fromPg, postgresStore } from 'cod-lifecycle/postgres';
import { shopHistories } from 'cod-lifecycle/testing';
import { loadPostgres } from '../../../bench/growth/load-postgres.ts';
import type { Loaded } from '../../../bench/growth/load-postgres.ts';
import { loadSqlite } from '../../../bench/growth/load-sqlite.ts';
import { questions } from '../../../bench/growth/questions.ts';
import type { Question } from '../../../bench/growth/questions.ts';
import { serverUrl } from '../postgres/server-url.ts';

const now = '2026-03-18T15:00:00.000Z';
const histories: readonly (readonly Change[])[] = [
  ...shopHistories({ seed: 1, orders: 3000, merchants: 3, from: '2026-02-01T00:00:00Z', to: now }),
];
const ofLargest = histories.filter(([first]) => first?.order.tenant === 'merchant-1');
const known = ofLargest[0]?.[0]?.order;
const asked = questions(now, {
  reference: known?.source.reference ?? '',
  phone: known?.customer.phone ?? '',
  driver: 'driver-1',
});
const screens = asked.filter(({ kind }) => ['tab', 'queue', 'search'].includes(kind));
const home = mkdtempSync(join(tmpdir(), 'cod-plans-'));

/** A step that goes through a table, or all that a tenant has in one, from one end to the other. */
const readsWhole = /Seq Scan on cod_|^SCAN (?:o|h|cod_\w+)\b|^SEARCH [oh] .*\(tenant=\?\)$/m;

/** How many rows each step of a plan of PostgreSQL came to, all its rounds together, and how many it left out. */
function rowsOf(plan: string): readonly number[] {
  let loops = 1;
  return plan.split('\n').flatMap((line) => {
    const [, rows, rounds] = /actual rows=([\d.]+) loops=(\d+)/.exec(line) ?? [];
    const [, removed] = /Rows Removed by .*: (\d+)/.exec(line) ?? [];
    if (rounds !== undefined) loops = Number(rounds);
    return [rows, removed].filter((one) => one !== undefined).map((one) => Number(one) * loops);
  });
}

const wholesIn = async (loaded: Loaded, { ask }: Question): Promise<readonly string[]> => {
  const plans = await loaded.explain(ask);
  expect(plans).not.toEqual([]);
  return plans.filter((plan) => readsWhole.test(plan));
};

describe('asked of PostgreSQL', () => {
  let loaded: Loaded;
  beforeAll(async () => {
    const url = serverUrl('-c plan_cache_mode=force_generic_plan');
    loaded = await loadPostgres(url, 'plans', histories);
  });
  afterAll(async () => loaded.close());

  it.each(asked)('$kind $name: no table is read whole', async (question) => {
    expect(await wholesIn(loaded, question)).toEqual([]);
  });

  it('asks a merchant who has more orders than any screen may look at', () => {
    expect(ofLargest.length).toBeGreaterThan(2 * 12 * 50);
  });

  it.each(screens)('$kind $name: no step comes to more rows than twelve pages', async ({ ask }) => {
    const rows = (await loaded.explain(ask)).flatMap(rowsOf);
    expect(rows.length).toBeGreaterThan(3);
    expect(Math.max(...rows)).toBeLessThanOrEqual(12 * 50);
  });
});

describe('asked of an archive in PostgreSQL', () => {
  it('moving orders and finding them reads no table whole', async () => {
    const url = serverUrl('-c plan_cache_mode=force_generic_plan');
    const loaded = await loadPostgres(url, 'plans_of_an_archive', histories);
    await loaded.close();
    const pool = new Pool({ connectionString: url, max: 1 });
    try {
      const inner = fromPg(pool);
      const asked = new Map<string, string | null>();
      const store = postgresStore(
        {
          async query(statement, input) {
            asked.set(statement.text, input);
            return inner.query(statement, input);
          },
        },
        { schema: 'plans_of_an_archive', archive: { prefix: 'old_' } },
      );
      await store.migrate();
      const tenant = 'merchant-1';
      await store.archive.keep({ tenant, enteredBefore: now, limit: 1000 });
      const orders = createOrders({ lifecycle: cod(), store, tenant, handOver: 'by_drain' });
      const old = createOrders({ lifecycle: cod(), store: store.archive.store, tenant });
      const { rows } = await old.list({ limit: 20 });
      const ids = rows.map(({ order }) => order.id);
      await pool.query('analyze plans_of_an_archive.old_orders, plans_of_an_archive.old_history');
      asked.clear();
      const salma = { actor: { kind: 'agent', id: 'salma' } } as const;
      const event = { type: 'add_note', text: 'The customer has called.' } as const;
      assertApplied(await orders.send(String(ids[0]), event, salma));
      const receipts = await orders.sendMany(ids.slice(1), event, salma);
      expect(receipts.filter(({ outcome }) => outcome.kind === 'applied')).toHaveLength(19);
      await orders.history(String(ids[0]));
      await store.archive.keep({ tenant, enteredBefore: now, limit: 5 });
      // What brings orders back looks them up one by one; how it deletes a hundred of a thousand is the planner's to say.
      const ofBoth = [...asked].filter(
        ([text]) => text.includes('old_') && !/picked[^]*json_to_recordset/.test(text),
      );
      expect(ofBoth).toHaveLength(5);
      for (const [text, input] of ofBoth) {
        const { rows: plan } = await pool.query(`explain ${text}`, [input]);
        expect([text, JSON.stringify(plan)]).toEqual([
          text,
          expect.not.stringMatching(/Seq Scan on (?:cod|old)_/),
        ]);
      }
    } finally {
      await pool.end();
    }
  });
});

describe('asked of SQLite', () => {
  const path = join(home, 'plans.db');
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await loadSqlite(path, histories);
  });
  afterAll(async () => {
    await loaded.close();
    rmSync(home, { recursive: true });
  });

  it.each(asked)('$kind $name: no table is read whole', async (question) => {
    expect(await wholesIn(loaded, question)).toEqual([]);
  });

  it('and without their indexes, most tables are', async () => {
    const db = new DatabaseSync(path);
    const indexes = db
      .prepare(`select name from sqlite_master where type = 'index' and sql is not null`)
      .all();
    for (const { name } of indexes) db.exec(`drop index ${String(name)}`);
    db.close();
    const whole = await Promise.all(asked.map(async (question) => wholesIn(loaded, question)));
    expect(whole.filter((plans) => plans.length > 0).length).toBeGreaterThan(asked.length / 2);
  });
});
