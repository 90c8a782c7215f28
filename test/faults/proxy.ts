import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { commitWatch, messagesOf } from './messages.ts';

/**
 * What becomes of a commit on its way.
 *
 * - `pass` nothing
 * - `cut_before` the connection is cut, and the server never hears of it
 * - `cut_meanwhile` the server is asked, and the connection is cut at once
 * - `cut_after` the server has done it, and the connection is cut before anybody hears of it
 * - `swallow` from here on nothing gets through in either direction, and the connection stays open
 * - `swallow_answer` the same, once the server was asked
 */
export type Fate =
  | 'pass'
  | 'cut_before'
  | 'cut_meanwhile'
  | 'cut_after'
  | 'swallow'
  | 'swallow_answer';

/** Stands between clients and a server, and breaks what it is told to. */
export interface Proxy {
  /** The server, through the proxy. */
  readonly url: string;
  /** Asked for each commit that comes by, before the server hears of it. */
  fate: () => Fate;
  /** What becomes of new connections: served, turned away, or left without a word. */
  welcome: 'serve' | 'turn_away' | 'ignore';
  /** Cuts every connection there is. */
  readonly cutAll: () => void;
}

export async function proxyTo(server: string): Promise<Proxy> {
  const target = new URL(server);
  const sockets = new Set<Socket>();
  const url = new URL(server);
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const proxy: Proxy = { url: '', fate: () => 'pass', welcome: 'serve', cutAll };

  function serve(client: Socket): void {
    const upstream = connect(Number(target.port), target.hostname);
    const fromClient = messagesOf('client');
    const fromServer = messagesOf('server');
    const isCommit = commitWatch();
    let fate: Fate = 'pass';
    let mute = false;

    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    const ask = (bytes: Buffer, ends: boolean): void => {
      if (fate === 'cut_before') return cut();
      if (fate === 'swallow') mute = true;
      if (mute) return;
      upstream.write(bytes);
      if (!ends) return;
      if (fate === 'cut_meanwhile') upstream.end(cut);
      if (fate === 'swallow_answer') mute = true;
    };

    client.on('data', (chunk) => {
      for (const message of fromClient(chunk)) {
        if (isCommit(message)) fate = proxy.fate();
        ask(message.bytes, message.type === 'S');
      }
    });
    upstream.on('data', (chunk) => {
      for (const { type, bytes } of fromServer(chunk)) {
        if (mute) continue;
        if (fate === 'pass') client.write(bytes);
        // Ready for the next one: this one is on the disk.
        else if (type === 'Z') cut();
      }
    });
    sockets.add(upstream);
    for (const socket of [client, upstream]) {
      // Messages are sent on one by one, and must not wait for each other.
      socket.setNoDelay(true);
      socket.on('error', cut);
      socket.on('close', () => {
        if (!mute) cut();
      });
    }
  }

  const listener = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    if (proxy.welcome === 'turn_away') client.destroy();
    if (proxy.welcome === 'serve') serve(client);
  });
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    cutAll();
    await new Promise((closed) => listener.close(closed));
  });
  url.port = String((listener.address() as AddressInfo).port);
  return Object.assign(proxy, { url: url.href });
}
