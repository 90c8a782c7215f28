import type { Pool } from 'pg';
import { assertApplied, createOrders } from '../../dist/index.js';
import type { Order } from '../../dist/index.js';
import { fromPg, postgresStore } from '../../dist/adapters/postgres/index.js';
import { postgresServer } from '../../test/support/postgres-server.ts';
import type { RateResult } from '../measured.ts';
import { spreadOf } from '../kernel/spread.ts';
import { say } from '../say.ts';
import { classicOrders } from './classic.ts';
import { emmettOrders } from './emmett.ts';
import { poolOn } from './pool.ts';
import { leastLook, leastStatement, leastTables, pgbench } from './pgbench.ts';
import { timed } from './timed.ts';
import {
  agent,
  assign,
  confirm,
  dispatcher,
  draft,
  idOf,
  lifecycle,
  note,
  orderCount,
  scheduleCall,
} from './work.ts';

/** As long as the texts that pgbench writes. */
const bodies = ['y'.repeat(1500), 'z'.repeat(400)] as const;

type Work = (turn: number, caller: number) => Promise<void>;

/** What the server has written so far. */
async function written(pool: Pool) {
  const { rows } = await pool.query<{ bytes: string; fsyncs: string }>(
    `select pg_current_wal_insert_lsn() - '0/0' as bytes,
      (select coalesce(sum(fsyncs), 0) from pg_stat_io where object = 'wal') as fsyncs`,
  );
  return { bytes: Number(rows[0]?.bytes), fsyncs: Number(rows[0]?.fsyncs) };
}

/** Transitions a second on PostgreSQL, each way beside pgbench in turns. */
export async function onPostgres(rounds: number, seconds: number): Promise<readonly RateResult[]> {
  const server = await postgresServer({ shared_buffers: '256MB' });
  const pool = poolOn(server.url);
  const wide = poolOn(server.url, 32);
  const store = postgresStore(fromPg(pool));
  await store.migrate();
  const orders = createOrders({ lifecycle, store, handOver: 'by_drain' });

  say('orders');
  const ids = Array.from({ length: orderCount }, (_, index) => idOf(index));
  const held = new Map<string, Order>();
  for (let from = 0; from < orderCount; from += 200) {
    const some = ids.slice(from, from + 200);
    await Promise.all(
      some.flatMap((id) => [
        orders.place(draft(id), { actor: agent }),
        orders.place(draft(`new-${id}`), { actor: agent }),
      ]),
    );
    await Promise.all(
      some.map(async (id) => {
        const outcome = await orders.send(id, confirm, { actor: agent });
        assertApplied(outcome);
        held.set(id, outcome.order as Order);
      }),
    );
  }
  for (const id of Array.from({ length: 10 }, (_, index) => `hot-${index}`)) {
    assertApplied(await orders.place(draft(id), { actor: agent }));
    assertApplied(await orders.send(id, confirm, { actor: agent }));
  }
  for (let from = 0; from < orderCount; from += 200) {
    await Promise.all(
      ids.slice(from, from + 200).map(async (id, index) => {
        const options = { actor: agent, commandId: `told-${from + index}` };
        const outcome = await orders.send(id, note, options);
        assertApplied(outcome);
        held.set(id, outcome.order as Order);
      }),
    );
  }
  const classic = await classicOrders(wide, [...held.values()]);
  const emmett = emmettOrders(server.url, [...held.values()]);
  await pool.query(leastTables);
  await pool.query('vacuum analyze');

  // A second process would have a store and a runtime of its own.
  const others = createOrders({
    lifecycle,
    store: postgresStore(fromPg(wide)),
    handOver: 'by_drain',
  });
  await others.counts();

  let stream = 0;
  const ways: Readonly<Record<string, Work>> = {
    'orders.send': async (turn) => {
      const outcome = await orders.send(idOf(turn), assign(turn), { actor: dispatcher });
      assertApplied(outcome);
      held.set(idOf(turn), outcome.order as Order);
    },
    'orders.send, with the order that is held': async (turn) => {
      const id = idOf(turn);
      const order = held.get(id);
      const outcome = await orders.send((order ?? id) as string, assign(turn), {
        actor: dispatcher,
      });
      assertApplied(outcome);
      held.set(id, outcome.order as Order);
    },
    'orders.send, with an effect': async (turn) => {
      assertApplied(await orders.send(`new-${idOf(turn)}`, scheduleCall(turn), { actor: agent }));
    },
    'orders.send, ten hot orders from two processes': async (turn, caller) => {
      const each = caller % 2 === 0 ? orders : others;
      assertApplied(await each.send(`hot-${turn % 10}`, assign(turn), { actor: dispatcher }));
    },
    'orders.send, what was sent before': async (turn) => {
      const options = { actor: agent, commandId: `told-${turn % orderCount}` };
      const outcome = await orders.send(idOf(turn), note, options);
      if (outcome.kind !== 'duplicate') throw new Error(outcome.kind);
    },
    'the least statement, from Node by pg': async (turn) => {
      await wide.query({ ...leastStatement, values: [(turn % orderCount) + 1, ...bodies] });
    },
    'a look and the least statement, from Node by pg': async (turn) => {
      const id = (turn % orderCount) + 1;
      await wide.query({ ...leastLook, values: [id] });
      await wide.query({ ...leastStatement, values: [id, ...bodies] });
    },
    'five round trips': async (turn) => classic.send(idOf(turn), assign(turn)),
    emmett: async (turn) => {
      stream += 1;
      await emmett.send(`order-${stream}`, idOf(turn), assign(turn));
    },
  };
  const rates: RateResult[] = [];
  for (const callers of [1, 8, 32]) {
    const found = new Map<
      string,
      { perSecond: number[]; ratio: number[]; wal: number[]; fsyncs: number[] }
    >();
    const noted = (name: string) => {
      const known = found.get(name) ?? { perSecond: [], ratio: [], wal: [], fsyncs: [] };
      found.set(name, known);
      return known;
    };
    // Compiled and cached once.
    for (const work of Object.values(ways)) await timed(callers, 1, work);
    for (let round = 1; round <= rounds; round += 1) {
      say(`${callers} callers, round ${round} of ${rounds}`);
      const least = await pgbench(server.url, callers, seconds);
      const own = noted('pgbench, one least statement');
      own.perSecond.push(least);
      own.ratio.push(1);
      for (const [name, work] of Object.entries(ways)) {
        const before = await written(pool);
        const { perSecond, done } = await timed(callers, seconds, work);
        const after = await written(pool);
        const known = noted(name);
        known.perSecond.push(perSecond);
        known.ratio.push(perSecond / least);
        known.wal.push((after.bytes - before.bytes) / done);
        known.fsyncs.push((after.fsyncs - before.fsyncs) / done);
      }
    }
    for (const [name, { perSecond, ratio, wal, fsyncs }] of found) {
      rates.push({
        name,
        callers,
        perSecond: Math.round(spreadOf(perSecond).median),
        ratio: Number(spreadOf(ratio).median.toFixed(2)),
        walBytes: wal.length > 0 ? Math.round(spreadOf(wal).median) : null,
        fsyncs: fsyncs.length > 0 ? Number(spreadOf(fsyncs).median.toFixed(2)) : null,
      });
    }
  }
  await emmett.close();
  await pool.end();
  await wide.end();
  await server.remove();
  return rates;
}
