import type { ActorKind, Entry, Cod, CodTable, Order } from 'cod-lifecycle';
import { ordersApi } from 'cod-lifecycle/http';
import type { Authenticate, OrdersApiOptions, Problem } from 'cod-lifecycle/http';
import { openShop } from './shop.ts';
import type { ShopOptions } from './shop.ts';

type Options = Partial<Omit<OrdersApiOptions<Cod, CodTable>, 'orders'>>;

/** Who may come in: a token is `<kind>` or `<kind>@<tenant>`. */
export const byToken: Authenticate = (request) => {
  const [, kind, tenant = 'default'] =
    /^Bearer (\w+)(?:@(\w+))?$/.exec(request.headers.get('authorization') ?? '') ?? [];
  return kind === undefined ? null : { tenant, actor: { kind: kind as ActorKind, id: kind } };
};

export interface Asked {
  readonly as?: string | null;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Whatever an API may say; a test knows what it has asked. */
export interface Said extends Problem {
  readonly order: Order;
  readonly entry: Entry<Cod>;
  readonly rows: readonly { readonly order: Order }[];
  readonly next: string;
  readonly prev: string;
  readonly events: readonly {
    readonly event: string;
    readonly possible: boolean;
    readonly problem: Problem;
  }[];
  readonly receipts: readonly unknown[];
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly type: string | null;
  readonly body: Said;
}

export type Ask = (path: string, asked?: Asked) => Promise<Answered>;

/** Asks an API as somebody does: as an agent, unless it says otherwise. */
export function asking(api: (request: Request) => Promise<Response>): Ask {
  return async (path, { as = 'agent', method, body, headers = {} } = {}) => {
    const response = await api(
      new Request(`https://shop.example${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          ...(as !== null && { authorization: `Bearer ${as}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      type: response.headers.get('content-type'),
      body: JSON.parse(text === '' ? 'null' : text) as Said,
    };
  };
}

/** A shop in memory, with its API. */
export function openApi(options: Options = {}, shopOptions: ShopOptions = {}) {
  const shop = openShop(shopOptions);
  const errors: unknown[] = [];
  const api = ordersApi({
    orders: shop.orders,
    authenticate: byToken,
    onError: (error) => void errors.push(error),
    ...options,
  });
  return { ...shop, api, ask: asking(api), errors };
}
