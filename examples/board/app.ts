import { fileURLToPath } from 'node:url';
import express from 'express';
import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import { queues } from 'cod-lifecycle';
import { toExpress } from 'cod-lifecycle/express';
import { ordersApi } from 'cod-lifecycle/http';
import { createReports } from 'cod-lifecycle/reports';
import { shopify } from 'cod-lifecycle/shopify';
import { woocommerce } from 'cod-lifecycle/woocommerce';
import { doorOf, isOwn, secured } from './door.ts';
import { problemPage } from './pages/problem.ts';
import type { ProblemName } from './pages/problem.ts';
import { pageOf } from './parts/layout.ts';
import { bulkRoutes } from './routes/bulk.ts';
import { listRoutes } from './routes/lists.ts';
import { NotFound } from './routes/not-found.ts';
import { orderRoutes } from './routes/order.ts';
import { sessionRoutes } from './routes/session.ts';
import { sessionsInMemory } from './sessions.ts';
import { calendar, secrets } from './shop.ts';
import type { Shop } from './shop.ts';
import { readerOf } from './viewer.ts';

export interface BoardOptions extends Pick<Shop, 'orders' | 'store' | 'now'> {
  /** Whom a bearer token of the API stands for, by their id. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** Is told of what is answered with 500. */
  readonly onError?: (error: unknown) => void;
}

/** The board: pages for people, and the API for shops and programs. */
export function boardApp({ orders, store, now, tokens = {}, onError }: BoardOptions): Express {
  const sessions = sessionsInMemory();
  const door = doorOf(sessions, now, tokens);
  const reports = createReports({ store });
  const app = express();
  app.disable('x-powered-by');
  const tenant = 'default';
  const api = ordersApi({
    orders,
    authenticate: door.authenticate,
    queues,
    reports: { from: reports, calendar },
    webhooks: {
      shopify: { reader: shopify({ secrets: [secrets.shopify] }), tenant },
      woocommerce: { reader: woocommerce({ secrets: [secrets.woocommerce] }), tenant },
    },
    ...(onError && { onError }),
  });
  // Before any parser: a signature is proved over the bytes as they came. It brings headers of its own.
  app.use('/api', toExpress(api));
  app.use(secured);
  app.use('/assets', express.static(fileURLToPath(new URL('assets', import.meta.url))));

  const problem = (
    request: Request,
    response: Response,
    status: number,
    name: ProblemName,
  ): void => {
    const reader = readerOf(request, now());
    const main = problemPage(reader, name);
    const { problem } = reader.words;
    response
      .status(status)
      .type('html')
      .send(pageOf(reader, { title: problem[name], main }));
  };

  app.use((request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads || isOwn((name) => request.get(name))) next();
    else problem(request, response, 403, 'forbidden');
  });
  app.use(express.urlencoded({ extended: false, limit: '64kb' }));

  const router = express.Router();
  sessionRoutes(router, sessions, now);
  listRoutes(router, door, orders, reports);
  orderRoutes(router, door, orders);
  bulkRoutes(router, door, orders);
  app.use(router);

  app.use((request, response) => problem(request, response, 404, 'notFound'));
  const failed: ErrorRequestHandler = (error: unknown, request, response, _next) => {
    if (error instanceof NotFound) {
      problem(request, response, 404, 'notFound');
      return;
    }
    onError?.(error);
    problem(request, response, 500, 'failed');
  };
  app.use(failed);
  return app;
}
