/** The orders of a shop in a SQLite file, and their HTTP API. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { cod, createOrders, queues } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { ordersApi } from 'cod-lifecycle/http';
import type { Authenticate, Identity } from 'cod-lifecycle/http';
import { createReports } from 'cod-lifecycle/reports';
import { shopify } from 'cod-lifecycle/shopify';
import { sqliteStore } from 'cod-lifecycle/sqlite';

/** By the SHA-256 of their tokens, in hex: nobody comes in with what can be read here. */
type People = Readonly<Record<string, Identity>>;

function byToken(people: People): Authenticate {
  const known = Object.entries(people).map(([hex, identity]) => ({
    digest: Buffer.from(hex, 'hex'),
    identity,
  }));
  return ({ headers }) => {
    const [, token] = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
    if (token === undefined) return null;
    const digest = createHash('sha256').update(token).digest();
    return known.find((one) => timingSafeEqual(one.digest, digest))?.identity ?? null;
  };
}

/** @param basePath what stands before the paths of the API, where the framework leaves it there */
export function openShop(basePath = '') {
  const { DATABASE = 'orders.db', PEOPLE = '{}', SHOPIFY_SECRET = '' } = process.env;
  const db = new DatabaseSync(DATABASE);
  const store = sqliteStore(db);
  const orders = createOrders({
    lifecycle: cod(),
    store,
    on: { entered: { confirmed: ({ order }) => console.log(`To be packed: ${order.id}`) } },
  });
  const api = ordersApi({
    orders,
    authenticate: byToken(JSON.parse(PEOPLE) as People),
    queues,
    reports: { from: createReports({ store }), calendar: timeZone('Africa/Casablanca') },
    webhooks: { shop: { reader: shopify({ secrets: [SHOPIFY_SECRET] }), tenant: 'zahra' } },
    basePath,
    onError: console.error,
  });
  return { orders, api, close: () => db.close() };
}
