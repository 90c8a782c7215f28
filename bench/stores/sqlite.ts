import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assertApplied, createOrders } from '../../dist/index.js';
import { sqliteStore } from '../../dist/adapters/sqlite/index.js';
import { decideAny } from '../../dist/core.js';
import type { Order, OrderEvent } from '../../dist/core.js';
import type { RateResult } from '../measured.ts';
import { spreadOf } from '../kernel/spread.ts';
import { timed } from './timed.ts';
import { agent, assign, confirm, dispatcher, draft, idOf, lifecycle, orderCount } from './work.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'cod-bench-sqlite-'));

/** A store in a file of its own, with orders that are confirmed. */
async function filled(path: string) {
  const db = new DatabaseSync(join(path, 'orders.db'));
  const orders = createOrders({ lifecycle, store: sqliteStore(db), handOver: 'by_drain' });
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
  return { db, orders, known };
}

type Write = (order: Order, entry: HistoryLine, expected: number) => void;

interface HistoryLine {
  readonly version: number;
  readonly event: OrderEvent;
  readonly from: string;
  readonly to: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
}

/** Decides and writes in one transaction, as a program does that has this database for itself. */
function byHand(
  db: DatabaseSync,
  load: (id: string) => string,
  write: Write,
): (turn: number) => Promise<void> {
  return async (turn) => {
    db.exec('begin immediate');
    const before = JSON.parse(load(idOf(turn))) as Order;
    const now = new Date().toISOString();
    const decision = decideAny(lifecycle, before, assign(turn), { actor: dispatcher, now });
    if (!decision.ok) throw new Error(decision.refusal.code);
    write(decision.order, decision.entry, before.version);
    db.exec('commit');
  };
}

/**
 * The rows that the store writes, in the tables that the store has, by statements that somebody has prepared for this
 * one event: as in the store, no column is written that stays as it was, and so no index.
 */
async function theSameRows(path: string) {
  const { db } = await filled(path);
  const load = db.prepare(`select body from cod_orders where tenant = 'default' and id = ?`);
  const save = db.prepare(`update cod_orders set version = ?, assignee = ?, body = ?
    where tenant = 'default' and id = ? and version = ?`);
  const note =
    db.prepare(`insert into cod_history (tenant, order_id, version, command_id, event_type, from_status,
    to_status, actor_kind, actor_id, occurred_at, recorded_at, event) values ('default', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const write: Write = (order, entry, expected) => {
    const { id, version } = order;
    save.run(version, order.assignee?.id ?? null, JSON.stringify(order), id, expected);
    const command = crypto.randomUUID();
    const { event, from, to, occurredAt, recordedAt } = entry;
    const told = [id, version, command, event.type, from, to, 'dispatcher', 'nadia'] as const;
    note.run(...told, occurredAt, recordedAt, JSON.stringify(event));
  };
  return { db, work: byHand(db, (id) => (load.get(id) as { body: string }).body, write) };
}

/** What fits into two narrow tables: nothing to filter, search or report by but the status. */
function twoNarrowTables(path: string, known: ReadonlyMap<string, Order>) {
  const db = new DatabaseSync(join(path, 'narrow.db'));
  db.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table orders (id text primary key, status text not null, version integer not null, body text not null);
    create index orders_status on orders (status);
    create table history (order_id text, version integer, body text, primary key (order_id, version))`);
  const insert = db.prepare('insert into orders values (?, ?, ?, ?)');
  db.exec('begin');
  for (const order of known.values())
    insert.run(order.id, order.status, order.version, JSON.stringify(order));
  db.exec('commit');
  const load = db.prepare('select body from orders where id = ?');
  const save = db.prepare(
    'update orders set status = ?, version = ?, body = ? where id = ? and version = ?',
  );
  const note = db.prepare('insert into history values (?, ?, ?)');
  const write: Write = ({ id, status, version, ...order }, entry, expected) => {
    save.run(status, version, JSON.stringify({ id, status, version, ...order }), id, expected);
    note.run(id, version, JSON.stringify(entry));
  };
  return { db, work: byHand(db, (id) => (load.get(id) as { body: string }).body, write) };
}

/** Transitions a second in a SQLite file that is synced at each commit, beside the same rows written by hand. */
export async function onSqlite(rounds: number, seconds: number): Promise<readonly RateResult[]> {
  const [path, handPath] = [folder(), folder()];
  const { db, orders, known } = await filled(path);
  const same = await theSameRows(handPath);
  const narrow = twoNarrowTables(handPath, known);
  const send = async (turn: number): Promise<void> => {
    const id = idOf(turn);
    const outcome = await orders.send(id, assign(turn), { actor: dispatcher });
    assertApplied(outcome);
    known.set(id, outcome.order as Order);
  };
  const sendHeld = async (turn: number): Promise<void> => {
    const id = idOf(turn);
    // The types would ask for an event that is legal from the order's status.
    const order = known.get(id) as unknown as string;
    const outcome = await orders.send(order, assign(turn), { actor: dispatcher });
    assertApplied(outcome);
    known.set(id, outcome.order as Order);
  };

  const ways: readonly (readonly [string, number, (turn: number) => Promise<void>])[] = [
    ['two narrow tables, by hand', 1, narrow.work],
    ['orders.send', 1, send],
    ['orders.send, with the order that is held', 1, sendHeld],
    ['orders.send', 8, send],
    ['orders.send', 32, send],
    ['orders.send, with the order that is held', 32, sendHeld],
  ];
  for (const [, callers, work] of ways) await timed(callers, 1, work);
  await timed(1, 1, same.work);
  const rates = new Map(
    ways.map((way) => [way, { perSecond: [] as number[], ratio: [] as number[] }]),
  );
  const hand: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const least = (await timed(1, seconds, same.work)).perSecond;
    hand.push(least);
    for (const [way, rate] of rates) {
      const [, callers, work] = way;
      const { perSecond } = await timed(callers, seconds, work);
      rate.perSecond.push(perSecond);
      rate.ratio.push(perSecond / least);
    }
  }
  for (const each of [db, same.db, narrow.db]) each.close();
  for (const each of [path, handPath]) rmSync(each, { recursive: true });
  return [
    {
      name: 'the same rows, by hand',
      callers: 1,
      perSecond: Math.round(spreadOf(hand).median),
      ratio: 1,
    },
    ...[...rates].map(([[name, callers], { perSecond, ratio }]) => ({
      name,
      callers,
      perSecond: Math.round(spreadOf(perSecond).median),
      ratio: Number(spreadOf(ratio).median.toFixed(2)),
    })),
  ];
}
