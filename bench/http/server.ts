/**
 * An Express app with the orders of a shop behind `/cod`, in a process of its own: told by `STORE`, a file or a
 * `postgres://` address, which it fills with `ORDERS` orders.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { cod, createOrders, queues } from 'cod-lifecycle';
import type { OrderStore } from 'cod-lifecycle';
import { toExpress } from 'cod-lifecycle/express';
import { ordersApi } from 'cod-lifecycle/http';
import { fromPg, postgresStore } from 'cod-lifecycle/postgres';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import { shopHistories } from 'cod-lifecycle/testing';
import { poolOn } from '../stores/pool.ts';

const { STORE = '', ORDERS = '0' } = process.env;

async function opened(): Promise<OrderStore> {
  if (!STORE.startsWith('postgres://')) return sqliteStore(new DatabaseSync(STORE));
  const store = postgresStore(fromPg(poolOn(STORE)));
  await store.migrate();
  return store;
}

const store = await opened();
const to = '2026-03-18T15:00:00.000Z';
const from = new Date(Date.parse(to) - 7 * 86_400_000).toISOString();
for (const changes of shopHistories({ seed: 7, orders: Number(ORDERS), from, to })) {
  await store.commit(changes);
}

const tenant = 'merchant-1';
const orders = createOrders({ lifecycle: cod(), store, tenant });
const api = ordersApi({
  orders,
  queues,
  authenticate: (request) =>
    request.headers.get('authorization') === 'Bearer load'
      ? { tenant, actor: { kind: 'admin', id: 'load' } }
      : null,
  onError: (error) => console.error(error),
});
const app = express();
app.disable('x-powered-by');
app.use('/cod', toExpress(api));
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');

process.on('message', (asked: 'ids' | 'heap' | 'commands') => {
  void answer(asked).then((said) => process.send?.({ asked, said }));
});

async function answer(asked: 'ids' | 'heap' | 'commands'): Promise<unknown> {
  if (asked === 'heap') {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  }
  const found: unknown[] = [];
  for await (const { order } of orders.each()) {
    if (asked === 'ids') found.push(order.id);
    else
      for (let after: string | undefined; ;) {
        const page = await orders.history(order.id, { limit: 1000, ...(after && { after }) });
        found.push(
          ...page.rows.filter((one) => one.actor.id === 'load').map((one) => one.commandId),
        );
        if (page.next === null) break;
        after = page.next;
      }
  }
  return found;
}

process.send?.({ asked: 'port', said: (server.address() as AddressInfo).port });
