import type { Pool } from 'pg';
import { decideAny } from '../../dist/core.js';
import type { Order, OrderEvent } from '../../dist/core.js';
import { dispatcher, lifecycle } from './work.ts';

const tables = `
create table classic_orders (
  id text primary key,
  status text not null,
  version integer not null,
  body jsonb not null
) with (fillfactor = 80);
create index on classic_orders (status);
create table classic_history (
  order_id text not null,
  version integer not null,
  body jsonb not null,
  primary key (order_id, version)
);`;

/** The same decision, kept as most backends keep it: five round trips in a transaction. */
export async function classicOrders(pool: Pool, orders: readonly Order[]) {
  await pool.query(tables);
  for (const order of orders) {
    await pool.query('insert into classic_orders values ($1, $2, $3, $4)', [
      order.id,
      order.status,
      order.version,
      JSON.stringify(order),
    ]);
  }
  await pool.query('vacuum analyze classic_orders');
  return {
    async send(id: string, event: OrderEvent): Promise<void> {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const { rows } = await client.query<{ body: Order }>({
          name: 'classic_load',
          text: 'select body from classic_orders where id = $1 for update',
          values: [id],
        });
        const now = new Date().toISOString();
        const decision = decideAny(lifecycle, rows[0]?.body ?? null, event, {
          actor: dispatcher,
          now,
        });
        if (!decision.ok) throw new Error(decision.refusal.code);
        const { order, entry } = decision;
        await client.query({
          name: 'classic_save',
          text: 'update classic_orders set status = $2, version = $3, body = $4 where id = $1',
          values: [id, order.status, order.version, JSON.stringify(order)],
        });
        await client.query({
          name: 'classic_note',
          text: 'insert into classic_history values ($1, $2, $3)',
          values: [id, entry.version, JSON.stringify(entry)],
        });
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
  };
}
