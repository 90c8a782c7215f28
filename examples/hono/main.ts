/** Orders behind `/cod` of a Hono app on Node. */
import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { openShop } from './shop.ts';

const { orders, api, close } = openShop('/cod');

const app = new Hono();
app.all('/cod/*', (c) => api(c.req.raw));
app.get('/', async (c) => c.json(await orders.counts({ tenant: 'zahra' })));
app.post('/contact', async (c) => {
  const { message } = await c.req.json<{ readonly message: string }>();
  return c.json({ received: message }, 201);
});

const stopping = new AbortController();
const handingOver = orders.effects.run({ signal: stopping.signal, onError: console.error });

const server = serve(
  { fetch: app.fetch, port: Number(process.env['PORT'] ?? 3000) },
  ({ port }) => {
    console.log(`Listening on http://localhost:${port}`);
  },
);

await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
server.close();
await once(server, 'close');
stopping.abort();
await handingOver;
close();
