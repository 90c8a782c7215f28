import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { serverUrl } from './server-url.ts';

/** What went over the wire between a client and the server. */
export interface WireTap {
  /** The server, through the tap. */
  readonly url: string;
  /** Every statement that was executed, on whatever connection, oldest first. */
  readonly executed: readonly string[];
  /** Every statement that the server had to parse, with the name it was prepared under; empty for none. */
  readonly parsed: readonly { readonly name: string; readonly text: string }[];
  /** How many connections were opened. */
  readonly connections: number;
  /** Forgets what was seen so far. */
  readonly clear: () => void;
  /** Keeps every answer of the server to itself from now on. */
  readonly hush: () => void;
  /** Ends every connection as a router does that was restarted, and takes no more. */
  readonly cut: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const secure = 80_877_103;

const textAt = (body: Buffer, from: number): string =>
  body.toString('utf8', from, body.indexOf(0, from));

/** Reads one direction of one connection: the messages of the client, as the protocol frames them. */
function reader(tap: {
  readonly execute: (text: string) => void;
  readonly parse: (name: string, text: string) => void;
}): (chunk: Buffer) => void {
  const known = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let greeted = false;
  let bound = '';

  const take = (type: string, body: Buffer): void => {
    if (type === 'Q') tap.execute(textAt(body, 0));
    if (type === 'E') tap.execute(bound);
    if (type === 'P') {
      const name = textAt(body, 0);
      const text = textAt(body, Buffer.byteLength(name) + 1);
      known.set(name, text);
      tap.parse(name, text);
    }
    if (type === 'B') {
      const portal = textAt(body, 0);
      bound = known.get(textAt(body, Buffer.byteLength(portal) + 1)) ?? '';
    }
  };

  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const start = greeted ? 1 : 0;
      if (rest.length < start + 4) return;
      const length = rest.readUInt32BE(start);
      if (rest.length < start + length) return;
      const body = rest.subarray(start + 4, start + length);
      if (greeted) take(String.fromCharCode(rest[0] ?? 0), body);
      else greeted = body.readUInt32BE(0) !== secure;
      rest = rest.subarray(start + length);
    }
  };
}

/** Stands between a client and the server, and writes down what is asked. */
export async function wireTap(server: string): Promise<WireTap> {
  const target = new URL(server);
  const executed: string[] = [];
  const parsed: { name: string; text: string }[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let hushed = false;

  const listener = createServer((client) => {
    connections += 1;
    const upstream = connect(Number(target.port), target.hostname);
    const read = reader({
      execute: (text) => executed.push(text),
      parse: (name, text) => parsed.push({ name, text }),
    });
    client.on('data', (chunk) => {
      read(chunk);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!hushed) client.write(chunk);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
  const url = new URL(server);
  url.port = String((listener.address() as AddressInfo).port);

  return {
    url: url.href,
    executed,
    parsed,
    get connections() {
      return connections;
    },
    clear() {
      executed.length = 0;
      parsed.length = 0;
      connections = 0;
    },
    hush() {
      hushed = true;
    },
    async cut() {
      for (const socket of sockets) socket.resetAndDestroy();
      await new Promise((closed) => listener.close(closed));
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => listener.close(closed));
    },
  };
}

/** A tap on the server of these tests, until the test is over. */
export async function tapped(): Promise<WireTap> {
  const tap = await wireTap(serverUrl());
  onTestFinished(tap.close);
  return tap;
}

/** What the statements that were executed do: `load` an order, or `commit` a transition. */
export const kindsOf = ({ executed }: WireTap): readonly string[] =>
  executed.map((text) => {
    if (text.includes('with change as')) return 'commit';
    return text.includes(`'earlier'`) ? 'load' : text;
  });
