import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as it came in. */
export interface GatewayCall {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a gateway does about a call. */
export type Answer = (response: ServerResponse) => void;

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end();

/** A real gateway on this machine, which answers what it is told to. */
export async function openGateway(answer: Answer = status(202)) {
  const calls: GatewayCall[] = [];
  const gateway = { answer };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, headers } = request;
      calls.push({ method, headers, body: Buffer.concat(chunks).toString('utf8') });
      gateway.answer(response);
    });
  });
  const listen = (port: number) =>
    new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    url: `http://127.0.0.1:${port}/messages`,
    says: (next: Answer) => {
      gateway.answer = next;
    },
    up: () => listen(port),
    down: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export type Gateway = Awaited<ReturnType<typeof openGateway>>;
