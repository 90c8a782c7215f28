import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../../../scripts/entries.ts';
import { leaksIn } from './canaries.ts';

const hook = fileURLToPath(new URL('test/support/from-source.ts', root));
const program = fileURLToPath(new URL('programs/tell.ts', import.meta.url));

/** Somebody who never hangs up; and what they say to begin with. */
async function hanging(greeting = '', answer = ''): Promise<number> {
  const inside = new Set<Socket>();
  const server = createServer((socket) => {
    inside.add(socket.on('error', () => undefined));
    socket.write(greeting);
    socket.once('data', () => socket.write(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of inside) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

it('a process ends when it has nothing more to do, whoever still holds the line, and has said nothing of a customer', async () => {
  const nobody = await hanging();
  const line = [
    `sms:${nobody}`,
    `sms:${await hanging('', 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf')}`,
    `sms:${await hanging('', 'HTTP/1.1 503 No\r\nContent-Length: 99\r\n\r\nhalf')}`,
    `email:${nobody}`,
    `email:${await hanging('220 hello\r\n', '250-half')}`,
    'sms:1',
    'email:1',
  ];
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', hook, program, ...line],
    { cwd: fileURLToPath(root) },
  );
  expect(JSON.parse(stdout)).toEqual([
    'sms gateway_timeout',
    'sms done',
    'sms gateway_503',
    'email smtp_timeout',
    'email smtp_timeout',
    'sms gateway_unreachable',
    'email smtp_unreachable',
  ]);
  expect(stderr).toBe('');
  expect(leaksIn(stdout)).toEqual([]);
});
