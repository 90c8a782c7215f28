import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodError, OptionsError, UndeliverableError } from 'cod-lifecycle';
import { UnsentError, smsNotifier } from 'cod-lifecycle/sms';
import type { Sms, SmsOptions } from 'cod-lifecycle/sms';
import { known } from '../../support/shop.ts';
import { onItsWay } from '../messages/notification.ts';
import { openGateway, status } from './gateway.ts';
import type { Gateway } from './gateway.ts';

const secret = 'the shared secret';
let gateway: Gateway;
beforeEach(async () => {
  gateway = await openGateway();
});
afterEach(() => gateway.down());

const notifier = (options: Partial<SmsOptions> = {}) =>
  smsNotifier({ url: gateway.url, secret, ...options });

/** What sending comes to, where it fails. */
async function failure(options: Partial<SmsOptions> = {}, about = onItsWay()): Promise<CodError> {
  const error: unknown = await notifier(options)
    .notify(about)
    .catch((error: unknown) => error);
  if (!CodError.is(error)) throw new Error('It did not fail', { cause: error });
  return error;
}

describe('an SMS', () => {
  it('is posted to the gateway with its effect’s id', async () => {
    await notifier({ from: 'ZAHRA' }).notify(onItsWay({ effectId: 'default/o1/6/0' }));
    expect(gateway.calls).toHaveLength(1);
    const { method, headers, body } = known(gateway.calls[0]);
    expect(method).toBe('POST');
    expect(headers['content-type']).toBe('application/json');
    expect(headers['idempotency-key']).toBe('default/o1/6/0');
    expect(JSON.parse(body)).toEqual({
      id: 'default/o1/6/0',
      to: '+212600000001',
      text: 'Your order o1 is on its way. Please have MAD 240.00 ready in cash.',
      from: 'ZAHRA',
    });
  });

  it('is signed over the time and the body', async () => {
    await notifier().notify(onItsWay({ customer: { locale: 'ar' } }));
    const { headers, body } = known(gateway.calls[0]);
    const [, time, mac] = known(
      /^t=(\d{10}),v1=([0-9a-f]{64})$/.exec(String(headers['cod-signature'])),
    );
    expect(mac).toBe(createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'));
  });

  it('has the same key and the same body when it is sent again', async () => {
    const sms = notifier();
    await sms.notify(onItsWay());
    await sms.notify(onItsWay());
    const [first, second] = gateway.calls.map(({ headers, body }) => [
      headers['idempotency-key'],
      body,
    ]);
    expect(second).toEqual(first);
  });

  it('takes the gateway’s own shape, headers and words', async () => {
    await notifier({
      headers: { Authorization: 'Bearer key', 'Idempotency-Key': 'mine' },
      body: ({ id, to, text }: Sms) => ({ ref: id, recipients: [to], message: text }),
      message: async () => ({ locale: 'fr', subject: '', text: 'Bonjour' }),
    }).notify(onItsWay());
    const { headers, body } = known(gateway.calls[0]);
    expect(headers.authorization).toBe('Bearer key');
    expect(headers['idempotency-key']).toBe('default/o1/6/0');
    expect(JSON.parse(body)).toEqual({
      ref: 'default/o1/6/0',
      recipients: ['+212600000001'],
      message: 'Bonjour',
    });
  });
});

describe('a phone number', () => {
  it.each([
    '+212 600-000-001',
    '00212600000001',
    '+212.600.000.001',
    '+212 (600) 000 [001]',
    '\u202a+212\u00a0600\u2011000\u2013001\u202c',
  ])('is understood as a shop gave it: %j', async (phone) => {
    await notifier().notify(onItsWay({ customer: { phone } }));
    expect(JSON.parse(known(gateway.calls[0]).body)).toMatchObject({ to: '+212600000001' });
  });

  it.each([
    '0600000001',
    'call me',
    '+',
    '+123456',
    '+1234567890123456',
    '+012345678',
    '+212600000001 ext 2',
    '+212600000001,+212600000002',
    '++212600000001',
    ' ',
  ])('that is none is given up at once: %j', async (phone) => {
    const error = await failure({}, onItsWay({ customer: { phone } }));
    expect(error).toBeInstanceOf(UndeliverableError);
    expect(error).toMatchObject({ reason: 'no_such_number' });
    expect(gateway.calls).toEqual([]);
  });

  it('may be read in the shop’s own way, by its country', async () => {
    const toE164 = (phone: string, country: string) =>
      country === 'MA' ? phone.replace(/^0(?!0)/, '+212') : phone;
    await notifier({ toE164 }).notify(onItsWay({ customer: { phone: '06 00 00 00 01' } }));
    expect(JSON.parse(known(gateway.calls[0]).body)).toMatchObject({ to: '+212600000001' });
    expect(await failure({ toE164: () => 'nothing' })).toMatchObject({ reason: 'no_such_number' });
  });

  it('is none where the shop’s own way throws', async () => {
    const toE164 = (phone: string): string => {
      throw new Error(`${phone} is too short`);
    };
    expect(await failure({ toE164 })).toMatchObject({ reason: 'no_such_number' });
  });
});

describe('a gateway', () => {
  it.each([200, 201, 202, 204])('that answers %i has taken it', async (code) => {
    gateway.says(status(code));
    await expect(notifier().notify(onItsWay())).resolves.toBeUndefined();
  });

  it.each([401, 402, 403, 404, 405, 408, 409, 410, 425, 429, 500, 502, 503, 504])(
    'that answers %i is asked again',
    async (code) => {
      gateway.says(status(code));
      const error = await failure();
      expect(error).toBeInstanceOf(UnsentError);
      expect([error.name, error.code]).toEqual(['UnsentError', `gateway_${code}`]);
    },
  );

  it.each([400, 413, 414, 422])('that answers %i does not want it', async (code) => {
    gateway.says(status(code));
    const error = await failure();
    expect(error).toBeInstanceOf(UndeliverableError);
    expect(error).toMatchObject({ reason: `gateway_${code}` });
  });

  it.each([301, 302, 303, 307, 308])('that redirects by %i is not followed', async (code) => {
    const elsewhere = await openGateway();
    gateway.says(status(code, { Location: elsewhere.url }));
    expect(await failure()).toMatchObject({ code: 'gateway_redirected' });
    expect(elsewhere.calls).toEqual([]);
    await elsewhere.down();
  });

  it('that is down is asked again, and is there in the end', async () => {
    await gateway.down();
    expect(await failure()).toMatchObject({ code: 'gateway_unreachable' });
    await gateway.up();
    await notifier().notify(onItsWay());
    expect(gateway.calls).toHaveLength(1);
  });

  it('that is slow is waited for', async () => {
    gateway.says((response) => void setTimeout(() => status(200)(response), 30));
    await expect(notifier().notify(onItsWay())).resolves.toBeUndefined();
  });

  it('that hangs is not waited for for ever', async () => {
    gateway.says(() => undefined);
    expect(await failure({ timeoutMs: 20 })).toMatchObject({ code: 'gateway_timeout' });
  });

  it('that hangs after it has said yes has said yes', async () => {
    gateway.says((response) => void response.writeHead(202).write('{'));
    await expect(notifier({ timeoutMs: 5_000 }).notify(onItsWay())).resolves.toBeUndefined();
  });

  it('that hangs up is asked again', async () => {
    gateway.says((response) => void response.destroy());
    expect(await failure()).toMatchObject({ code: 'gateway_unreachable' });
  });

  it('that never stops talking is cut short', async () => {
    let written = 0;
    const gone = new Promise<void>((resolve) => {
      gateway.says((response) => {
        const chunk = Buffer.alloc(64 * 1024, 'x');
        response.on('close', resolve);
        const talk = (): void => {
          if (response.destroyed) return;
          written += chunk.length;
          if (response.write(chunk)) setImmediate(talk);
          else response.once('drain', talk);
        };
        response.writeHead(200);
        talk();
      });
    });
    await notifier().notify(onItsWay());
    await gone;
    // What the platform and the sockets hold, and no more: nobody asked for it.
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  it.each([
    ['in a body', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n\0\xff<{"', 'done'],
    ['in place of an answer', '\0\xff\x16\x03garbage\r\n\r\n', 'gateway_unreachable'],
  ])('that talks garbage %s', async (_, garbage, code) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(garbage, 'latin1'));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const came = await notifier({ url })
      .notify(onItsWay())
      .then(
        () => 'done',
        (error: CodError) => error.code,
      );
    expect(came).toBe(code);
    await new Promise((closed) => server.close(closed));
  });
});

describe('nothing of the customer', () => {
  const about = onItsWay({ customer: { phone: '+212 600 000 001', name: 'Amina' } });
  const text = 'Your order o1';

  it.each<[string, (gateway: Gateway) => Promise<CodError>]>([
    ['a refusal', (gateway) => (gateway.says(status(422)), failure({}, about))],
    ['a failure', (gateway) => (gateway.says(status(500)), failure({}, about))],
    ['a redirect', (gateway) => (gateway.says(status(302, { Location: '/' })), failure({}, about))],
    ['a timeout', (gateway) => (gateway.says(() => undefined), failure({ timeoutMs: 20 }, about))],
    ['no connection', (gateway) => gateway.down().then(() => failure({}, about))],
    ['no number', () => failure({}, onItsWay({ customer: { phone: '0600 000 001 Amina' } }))],
  ])('is in the error of %s', async (_, fail) => {
    const error = await fail(gateway);
    const told = [
      JSON.stringify(error),
      String(error),
      error.stack,
      inspect(error, { showHidden: true, depth: 10 }),
    ].join('\n');
    expect(error.cause).toBeUndefined();
    for (const word of ['Amina', '600', '000001', text, secret, gateway.url])
      expect(told).not.toContain(word);
  });
});

describe('the options', () => {
  it.each<[string, Partial<SmsOptions>]>([
    ['url', { url: 'sms.example' }],
    ['url', { url: 'http://sms.example/' }],
    ['url', { url: 'http://127.0.0.1.sms.example/' }],
    ['url', { url: 'http://localhost.sms.example/' }],
    ['url', { url: 'ftp://127.0.0.1/' }],
    ['url', { url: 'https://me:hunter2@sms.example/' }],
    ['secret', { secret: ' ' }],
    ['secret', { secret: undefined as never }],
    ['from', { from: '' }],
    ['timeoutMs', { timeoutMs: 0 }],
    ['timeoutMs', { timeoutMs: 1.5 }],
    ['headers', { headers: { Authorization: 'hunter2\r\nX: 1' } }],
  ])('are refused without sense: %s', (option, wrong) => {
    let error: unknown;
    try {
      notifier(wrong);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(OptionsError);
    expect(String(error)).toMatch(new RegExp(`OptionsError: ${option} `));
    expect(inspect(error)).not.toContain('hunter2');
  });

  it.each(['https://sms.example/', 'http://localhost:8080/', 'http://[::1]/', 'http://127.9.9.9/'])(
    'may send to %s',
    (url) => {
      expect(() => notifier({ url })).not.toThrow();
    },
  );

  it('keep a header from the gateway’s own', async () => {
    const headers = { 'cod-signature': 'forged', 'content-type': 'text/plain' };
    await notifier({ headers }).notify(onItsWay());
    const call = known(gateway.calls[0]);
    expect(call.headers['content-type']).toBe('application/json');
    expect(call.headers['cod-signature']).toMatch(/^t=/);
  });
});
