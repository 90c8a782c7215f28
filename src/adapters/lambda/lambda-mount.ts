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
  readonly headers: Record<string, string>;
  readonly cookies: string[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** What the Fetch API does not speak. */
const methodless: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

/** What is told as text; all else as it is, in base64. */
const textual = /^text\/|[/+]json\b|[/+]xml\b/;

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

function headersOf({ headers: given, cookies }: LambdaEvent): Headers | null {
  const headers = new Headers();
  try {
    for (const [name, value] of Object.entries(given))
      if (value !== undefined) headers.set(name, value);
    if (cookies?.length) headers.set('cookie', cookies.join('; '));
    return headers;
  } catch {
    return null;
  }
}

/** The same request as the Fetch API has it; a status code where it has none like it. */
function requestOf(event: LambdaEvent): Request | number {
  const { rawQueryString, requestContext } = event;
  const { method } = requestContext.http;
  if (methodless.has(method)) return 405;
  if (event.isBase64Encoded && !base64.test(event.body ?? '')) return 400;
  const headers = headersOf(event);
  if (!headers) return 400;
  const url = new URL('http://localhost');
  url.pathname = pathOf(event);
  url.search = rawQueryString;
  const body = bodiless.has(method) ? null : bytesOf(event);
  return new Request(url, { method, headers, ...(body && { body }) });
}

async function resultOf(response: Response, method: string): Promise<LambdaResult> {
  const bytes = method === 'HEAD' ? new ArrayBuffer() : await response.arrayBuffer();
  const isText = textual.test(response.headers.get('content-type') ?? 'text/plain');
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
  return {
    statusCode: response.status,
    headers: Object.fromEntries(headers),
    cookies: response.headers.getSetCookie(),
    body: isText ? new TextDecoder().decode(bytes) : base64Of(new Uint8Array(bytes)),
    isBase64Encoded: !isText,
  };
}

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
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
    return resultOf(response, event.requestContext.http.method);
  };
}
