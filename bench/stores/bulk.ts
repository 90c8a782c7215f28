import { createOrders } from '../../dist/index.js';
import { fromPg, postgresStore } from '../../dist/adapters/postgres/index.js';
import { postgresServer } from '../../test/support/postgres-server.ts';
import type { BulkResult } from '../measured.ts';
import { spreadOf } from '../kernel/spread.ts';
import { poolOn } from './pool.ts';
import { agent, confirm, dispatcher, draft, lifecycle } from './work.ts';

const count = 10_000;

/** The same orders moved by one statement that somebody has written by hand, which asks nothing of any of them. */
const byHand = `
with moved as (
  update bulk_orders set status = 'processing', version = version + 1, body = body || $2::jsonb
  where id = any ($1) and status = 'confirmed' returning id, version
) insert into bulk_history select id, version, $2::jsonb from moved`;

/** Ten thousand orders in bulk, a hundredth of them in a status in which it is illegal. */
export async function inBulk(rounds: number): Promise<BulkResult> {
  const server = await postgresServer({ shared_buffers: '256MB' });
  const pool = poolOn(server.url);
  const store = postgresStore(fromPg(pool));
  await store.migrate();
  const orders = createOrders({ lifecycle, store, handOver: 'by_drain' });
  const times = { many: [] as number[], hand: [] as number[], single: [] as number[] };
  const took = async (work: () => Promise<unknown>): Promise<number> => {
    const begin = performance.now();
    await work();
    return performance.now() - begin;
  };

  for (let round = 0; round < rounds; round += 1) {
    const ids = Array.from({ length: count }, (_, index) => `bulk-${round}-${index}`);
    for (let from = 0; from < count; from += 500) {
      await Promise.all(
        ids.slice(from, from + 500).map(async (id) => orders.place(draft(id), { actor: agent })),
      );
    }
    await orders.sendMany(
      ids.filter((_, index) => index % 100 > 0),
      confirm,
      { actor: agent },
    );
    await pool.query(`drop table if exists bulk_orders, bulk_history`);
    await pool.query(`create table bulk_orders (id text primary key, status text not null,
      version integer not null, body jsonb not null) with (fillfactor = 80);
      create index on bulk_orders (status);
      create table bulk_history (order_id text, version integer, body jsonb, primary key (order_id, version))`);
    await pool.query(
      `insert into bulk_orders select id, status, version, body::jsonb from cod_orders where id like 'bulk-${round}-%'`,
    );
    await pool.query('vacuum analyze');
    const entry = JSON.stringify({ event: { type: 'start_processing' }, actor: dispatcher });
    times.hand.push(await took(async () => pool.query(byHand, [ids, entry])));
    const sending = async () => {
      const receipts = await orders.sendMany(
        ids,
        { type: 'start_processing' },
        { actor: { kind: 'warehouse', id: 'hamid' } },
      );
      const applied = receipts.filter(({ outcome }) => outcome.kind === 'applied').length;
      if (applied !== count - count / 100) throw new Error(`${applied} were applied`);
    };
    times.many.push(await took(sending));
    const single = ids.slice(0, 500);
    times.single.push(
      (await took(async () => {
        for (const id of single) {
          await orders.send(id, { type: 'add_note', text: 'one by one' }, { actor: dispatcher });
        }
      })) *
        (count / single.length),
    );
  }
  await pool.end();
  await server.remove();
  const [many, hand, single] = [times.many, times.hand, times.single].map(
    (each) => spreadOf(each).median,
  ) as [number, number, number];
  return {
    orders: count,
    illegal: count / 100,
    sendManyMs: Math.round(many),
    oneStatementMs: Math.round(hand),
    oneByOneMs: Math.round(single),
    ratio: Number((many / hand).toFixed(2)),
  };
}
