/** Orders behind `/cod` of a Fastify app. */
import { once } from 'node:events';
import Fastify from 'fastify';
import { fetchHandler } from './fetch-handler.ts';
import { openShop } from './shop.ts';

const { orders, api, close } = openShop('/cod');

const app = Fastify();
app.register(fetchHandler, { prefix: '/cod', handler: api });
app.get('/', async () => orders.counts({ tenant: 'zahra' }));
app.post<{ Body: { readonly message: string } }>('/contact', async ({ body }, reply) =>
  reply.code(201).send({ received: body.message }),
);

const stopping = new AbortController();
const handingOver = orders.effects.run({ signal: stopping.signal, onError: console.error });

const address = await app.listen({ port: Number(process.env['PORT'] ?? 3000) });
console.log(`Listening on ${address}`);

await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
await app.close();
stopping.abort();
await handingOver;
close();
