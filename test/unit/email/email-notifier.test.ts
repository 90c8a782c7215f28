import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { createTransport } from 'nodemailer';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CodError, OptionsError, UndeliverableError } from 'cod-lifecycle';
import { UnsentError, emailNotifier } from 'cod-lifecycle/email';
import type { Email, EmailOptions, EmailTransport } from 'cod-lifecycle/email';
import { lifeTo } from '../../support/life.ts';
import { known, openShop } from '../../support/shop.ts';
import { onItsWay } from '../messages/notification.ts';
import type { About } from '../messages/notification.ts';
import { openMailServer, refusal } from './mail-server.ts';

const from = 'Zahra <orders@zahra.example>';
const email = 'amina@mail.example';

/** A mailer of nodemailer's, to a port of this machine. */
function mailer(port: number, timeouts: { greetingTimeout?: number; socketTimeout?: number } = {}) {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, ...timeouts });
  onTestFinished(() => transport.close());
  return transport;
}

/** A real server, and a notifier that sends through it. */
async function post(options: Partial<EmailOptions> = {}, server: SMTPServerOptions = {}) {
  const office = await openMailServer(server);
  onTestFinished(office.close);
  const notifier = emailNotifier({ transport: mailer(office.port), from, ...options });
  const notify = ({ customer, ...about }: About = {}) =>
    notifier.notify(onItsWay({ ...about, customer: { email, ...customer } }));
  return { mails: office.mails, notify };
}

/** What sending comes to, where it fails. */
async function failure(sending: Promise<void>): Promise<CodError> {
  const error: unknown = await sending.catch((error: unknown) => error);
  if (!CodError.is(error)) throw new Error('It did not fail', { cause: error });
  return error;
}

