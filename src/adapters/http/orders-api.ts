import { OptionsError } from '../../errors/options-error.js';
import type { ListOptions, OrderModel, Orders } from '../../runtime/index.js';
import { problemOfError } from './failure.js';
import { identityOf } from './identity.js';
import type { Authenticate } from './identity.js';
import { openApiDocument } from './openapi.js';
import type { DocumentOptions } from './openapi.js';
import { commandRoutes } from './command-routes.js';
import { listRoutes } from './list-routes.js';
import { orderRoutes } from './order-routes.js';
import type { PlainOrders } from './plain-orders.js';
import { noSuch } from './problem.js';
import type { ProblemError } from './problem.js';
import { reportRoutes } from './report-routes.js';
import type { ReportsOption } from './report-routes.js';
import { empty, json, problemResponse } from './respond.js';
import { routeOf } from './router.js';
import type { Call, OpenRoute, Route } from './router.js';
import { webhookRoute } from './webhook-route.js';
import type { Webhook, Webhooks } from './webhook-route.js';

/** What is to be done now, as a list of orders is asked for. */
type Queue<Status> = Omit<ListOptions<Status>, 'tenant' | 'limit' | 'after' | 'before'>;

/**
 * What an API is made of.
 *
 * @category Doors
 * @since 0.1.0
 */
export interface OrdersApiOptions<M extends OrderModel, T, Tx = never> {
  readonly orders: Orders<M, T, Tx>;
  /** Says who has sent a request, and for which tenant. Nobody comes in without it. */
  readonly authenticate: Authenticate;
  /** The lists of `/queues/{name}`: `queues` of `cod-lifecycle`, or a shop's own. */
  readonly queues?: Readonly<Record<string, Queue<M['order']['status']>>>;
  readonly reports?: ReportsOption;
  /** The shops' webhooks, by the last part of their path. */
  readonly webhooks?: Webhooks;
  /** What the OpenAPI document at `/openapi.json` says besides. */
  readonly document?: DocumentOptions;
  /** What stands before the paths, such as `/cod`. */
  readonly basePath?: string;
  /** The largest body of JSON that is read. Default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** Is told of what is answered with 500 or 503, and never said to the caller. */
  readonly onError?: (error: unknown, request: Request) => unknown;
}

/** Answers requests of the Fetch API. */
export type ApiHandler = (request: Request) => Promise<Response>;

/** The path behind the base; `null` for one that is elsewhere. */
function pathIn({ pathname }: URL, basePath: string): string | null {
  const within = pathname === basePath || pathname.startsWith(`${basePath}/`);
  return within ? pathname.slice(basePath.length) : null;
}

/**
 * The orders of a shop as an HTTP API, for whatever speaks the Fetch API.
 *
 * @throws OptionsError which names the option that makes no sense
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { ordersApi } from 'cod-lifecycle/http';
 * import { memoryStore } from 'cod-lifecycle/memory';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 * const api = ordersApi({
 *   orders,
 *   authenticate: (request) =>
 *     request.headers.get('authorization') === 'Bearer of-salma'
 *       ? { tenant: 'atlas-oils', actor: { kind: 'agent', id: 'salma' } }
 *       : null,
 * });
 *
 * const response = await api(new Request('https://shop.example/orders'));
 * response.status; //=> 401
 * ```
 * @category Doors
 * @since 0.1.0
 */
export function ordersApi<M extends OrderModel, T, Tx = never>(
  options: OrdersApiOptions<M, T, Tx>,
): ApiHandler {
  const { authenticate, queues = {}, reports, webhooks, basePath = '' } = options;
  const { maxBodyBytes = 1024 * 1024, onError } = options;
  if (typeof authenticate !== 'function') {
    throw new OptionsError('authenticate', 'must be a function that says who has sent a request');
  }
  if (!Number.isSafeInteger(maxBodyBytes) || maxBodyBytes < 1) {
    throw new OptionsError('maxBodyBytes', 'must be a whole number, at least 1');
  }
  if (basePath !== '' && !/^(?:\/[\w.~-]+)+$/.test(basePath)) {
    throw new OptionsError('basePath', 'must be a path without an end, such as "/cod"');
  }
  for (const [name, webhook] of Object.entries(typeof webhooks === 'object' ? webhooks : {})) {
    const { reader, tenant }: Partial<Webhook> = webhook;
    if (typeof reader?.read !== 'function')
      throw new OptionsError(`webhooks.${name}.reader`, "must be a reader of a shop's news");
    if (typeof tenant !== 'string')
      throw new OptionsError(`webhooks.${name}.tenant`, 'must be whose orders they are');
  }
  if (reports && !(reports.from && reports.calendar)) {
    const lacks = reports.from ? 'calendar' : 'from';
    throw new OptionsError(`reports.${lacks}`, 'must be given');
  }
  const orders = options.orders as unknown as PlainOrders;

  async function tell(error: unknown, request: Request): Promise<void> {
    try {
      await onError?.(error, request);
    } catch {
      // Whoever logs has no say in what is answered.
    }
  }

  /** An error as a problem; the host is told of what nobody else is. */
  function problemTold(error: unknown, request: Request): ProblemError {
    const told = problemOfError(error);
    if (told.problem.status >= 500) void tell(error, request);
    return told;
  }

  const known: readonly Route[] = [
    ...listRoutes(orders, queues),
    ...orderRoutes(orders),
    ...commandRoutes(orders, maxBodyBytes, problemTold),
    ...(reports ? reportRoutes(reports) : []),
  ];
  const open: readonly OpenRoute[] = [
    ...(webhooks ? [webhookRoute(orders, webhooks)] : []),
    {
      method: 'GET',
      path: '/health',
      operation: {
        id: 'health',
        summary: 'Whether the store answers',
        answers: { 200: 'Health' },
        problems: [],
      },
      async handle() {
        await orders.get('health', { tenant: 'health' });
        return json({ status: 'ok' });
      },
    },
  ];
  let document: object | undefined;
  const describe = (): object =>
    (document ??= openApiDocument(
      [
        ...open.map((route) => ({ ...route, open: true })),
        ...known.map((route) => ({ ...route, open: false })),
      ],
      orders.lifecycle,
      basePath,
      options.document ?? {},
    ));
  const routes: readonly Pick<OpenRoute, 'method' | 'path' | 'handle'>[] = [
    ...open,
    { method: 'GET', path: '/openapi.json', handle: async () => json(describe()) },
    ...known.map((route) => ({
      ...route,
      handle: async (call: Call) =>
        route.handle({ ...call, identity: await identityOf(authenticate, call.request) }),
    })),
  ];

  async function handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = pathIn(url, basePath);
    if (path === null) throw noSuch('route');
    const { route, params } = routeOf(routes, request.method, path);
    const call: Call = { request, url, params };
    return route.handle(call);
  }

  return async (request) => {
    try {
      const response = await handle(request);
      return request.method === 'HEAD'
        ? empty(response.status, Object.fromEntries(response.headers))
        : response;
    } catch (error) {
      const { problem, headers } = problemTold(error, request);
      return problemResponse(problem, headers);
    }
  };
}
