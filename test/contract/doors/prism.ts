import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';

type Options = Parameters<typeof createServer>[1];
type Logger = Options['components']['logger'];

const say = () => undefined;
const silent = {
  trace: say,
  debug: say,
  info: say,
  success: say,
  warn: say,
  error: say,
  fatal: say,
  child: () => silent,
} as unknown as Logger;

/** What Prism finds of a request or its response that is not as the document says. */
export interface Violation {
  readonly location: readonly string[];
  readonly message: string;
  readonly code: string;
}

/**
 * Stoplight's Prism before an API: it passes every request on, and compares its response, and if it is to the request as
 * well, with the OpenAPI document.
 */
export async function prismBefore(
  upstream: string,
  document: object,
  { requests }: { readonly requests: boolean },
) {
  const operations = await getHttpOperationsFromSpec(structuredClone(document));
  const server = createServer(operations, {
    cors: false,
    components: { logger: silent },
    config: {
      isProxy: true,
      upstream: new URL(upstream),
      validateRequest: requests,
      validateResponse: true,
      checkSecurity: requests,
      errors: false,
      mock: { dynamic: false },
      upstreamProxy: undefined,
    },
  });
  const origin = await server.listen(0, '127.0.0.1');
  return { origin, close: async () => server.close() };
}

/** What Prism has noted on a response. */
export const violationsOn = (response: Response): readonly Violation[] =>
  JSON.parse(response.headers.get('sl-violations') ?? '[]') as readonly Violation[];
