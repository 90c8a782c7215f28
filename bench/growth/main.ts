/**
 * How the answers of a store grow with the shop: `npm run bench:growth`, with the numbers of orders after it where they are
 * not 10 000, 100 000 and 1 000 000. Writes `bench/results/growth.json`.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Change } from 'cod-lifecycle';
import { shopHistories } from 'cod-lifecycle/testing';
import { postgresServer } from '../../test/support/postgres-server.ts';
import { loadPostgres } from './load-postgres.ts';
import type { Loaded } from './load-postgres.ts';
import { loadSqlite } from './load-sqlite.ts';
import { questions } from './questions.ts';

const end = '2026-03-18T15:00:00.000Z';
const ordersADay = 900;
const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [10_000, 100_000, 1_000_000];

const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
};

const medianOf = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/** The median of some tries, after one that nobody counts. In milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  await work();
  const begun = performance.now();
  while (times.length < 5 || (times.length < 41 && performance.now() - begun < 1500)) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return medianOf(times);
}

interface Result {
  readonly store: string;
  readonly orders: number;
  readonly entries: number;
  readonly loadedIn: number;
  readonly bytes: Readonly<Record<string, number>>;
  readonly questions: readonly {
    readonly kind: string;
    readonly name: string;
    readonly ms: number;
    readonly seqScan: boolean;
  }[];
}

/** The histories of five merchants that have sold as much each day, for as long as it takes; and who is in them. */
function histories(orders: number) {
  const from = new Date(Date.parse(end) - (orders / ordersADay) * 86_400_000).toISOString();
  let entries = 0;
  let known = { reference: '', phone: '', driver: '' };
  function* told(): Generator<readonly Change[]> {
    let index = 0;
    for (const changes of shopHistories({ seed: 2026, orders, merchants: 5, from, to: end })) {
      entries += changes.length;
      index += 1;
      const { order } = changes.at(-1) as Change;
      if (index % 10_000 === 0) say(`  ${index} orders, ${entries} lines`);
      if (order.tenant === 'merchant-1' && index <= orders / 2) {
        known = {
          reference: order.source.reference ?? order.id,
          phone: order.customer.phone,
          driver: 'driver-1',
        };
      }
      yield changes;
    }
  }
  return { told: told(), entries: () => entries, known: () => known };
}

async function measured(
  store: string,
  orders: number,
  load: (told: Iterable<readonly Change[]>) => Promise<Loaded>,
): Promise<Result> {
  say(`${store}: ${orders} orders`);
  const { told, entries, known } = histories(orders);
  const begun = performance.now();
  const loaded = await load(told);
  const loadedIn = performance.now() - begun;
  const asked = [];
  for (const { kind, name, ask } of questions(end, known())) {
    const ms = await timed(() => ask(loaded.store));
    const plans = await loaded.explain(ask);
    const seqScan = plans.some((plan) =>
      /Seq Scan on cod_|^SCAN (?:o|h|cod_)\b(?!.*USING)/m.test(plan),
    );
    say(`  ${kind} ${name}: ${ms.toFixed(2)} ms${seqScan ? ', reads a table whole' : ''}`);
    if (process.env['PLANS'] === kind || process.env['PLANS'] === name) say(plans.join('\n---\n'));
    asked.push({ kind, name, ms, seqScan });
  }
  const bytes = await loaded.sizes();
  await loaded.close();
  return { store, orders, entries: entries(), loadedIn, bytes, questions: asked };
}

const machine = {
  cpus: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
const path = new URL('../results/growth.json', import.meta.url);

/** Writes down what was measured, in place of what was measured of the same before. */
function note(result: Result): void {
  mkdirSync(new URL('.', path), { recursive: true });
  const known = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { readonly results: readonly Result[] }).results
    : [];
  const others = known.filter(
    ({ store, orders }) => store !== result.store || orders !== result.orders,
  );
  const results = [...others, result].toSorted((a, b) =>
    a.store < b.store ? -1 : a.store > b.store ? 1 : a.orders - b.orders,
  );
  writeFileSync(path, `${JSON.stringify({ end, ordersADay, machine, results }, null, 2)}\n`);
  say(`  noted in ${path.pathname}`);
}

const home = mkdtempSync(join(tmpdir(), 'cod-growth-'));
const only = process.env['STORE'];
try {
  if (only !== 'sqlite') {
    const server = await postgresServer({ shared_buffers: '512MB', max_wal_size: '8GB' });
    try {
      for (const orders of sizes) {
        note(
          await measured('PostgreSQL', orders, async (told) =>
            loadPostgres(server.url, `shop_${orders}`, told),
          ),
        );
      }
    } finally {
      await server.remove();
    }
  }
  if (only !== 'postgres') {
    for (const orders of sizes) {
      const path = join(home, `orders-${orders}.db`);
      note(await measured('SQLite', orders, async (told) => loadSqlite(path, told)));
      rmSync(path);
    }
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
