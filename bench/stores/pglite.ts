import { PGlite } from '@electric-sql/pglite';
import { assertApplied, createOrders } from '../../dist/index.js';
import { fromPglite, postgresStore } from '../../dist/adapters/postgres/index.js';
import type { RateResult } from '../measured.ts';
import { spreadOf } from '../kernel/spread.ts';
import { leastLook, leastStatement, leastTables } from './pgbench.ts';
import { timed } from './timed.ts';
import { agent, assign, confirm, dispatcher, draft, idOf, lifecycle, orderCount } from './work.ts';

/** Transitions a second in PGlite, beside a look and the least statement in the same database. It waits for no disk. */
export async function onPglite(rounds: number, seconds: number): Promise<readonly RateResult[]> {
  const db = new PGlite();
  const store = postgresStore(fromPglite(db));
  await store.migrate();
  const orders = createOrders({ lifecycle, store, handOver: 'by_drain' });
  const ids = Array.from({ length: orderCount }, (_, index) => idOf(index));
  await Promise.all(ids.map(async (id) => orders.place(draft(id), { actor: agent })));
  await Promise.all(ids.map(async (id) => orders.send(id, confirm, { actor: agent })));
  await db.exec(leastTables);

  const bodies = ['y'.repeat(1500), 'z'.repeat(400)];
  const least = async (turn: number): Promise<void> => {
    const id = (turn % orderCount) + 1;
    await db.query(leastLook.text, [id]);
    await db.query(leastStatement.text, [id, ...bodies]);
  };
  const send = async (turn: number): Promise<void> => {
    assertApplied(await orders.send(idOf(turn), assign(turn), { actor: dispatcher }));
  };
  const rates = new Map<number, { perSecond: number[]; ratio: number[] }>([
    [1, { perSecond: [], ratio: [] }],
    [32, { perSecond: [], ratio: [] }],
  ]);
  const leastRates: number[] = [];
  await timed(1, 1, least);
  await timed(32, 1, send);
  for (let round = 0; round < rounds; round += 1) {
    const beside = (await timed(1, seconds, least)).perSecond;
    leastRates.push(beside);
    for (const [callers, rate] of rates) {
      const { perSecond } = await timed(callers, seconds, send);
      rate.perSecond.push(perSecond);
      rate.ratio.push(perSecond / beside);
    }
  }
  await db.close();
  return [
    {
      name: 'a look and the least statement',
      callers: 1,
      perSecond: Math.round(spreadOf(leastRates).median),
      ratio: 1,
    },
    ...[...rates].map(([callers, { perSecond, ratio }]) => ({
      name: 'orders.send',
      callers,
      perSecond: Math.round(spreadOf(perSecond).median),
      ratio: Number(spreadOf(ratio).median.toFixed(2)),
    })),
  ];
}
