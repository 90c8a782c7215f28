import { Buffer } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { status } from '../../unit/sms/gateway.ts';
import { known } from '../../support/shop.ts';
import type { Answer } from '../../unit/sms/gateway.ts';
import type { Manner } from './sms-post.ts';

const socketOf = (response: ServerResponse): Socket => known(response.socket);

/** Says something that need not be HTTP, and then does something. */
const saying =
  (words: string, then: (socket: Socket) => void = () => undefined): Answer =>
  (response) => {
    const socket = socketOf(response);
    socket.write(words, 'latin1', () => then(socket));
  };

const hangUp = (socket: Socket): void => void socket.resetAndDestroy();

/** Goes on for as long as anybody listens. */
const endlessly =
  (begin: string, chunk: string): Answer =>
  (response) => {
    const socket = socketOf(response);
    const talk = (): void => {
      if (socket.destroyed) return;
      if (socket.write(chunk)) setImmediate(talk);
      else socket.once('drain', talk);
    };
    socket.write(begin);
    talk();
  };

/** Says again what it was told, in a page for people. */
const quoting =
  (code: number): Answer =>
  (response) => {
    const page = `<html>Zulaykha Qanarija, +212698765431: ${String(response.req.headers.authorization)}</html>`;
    response
      .writeHead(code, { 'Content-Type': 'text/html', 'X-Number': '+212698765431' })
      .end(page);
  };

/** How a gateway may fail, and what is listed of it. */
export interface Fault {
  readonly when: string;
  readonly manner: Manner;
  readonly reason: string;
  /** It has taken the message all the same. */
  readonly taken?: true;
  /** It is not heard of again: what the notifier waits for it, in milliseconds. */
  readonly timeoutMs?: number;
}

const soon = { reason: 'gateway_timeout', timeoutMs: 60 } as const;
const gone = { reason: 'gateway_unreachable' } as const;

export const faults: readonly Fault[] = [
  { when: 'is down', manner: 'down', ...gone },
  { when: 'hangs up before a word', manner: (response) => hangUp(socketOf(response)), ...gone },
  { when: 'hangs up in its headers', manner: saying('HTTP/1.1 200 OK\r\nX: ', hangUp), ...gone },
  { when: 'hangs up once it has taken it', manner: saying('', hangUp), ...gone, taken: true },
  {
    when: 'talks garbage',
    manner: saying('\0\xff\x16\x03garbage\r\n\r\n', hangUp),
    ...gone,
  },
  {
    when: 'has headers without end',
    manner: endlessly('HTTP/1.1 200 OK\r\n', 'X: y\r\n'.repeat(1_000)),
    ...gone,
  },
  { when: 'says nothing', manner: () => undefined, ...soon },
  {
    when: 'says nothing once it has taken it',
    manner: () => undefined,
    reason: 'gateway_timeout',
    // It is to be heard in this time.
    timeoutMs: 2_000,
    taken: true,
  },
  { when: 'hangs in its status', manner: saying('HTTP/1.1 2'), ...soon },
  { when: 'hangs in its headers', manner: saying('HTTP/1.1 200 OK\r\nContent-Le'), ...soon },
  { when: 'says wait', manner: saying('HTTP/1.1 102 Processing\r\n\r\n'), ...soon },
  {
    when: 'redirects',
    manner: status(307, { Location: '/elsewhere' }),
    reason: 'gateway_redirected',
  },
  ...[401, 402, 404, 409, 429, 500, 503].map((code) => ({
    when: `answers ${code}`,
    manner: quoting(code),
    reason: `gateway_${code}`,
  })),
];

/** How a gateway may say yes. */
export const yeses: readonly { readonly when: string; readonly manner: Answer }[] = [
  { when: 'with nothing', manner: status(204) },
  { when: 'with a page for people', manner: quoting(200) },
  { when: 'with half a JSON', manner: (response) => void response.writeHead(201).end('{"id":') },
  {
    when: 'with what does not unpack',
    manner: saying(
      'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n\0\xff<{"',
    ),
  },
  { when: 'with half a body', manner: saying('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf') },
  {
    when: 'with half a body, and hangs up',
    manner: saying('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf', hangUp),
  },
  {
    when: 'and talks without end',
    manner: endlessly('HTTP/1.1 200 OK\r\n\r\n', Buffer.alloc(65_536, 'x').toString()),
  },
  { when: 'slowly', manner: (response) => void setTimeout(() => status(202)(response), 60) },
];
