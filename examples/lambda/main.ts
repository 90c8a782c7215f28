/** Orders as a function of AWS Lambda behind a function URL, and a second function that hands over what they owe. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { Pool } from 'pg';
import { cod, createOrders, queues } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { ordersApi } from 'cod-lifecycle/http';
import type { Authenticate, Identity } from 'cod-lifecycle/http';
import { toLambda } from 'cod-lifecycle/lambda';
import { fromPg, postgresStore } from 'cod-lifecycle/postgres';
import { createReports } from 'cod-lifecycle/reports';
import { shopify } from 'cod-lifecycle/shopify';

const { DATABASE_URL, PEOPLE = '{}', SHOPIFY_SECRET = '' } = process.env;

/** By the SHA-256 of their tokens, in hex: nobody comes in with what can be read here. */
const people = Object.entries(JSON.parse(PEOPLE) as Readonly<Record<string, Identity>>);

const authenticate: Authenticate = ({ headers }) => {
  const [, token] = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (token === undefined) return null;
  const digest = createHash('sha256').update(token).digest();
  const known = people.find(([hex]) => timingSafeEqual(Buffer.from(hex, 'hex'), digest));
  return known?.[1] ?? null;
};

// A function answers one request at a time, and lives on between them.
const pool = new Pool({
  connectionString: DATABASE_URL,
  max: 2,
  connectionTimeoutMillis: 5_000,
});
pool.on('error', console.error);
const store = postgresStore(fromPg(pool));
const orders = createOrders({
  lifecycle: cod(),
  store,
  on: { entered: { confirmed: ({ order }) => console.log(`To be packed: ${order.id}`) } },
  // A function is frozen after its answer: the other one hands over.
  handOver: 'by_drain',
});

const api = ordersApi({
  orders,
  authenticate,
  queues,
  reports: { from: createReports({ store }), calendar: timeZone('Africa/Casablanca') },
  webhooks: { shop: { reader: shopify({ secrets: [SHOPIFY_SECRET] }), tenant: 'zahra' } },
  basePath: '/cod',
  onError: console.error,
});

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/cod/')) return api(request);
  if (pathname === '/') return Response.json(await orders.counts({ tenant: 'zahra' }));
  if (pathname === '/contact' && request.method === 'POST') {
    const { message } = (await request.json()) as { readonly message: string };
    return Response.json({ received: message }, { status: 201 });
  }
  return new Response(null, { status: 404 });
}

/** The function behind the URL. */
export const handler = toLambda(answer);

/** The function that a schedule calls every minute, with a minute to do it in. */
export const handOver = async () => orders.effects.drain({ budgetMs: 50_000 });
