/** What API Gateway (HTTP APIs, payload 2.0) and function URLs hand to a function. */
export interface LambdaEvent {
  /** `2.0`: the payload format. */
  readonly version: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies?: readonly string[];
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
  readonly requestContext: {
    readonly http: { readonly method: string };
    /** `$default`, or the stage that stands before the path. */
    readonly stage?: string;
  };
}

/** What they take back. */
export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** What the Fetch API does not speak. */
const methodless: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

const base64 = /^[\w+/]*={0,2}$/;

function bytesOf({ body, isBase64Encoded }: LambdaEvent): Uint8Array<ArrayBuffer> | null {
  if (body === undefined) return null;
  if (!isBase64Encoded) return new TextEncoder().encode(body);
  return Uint8Array.from(atob(body), (character) => character.codePointAt(0) ?? 0);
}

/** The path without its stage, which API Gateway puts before it unless it is the default one. */
function pathOf({ rawPath, requestContext: { stage } }: LambdaEvent): string {
  const before = `/${stage}`;
  const staged =
    stage && stage !== '$default' && (rawPath === before || rawPath.startsWith(`${before}/`));
  return staged ? rawPath.slice(before.length) || '/' : rawPath;
}

/** The same request as the Fetch API has it; a status code where it has none like it. */
function requestOf(event: LambdaEvent): Request | number {
  const { headers: given, cookies, rawQueryString, requestContext } = event;
  const { method } = requestContext.http;
  if (methodless.has(method)) return 405;
  if (event.isBase64Encoded && !base64.test(event.body ?? '')) return 400;
  const headers = new Headers();
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) headers.set(name, value);
  if (cookies?.length) headers.set('cookie', cookies.join('; '));
  const url = new URL('http://localhost');
  url.pathname = pathOf(event);
  url.search = rawQueryString;
  const body = bodiless.has(method) ? null : bytesOf(event);
  return new Request(url, { method, headers, ...(body && { body }) });
}

/**
 * Makes a handler of the Fetch API, such as `ordersApi` makes, the handler of an AWS Lambda function behind API Gateway
 * (HTTP APIs, payload 2.0) or a function URL.
 *
 * @example
 * ```ts
 * import { toLambda } from 'cod-lifecycle/lambda';
 *
 * const handler = toLambda(async (request) => new Response(new URL(request.url).pathname));
 * const result = await handler({
 *   version: '2.0',
 *   rawPath: '/health',
 *   rawQueryString: '',
 *   headers: {},
 *   isBase64Encoded: false,
 *   requestContext: { http: { method: 'GET' } },
 * });
 * [result.statusCode, result.body]; //=> [200, '/health']
 * ```
 * @category Doors
 * @since 0.1.0
 */
export function toLambda(
  handler: (request: Request) => Promise<Response>,
): (event: LambdaEvent) => Promise<LambdaResult> {
  return async (event) => {
    if (event.version !== '2.0') {
      throw new Error(
        'This is not the payload format 2.0: choose it in the integration of your API',
      );
    }
    const request = requestOf(event);
    const response =
      typeof request === 'number'
        ? new Response(null, { status: request })
        : await handler(request);
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
      isBase64Encoded: false,
    };
  };
}
