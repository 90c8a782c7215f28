import { ReadableStream as NodeStream } from 'node:stream/web';
import type { FastifyPluginCallback, FastifyRequest } from 'fastify';

const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The request as the Fetch API has it, with its body still to be read. */
function toFetch(request: FastifyRequest): Request {
  const { method, raw, signal } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  const address = new URL(raw.url ?? '/', 'http://localhost');
  // Where the handler stops reading, the connection is still needed for the answer.
  const bytes: AsyncIterable<Uint8Array> = raw.iterator({ destroyOnReturn: false });
  const body = bodiless.has(method) ? null : (NodeStream.from(bytes) as ReadableStream);
  return new Request(address, { method, headers, signal, ...(body && { body, duplex: 'half' }) });
}

/** Hands everything under the prefix to a handler of the Fetch API, such as `ordersApi` makes. */
export const fetchHandler: FastifyPluginCallback<{
  readonly handler: (request: Request) => Promise<Response>;
}> = (scope, { handler }, done) => {
  // In this scope alone nobody reads the body before the handler does: what a shop has signed is its bytes.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
  scope.all('/*', async (request, reply) => {
    const response = await handler(toFetch(request));
    // What nobody has read would hold up the next request on this connection.
    request.raw.resume();
    return reply.send(response);
  });
  done();
};