describe('an e-mail', () => {
  it('arrives', async () => {
    const { mails, notify } = await post();
    await notify();
    expect(mails).toHaveLength(1);
    const { envelope, headers, text } = known(mails[0]);
    expect(envelope).toEqual({ from: 'orders@zahra.example', to: [email] });
    expect(headers.get('from')).toBe('Zahra <orders@zahra.example>');
    expect(headers.get('to')).toBe(`Amina <${email}>`);
    expect(headers.get('subject')).toBe('Your order o1 is on its way');
    expect(headers.get('content-language')).toBe('en-MA');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toBe('Your order o1 is on its way. Please have MAD 240.00 ready in cash.');
  });

  it('arrives intact in Arabic', async () => {
    const { mails, notify } = await post();
    const source = { kind: 'manual', shop: 'default', externalId: 'o1', reference: '#1042' };
    await notify({ source, customer: { name: 'أمينة العلوي', locale: 'ar' } });
    const { headers, text } = known(mails[0]);
    expect(headers.get('subject')).toBe('طلبك \u2068#1042\u2069 في الطريق إليك');
    expect(headers.get('to')).toBe(`أمينة العلوي <${email}>`);
    expect(text).toBe(
      'خرج طلبك \u2068#1042\u2069 للتوصيل. يرجى تجهيز \u2068\u200f240,00 د.م.\u200f\u2069 نقدًا.',
    );
  });

  it('that is repeated has the same id, and no other has', async () => {
    const { mails, notify } = await post();
    await notify({ effectId: 'default/o1/6/0' });
    await notify({ effectId: 'default/o1/6/0' });
    await notify({ effectId: 'default/o1/60/0' });
    const [first, again, other] = mails.map(({ headers }) => headers.get('message-id'));
    expect(first).toMatch(/^<[0-9a-f]{64}@zahra\.example>$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it.each(['orders@zahra.example', 'Zahra <orders@zahra.example>', '"Z, <Z>" <orders@z.example>'])(
    'is sent from %s under an id of that domain',
    async (sender) => {
      const { mails, notify } = await post({ from: sender });
      await notify();
      const domain = known(/@([\w.]+)>?$/.exec(sender)?.[1]);
      expect(known(mails[0]).headers.get('message-id')).toMatch(new RegExp(`@${domain}>$`));
    },
  );

  it('is in the shop’s own words', async () => {
    const { mails, notify } = await post({
      from: { name: 'زهرة', address: 'orders@zahra.example' },
      message: () => ({ locale: 'fr', subject: 'En route !', text: 'À tout de suite.' }),
    });
    await notify();
    const { headers, text } = known(mails[0]);
    expect(headers.get('from')).toBe('زهرة <orders@zahra.example>');
    expect([headers.get('subject'), text]).toEqual(['En route !', 'À tout de suite.']);
  });
});

describe('a customer without an e-mail address', () => {
  it('is told nothing, and nobody is troubled', async () => {
    const { mails, notify } = await post();
    await notify({ customer: { email: null } });
    expect(mails).toEqual([]);
  });

  it('is listed where the shop wants to know', async () => {
    const { notify } = await post({ withoutAddress: 'refuse' });
    const error = await failure(notify({ customer: { email: null } }));
    expect(error).toBeInstanceOf(UndeliverableError);
    expect(error).toMatchObject({ reason: 'no_address' });
  });
});

describe('what a customer typed', () => {
  it.each([
    'amina',
    'amina@',
    '@mail.example',
    'amina@mail.example, all@evil.example',
    'amina@mail.example\r\nBcc: all@evil.example',
    '<amina@mail.example>',
    'Amina <amina@mail.example>',
    'a b@mail.example',
    'a,b@mail.example',
    'amina@mail..example',
    'amina@@mail.example',
  ])('is no address when it is %j', async (typed) => {
    const { mails, notify } = await post();
    const error = await failure(notify({ customer: { email: typed } }));
    expect(error).toMatchObject({ code: 'undeliverable', reason: 'no_such_address' });
    expect(mails).toEqual([]);
  });

  it('adds no header and no recipient', async () => {
    const evil = 'Amina\r\nBcc: all@evil.example\r\n\r\nPay here <all@evil.example>, "';
    const { mails, notify } = await post({
      message: () => ({
        locale: 'en',
        subject: `Hello ${evil}`,
        text: `Hello ${evil}\r\n.\r\nQUIT`,
      }),
    });
    await notify({ customer: { name: evil } });
    expect(mails).toHaveLength(1);
    const { envelope, names, headers, text } = known(mails[0]);
    expect(envelope.to).toEqual([email]);
    expect(names).not.toContain('bcc');
    expect(names.toSorted((one, other) => one.localeCompare(other))).toEqual(
      [...new Set(names)].toSorted((one, other) => one.localeCompare(other)),
    );
    expect(headers.get('subject')).toContain('Hello Amina Bcc: all@evil.example Pay here');
    expect(text).toContain('QUIT');
  });
});

describe('a mail server', () => {
  it.each([
    [550, 'no such user'],
    [552, 'mailbox is full for good'],
    [553, 'no such name'],
  ])('that refuses the recipient by %i does so for good', async (code, why) => {
    const { notify } = await post(
      {},
      { onRcptTo: ({ address }, _, done) => done(refusal(code, `<${address}> ${why}`)) },
    );
    const error = await failure(notify());
    expect(error).toBeInstanceOf(UndeliverableError);
    expect(error).toMatchObject({ reason: `smtp_${code}` });
  });

  it('that refuses the message does so for good', async () => {
    const { notify } = await post(
      {},
      { onData: (stream, _, done) => stream.resume().on('end', () => done(refusal(554, 'spam'))) },
    );
    expect(await failure(notify())).toMatchObject({ reason: 'smtp_554' });
  });

  it('that asks to come back later is asked again, and takes it', async () => {
    let tries = 0;
    const { mails, notify } = await post(
      {},
      { onRcptTo: (_, __, done) => done((tries += 1) > 1 ? null : refusal(451, 'greylisted')) },
    );
    const error = await failure(notify());
    expect(error).toBeInstanceOf(UnsentError);
    expect([error.name, error.code]).toEqual(['UnsentError', 'smtp_451']);
    await notify();
    expect(mails).toHaveLength(1);
  });

  it.each<[string, number, SMTPServerOptions]>([
    ['the sender', 550, { onMailFrom: (_, __, done) => done(refusal(550, 'not from here')) }],
    ['the client', 554, { onConnect: (_, done) => done(refusal(554, 'go away')) }],
    ['a recipient out of turn', 503, { onRcptTo: (_, __, done) => done(refusal(503, 'not now')) }],
  ])('that refuses %s may be set right meanwhile', async (_, code, server) => {
    const { notify } = await post({}, server);
    expect(await failure(notify())).toMatchObject({ code: `smtp_${code}` });
  });

  it('that refuses the password may be given another', async () => {
    const office = await openMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(refusal(535, 'wrong password')),
    });
    onTestFinished(office.close);
    const auth = { user: 'zahra', pass: 'hunter2' };
    const transport = createTransport({
      host: '127.0.0.1',
      port: office.port,
      ignoreTLS: true,
      auth,
    });
    const error = await failure(
      emailNotifier({ transport, from }).notify(onItsWay({ customer: { email } })),
    );
    expect(error).toMatchObject({ code: 'smtp_535' });
    expect(inspect(error)).not.toContain('hunter2');
  });

  it('that is down is asked again', async () => {
    const office = await openMailServer();
    const { port } = office;
    await office.close();
    const notifier = emailNotifier({ transport: mailer(port), from });
    expect(await failure(notifier.notify(onItsWay({ customer: { email } })))).toMatchObject({
      code: 'smtp_unreachable',
    });
  });

  it('that never says hello is not waited for for ever', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).resume());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const transport = mailer(port, { greetingTimeout: 20 });
    const notifier = emailNotifier({ transport, from });
    expect(await failure(notifier.notify(onItsWay({ customer: { email } })))).toMatchObject({
      code: 'smtp_timeout',
    });
  });

  it('that falls silent over the message is not waited for for ever', async () => {
    let heard = false;
    const office = await openMailServer({
      onData(stream) {
        heard = true;
        stream.resume();
      },
    });
    onTestFinished(office.close);
    const transport = mailer(office.port, { socketTimeout: 1_000 });
    const notifier = emailNotifier({ transport, from });
    expect(await failure(notifier.notify(onItsWay({ customer: { email } })))).toMatchObject({
      code: 'smtp_timeout',
    });
    expect(heard).toBe(true);
  });
});

