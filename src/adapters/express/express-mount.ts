type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a mount asks of Express's request: Node's, with a path of its own. */
export interface ExpressRequest extends AsyncIterable<Uint8Array> {
  readonly method: string;
  /** The path and the query behind the mount. */
  readonly url: string;
  readonly headers: Fields;
  /** Whether somebody has read the body already. */
  readonly readableDidRead: boolean;
  /** What a parser before this has made of it. */
  readonly body?: unknown;
}

/** What it asks of Express's response, which is Node's. */
export interface ExpressResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  appendHeader(name: string, value: string): unknown;
  end(bytes?: Uint8Array): unknown;
  once(event: 'close', listener: () => void): unknown;
}

type Next = (error?: unknown) => void;

const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** What the Fetch API does not speak. */
const methodless: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

function headersOf(given: Fields): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    // What HTTP/2 puts before the headers proper is none.
    if (value === undefined || name.startsWith(':')) continue;
    for (const one of typeof value === 'string' ? [value] : value) headers.append(name, one);
  }
  return headers;
}

/** Bytes as they come in, no faster than they are read: Node itself lets go of a body that nobody has begun. */
function streamOf(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const passOver = async (): Promise<void> => {
    for (;;) if ((await chunks.next()).done === true) return;
  };
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel() {
        // To end the iteration would end the connection before the answer; what is left of the body would hold up the
        // next request on it.
        void passOver().catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** A parser that has read the body leaves it only where it is told to keep it raw. */
function bodyOf(
  request: ExpressRequest,
): ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null {
  const { body, method } = request;
  if (bodiless.has(method)) return null;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (request.readableDidRead) {
    throw new Error(
      'The body was read before it came here: mount this before express.json(), or use express.raw() in its place',
    );
  }
  return streamOf(request);
}

/** The address that was asked for, whatever stands in it. */
function addressOf(url: string): URL {
  const [path = '', ...query] = url.split('?');
  const address = new URL('http://localhost');
  address.pathname = path;
  address.search = query.join('?');
  return address;
}

/** The same request as the Fetch API has it; `null` where it has none of this method. */
function requestOf(request: ExpressRequest, signal: AbortSignal): Request | null {
  const { method, url, headers } = request;
  if (methodless.has(method)) return null;
  const body = bodyOf(request);
  const init = {
    method,
    headers: headersOf(headers),
    signal,
    ...(body && { body, duplex: 'half' }),
  };
  return new Request(addressOf(url), init);
}

/**
 * Mounts a handler of the Fetch API, such as `ordersApi` makes, in Express 5.
 *
 * @example
 * ```ts no-run -- listens on a port
 * import express from 'express';
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { toExpress } from 'cod-lifecycle/express';
 * import { ordersApi } from 'cod-lifecycle/http';
 * import { memoryStore } from 'cod-lifecycle/memory';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 * const app = express();
 * app.use('/cod', toExpress(ordersApi({ orders, authenticate: () => null })));
 * app.listen(3000);
 * ```
 * @category Doors
 * @since 0.1.0
 */
export function toExpress(
  handler: (request: Request) => Promise<Response>,
): (request: ExpressRequest, response: ExpressResponse, next: Next) => Promise<void> {
  return async (request, response, next) => {
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    try {
      const asked = requestOf(request, gone.signal);
      const answer = asked ? await handler(asked) : new Response(null, { status: 405 });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      response.statusCode = answer.status;
      for (const [name, value] of answer.headers) {
        // Of cookies alone there may be several; whatever else stood there before was not of this answer.
        if (name === 'set-cookie') response.appendHeader(name, value);
        else response.setHeader(name, value);
      }
      response.end(bytes);
    } catch (error) {
      next(error);
    }
  };
}
