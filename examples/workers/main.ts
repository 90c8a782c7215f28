/** Orders as a Cloudflare Worker, in PostgreSQL behind Hyperdrive. */
import { createHash, timingSafeEqual } from 'node:crypto';
import postgres from 'postgres';
import { cod, createOrders, queues } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { ordersApi } from 'cod-lifecycle/http';
import type { Authenticate, Identity } from 'cod-lifecycle/http';
import { fromPostgresJs, postgresStore } from 'cod-lifecycle/postgres';
import { createReports } from 'cod-lifecycle/reports';
import { shopify } from 'cod-lifecycle/shopify';

/** What `wrangler.jsonc` binds, and the secrets of `wrangler secret put`. */
export interface Env {
  readonly HYPERDRIVE: { readonly connectionString: string };
  /** By the SHA-256 of their tokens, in hex: nobody comes in with what can be read here. */
  readonly PEOPLE: string;
  readonly SHOPIFY_SECRET: string;
}

interface Context {
  waitUntil(work: Promise<unknown>): void;
}

// What depends on no request is made once.
const lifecycle = cod();
const calendar = timeZone('Africa/Casablanca');

const byToken =
  ({ PEOPLE }: Env): Authenticate =>
  ({ headers }) => {
    const people = Object.entries(JSON.parse(PEOPLE) as Readonly<Record<string, Identity>>);
    const [, token] = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
    if (token === undefined) return null;
    const digest = createHash('sha256').update(token).digest();
    const known = people.find(([hex]) => timingSafeEqual(Buffer.from(hex, 'hex'), digest));
    return known?.[1] ?? null;
  };

/** The orders, for one request: a Worker shares no connection between two. */
function openShop(env: Env) {
  const sql = postgres(env.HYPERDRIVE.connectionString, { max: 5, fetch_types: false });
  const store = postgresStore(fromPostgresJs(sql));
  const orders = createOrders({
    lifecycle,
    store,
    on: { entered: { confirmed: ({ order }) => console.log(`To be packed: ${order.id}`) } },
  });
  const api = ordersApi({
    orders,
    authenticate: byToken(env),
    queues,
    reports: { from: createReports({ store }), calendar },
    webhooks: { shop: { reader: shopify({ secrets: [env.SHOPIFY_SECRET] }), tenant: 'zahra' } },
    basePath: '/cod',
    onError: console.error,
  });
  return { orders, api, close: async () => sql.end() };
}

async function answer(request: Request, { orders, api }: ReturnType<typeof openShop>) {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/cod/')) return api(request);
  if (pathname === '/') return Response.json(await orders.counts({ tenant: 'zahra' }));
  if (pathname === '/contact' && request.method === 'POST') {
    const { message } = (await request.json()) as { readonly message: string };
    return Response.json({ received: message }, { status: 201 });
  }
  return new Response(null, { status: 404 });
}

export default {
  async fetch(request: Request, env: Env, context: Context): Promise<Response> {
    const shop = openShop(env);
    try {
      return await answer(request, shop);
    } finally {
      context.waitUntil(shop.close());
    }
  },

  /** By a cron trigger, every minute: what could not be handed over at once, and what is due by now. */
  async scheduled(_event: unknown, env: Env): Promise<void> {
    const { orders, close } = openShop(env);
    try {
      await orders.effects.drain({ budgetMs: 50_000 });
    } finally {
      await close();
    }
  },
};