describe('a mailer of another make', () => {
  it('is given no line break for a header', async () => {
    const given: Email[] = [];
    const notifier = emailNotifier({
      transport: { sendMail: async (mail) => void given.push(mail) },
      from,
      message: () => ({ locale: 'en', subject: 'One\r\nBcc: two\u2028three', text: 'a\nb' }),
    });
    await notifier.notify(onItsWay({ customer: { email, name: 'Amina\r\nBcc: two' } }));
    expect(given).toMatchObject([
      {
        subject: 'One Bcc: two three',
        to: { name: 'Amina Bcc: two', address: email },
        text: 'a\nb',
      },
    ]);
  });

  it.each<[string, unknown]>([
    ['an error without a word', new Error('no')],
    ['a code of its own', Object.assign(new Error('no'), { code: 'EMINE', responseCode: 'x' })],
    ['no error at all', 'no'],
    ['nothing', undefined],
  ])('that throws %s is asked again', async (_, thrown) => {
    const transport: EmailTransport = { sendMail: () => Promise.reject(thrown) };
    const notifier = emailNotifier({ transport, from });
    expect(await failure(notifier.notify(onItsWay({ customer: { email } })))).toMatchObject({
      code: 'smtp_failed',
    });
  });
});

describe('nothing of the customer', () => {
  it.each([451, 550])(
    'is in the error of a server that quotes them, answering %i',
    async (code) => {
      const { notify } = await post(
        {},
        { onRcptTo: ({ address }, _, done) => done(refusal(code, `<${address}> Amina`)) },
      );
      const error = await failure(notify());
      expect(error.cause).toBeUndefined();
      const told = `${JSON.stringify(error)} ${inspect(error, { showHidden: true, depth: 10 })}`;
      for (const word of ['amina', 'Amina', 'mail.example', 'order o1'])
        expect(told).not.toContain(word);
    },
  );
});

describe('an order whose e-mail is refused', () => {
  it('moves on, and is listed with the reason and no address', async () => {
    const office = await openMailServer({
      onRcptTo: ({ address }, _, done) => done(refusal(550, `<${address}> no such user`)),
    });
    onTestFinished(office.close);
    const notifier = emailNotifier({ transport: mailer(office.port), from });
    const shop = openShop({ notifier });
    await shop.place('o1', { customer: { name: 'Amina', phone: '+212600000001', email } });
    expect((await shop.live('o1', lifeTo.out_for_delivery)).status).toBe('out_for_delivery');
    const dead = await shop.orders.effects.list({ state: 'dead' });
    expect(dead).toMatchObject([{ effectId: 'default/o1/6/0', reason: 'smtp_550' }]);
    expect(JSON.stringify(dead)).not.toMatch(/amina/i);
  });
});

describe('the options', () => {
  it.each(['', 'Zahra', 'orders@', 'Zahra <orders>', { name: 'Zahra', address: 'orders' }])(
    'are refused without a sender: %j',
    (sender) => {
      const transport = createTransport({ jsonTransport: true });
      expect(() => emailNotifier({ transport, from: sender })).toThrow(OptionsError);
    },
  );
});
