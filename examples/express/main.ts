/** Orders behind `/cod` of an Express app, which ends without cutting anything off. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { toExpress } from 'cod-lifecycle/express';
import { openShop } from './shop.ts';

const { orders, api, close } = openShop();

const app = express();
// Before any parser: what a shop has signed is the bytes of the body.
app.use('/cod', toExpress(api));
app.use(express.json());
app.get('/', async (_request, response) => {
  response.json(await orders.counts({ tenant: 'zahra' }));
});
app.post('/contact', (request, response) => {
  const { message } = request.body as { readonly message: string };
  response.status(201).json({ received: message });
});

// Takes up what could not be handed over at once, and what is due later.
const stopping = new AbortController();
const handingOver = orders.effects.run({ signal: stopping.signal, onError: console.error });

const server = app.listen(Number(process.env['PORT'] ?? 3000));
await once(server, 'listening');
console.log(`Listening on http://localhost:${(server.address() as AddressInfo).port}`);

// What was begun is finished: first the requests, then the effects. A crash instead loses nothing either.
await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
server.close();
await once(server, 'close');
stopping.abort();
await handingOver;
close();
