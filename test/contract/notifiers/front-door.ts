import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** What a visitor meets at the door, in place of the server behind it. */
export type Doorkeeper = (visitor: Socket, enter: () => Socket) => void;

/** An address that leads to a server behind it, or to a doorkeeper, or to nobody. */
export async function openFrontDoor(behind: () => number) {
  const inside = new Set<Socket>();
  let keeper: Doorkeeper | null = null;
  const keep = (socket: Socket): Socket => {
    inside.add(socket);
    return socket.on('error', () => undefined).on('close', () => inside.delete(socket));
  };
  const server = createServer((visitor) => {
    keep(visitor);
    const enter = (): Socket => {
      const host = keep(connect(behind(), '127.0.0.1'));
      visitor.on('close', () => host.destroy());
      return host.on('close', () => visitor.destroy());
    };
    if (keeper) keeper(visitor, enter);
    else visitor.pipe(enter()).pipe(visitor);
  });
  const listen = async (port: number): Promise<void> =>
    new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  /** Everybody inside is thrown out, in the middle of a word. */
  const cut = (): void => {
    for (const socket of inside) socket.resetAndDestroy();
  };
  return {
    port,
    cut,
    open: () => {
      keeper = null;
    },
    keptBy: (next: Doorkeeper) => {
      keeper = next;
    },
    up: async () => listen(port),
    down: async () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        cut();
      }),
  };
}
