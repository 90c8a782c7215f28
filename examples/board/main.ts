/** The board of a shop: `npm run board`, or `node examples/board/main.ts orders.db` to keep the orders in a file. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { boardApp } from './app.ts';
import { settableClock } from './clock.ts';
import { people } from './people.ts';
import { seed } from './seed/seed.ts';
import { openShop } from './shop.ts';
import { english } from './words/english.ts';

const [file = ':memory:'] = process.argv.slice(2);
const clock = settableClock();
const { orders, store, close } = await openShop(file, clock.now);
const token = randomUUID();
const app = boardApp({
  orders,
  store,
  now: clock.now,
  tokens: { [token]: 'amine' },
  onError: (error) => console.error(error),
});

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const { rows } = await orders.list({ limit: 1 });
if (rows.length === 0) {
  await seed({ url: `http://127.0.0.1:${port}`, orders, clock });
  clock.goOn();
}

const url = `http://localhost:${port}`;
console.log(`The board is at ${url}`);
for (const { kind, name, home } of people.values()) {
  const cells = [name.en.padEnd(6), english.kinds[kind].padEnd(11), english.queues[home].title];
  console.log(`  ${cells.join(' ')}`);
}
console.log(`The API is at ${url}/api: curl -H 'authorization: Bearer ${token}' ${url}/api/counts`);

process.once('SIGINT', () => {
  server.close();
  server.closeAllConnections();
  close();
});
