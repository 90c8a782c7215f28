import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assertApplied, createOrders } from '../../dist/index.js';
import { sqliteStore } from '../../dist/adapters/sqlite/index.js';
import { decideAny } from '../../dist/core.js';
import type { Order } from '../../dist/core.js';
import { spreadOf } from '../kernel/spread.ts';
import { timed } from './timed.ts';
import { agent, assign, confirm, dispatcher, draft, idOf, lifecycle, orderCount } from './work.ts';

export interface SqliteResult {
  readonly name: string;
  readonly callers: number;
  readonly perSecond: number;
  /** Beside the same writes by hand, one after the other, in the same round. */
  readonly ratio: number;
}

/** Transitions a second in a SQLite file that is synced at each commit, beside the same writes by hand. */
export async function onSqlite(rounds: number, seconds: number): Promise<readonly SqliteResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cod-bench-sqlite-'));
  const db = new DatabaseSync(join(folder, 'orders.db'));
  const store = sqliteStore(db);
  const orders = createOrders({ lifecycle, store, handOver: 'by_drain' });
  const ids = Array.from({ length: orderCount }, (_, index) => idOf(index));
  const known = new Map<string, Order>();
  await Promise.all(ids.map(async (id) => orders.place(draft(id), { actor: agent })));
  await Promise.all(
    ids.map(async (id) => {
      const outcome = await orders.send(id, confirm, { actor: agent });
      assertApplied(outcome);
      known.set(id, outcome.order as Order);
    }),
  );

  const hand = new DatabaseSync(join(folder, 'by-hand.db'));
  hand.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table orders (id text primary key, status text not null, version integer not null, body text not null);
    create index orders_status on orders (status);
    create table history (order_id text, version integer, body text, primary key (order_id, version))`);
  const insert = hand.prepare('insert into orders values (?, ?, ?, ?)');
  hand.exec('begin');
  for (const order of known.values())
    insert.run(order.id, order.status, order.version, JSON.stringify(order));
  hand.exec('commit');
  const load = hand.prepare('select body from orders where id = ?');
  const save = hand.prepare(
    'update orders set status = ?, version = ?, body = ? where id = ? and version = ?',
  );
  const note = hand.prepare('insert into history values (?, ?, ?)');
  const byHand = async (turn: number): Promise<void> => {
    const id = idOf(turn);
    hand.exec('begin immediate');
    const { body } = load.get(id) as { body: string };
    const before = JSON.parse(body) as Order;
    const now = new Date().toISOString();
    const decision = decideAny(lifecycle, before, assign(turn), { actor: dispatcher, now });
    if (!decision.ok) throw new Error(decision.refusal.code);
    const { order, entry } = decision;
    save.run(order.status, order.version, JSON.stringify(order), id, before.version);
    note.run(id, order.version, JSON.stringify(entry));
    hand.exec('commit');
  };
  const send = async (turn: number): Promise<void> => {
    assertApplied(await orders.send(idOf(turn), assign(turn), { actor: dispatcher }));
  };

  const results: SqliteResult[] = [];
  for (const callers of [1, 32]) {
    const rates = { hand: [] as number[], send: [] as number[], ratio: [] as number[] };
    await timed(1, 1, byHand);
    await timed(callers, 1, send);
    for (let round = 0; round < rounds; round += 1) {
      const least = (await timed(1, seconds, byHand)).perSecond;
      const sent = (await timed(callers, seconds, send)).perSecond;
      rates.hand.push(least);
      rates.send.push(sent);
      rates.ratio.push(sent / least);
    }
    results.push(
      { name: 'by hand', callers: 1, perSecond: Math.round(spreadOf(rates.hand).median), ratio: 1 },
      {
        name: 'orders.send',
        callers,
        perSecond: Math.round(spreadOf(rates.send).median),
        ratio: Number(spreadOf(rates.ratio).median.toFixed(2)),
      },
    );
  }
  db.close();
  hand.close();
  rmSync(folder, { recursive: true });
  return results;
}
