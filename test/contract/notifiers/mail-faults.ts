import type { Socket } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { refusal } from '../../unit/email/mail-server.ts';
import type { MailFault } from './mail-post.ts';

type Done = (error?: Error | null) => void;

/** A server's answer, which quotes whatever it knows of the customer. */
const no = (code: number): Error =>
  refusal(code, '<zulaykha.qanarija@boite.example> Zulaykha Qanarija, +212698765431');

const atDoor = (code: number): SMTPServerOptions => ({ onConnect: (_, done) => done(no(code)) });
const atSender = (code: number): SMTPServerOptions => ({
  onMailFrom: (_, __, done) => done(no(code)),
});
const atRecipient = (code: number): SMTPServerOptions => ({
  onRcptTo: (_, __, done) => done(no(code)),
});
const atMessage = (code: number): SMTPServerOptions => ({
  onData: (stream, _, done: Done) => void stream.resume().on('end', () => done(no(code))),
});

/** Whoever it is that says this has other things in mind. */
const saying = (words: string) => (visitor: Socket) => void visitor.end(words, 'latin1');

/** Passes every word on but the last, by which the server has taken the message. */
const withoutReceipt: NonNullable<MailFault['keeper']> = (visitor, enter) => {
  const host = enter();
  visitor.pipe(host);
  host.on('data', (words: Buffer) => {
    if (words.includes('queued')) visitor.resetAndDestroy();
    else visitor.write(words);
  });
};

const withTls: SMTPServerOptions = { disabledCommands: [], logger: false };

export const mailFaults: readonly (MailFault & {
  readonly when: string;
  readonly reason: string;
  readonly taken?: true;
})[] = [
  { when: 'is down', down: true, reason: 'smtp_unreachable' },
  {
    when: 'hangs up before a word',
    keeper: (visitor) => void visitor.resetAndDestroy(),
    reason: 'smtp_unreachable',
  },
  {
    when: 'closes the door',
    keeper: (visitor) => void visitor.end(),
    reason: 'smtp_unreachable',
  },
  { when: 'talks garbage', keeper: saying('\0\xff<zulaykha\r\n'), reason: 'smtp_failed' },
  { when: 'is no mail server', keeper: saying('HTTP/1.1 400 No\r\n\r\n'), reason: 'smtp_failed' },
  {
    when: 'never says hello',
    keeper: () => undefined,
    impatience: { greetingTimeout: 60 },
    reason: 'smtp_timeout',
  },
  {
    when: 'falls silent after hello',
    keeper: (visitor) => void visitor.write('220 hello\r\n'),
    impatience: { socketTimeout: 60 },
    reason: 'smtp_timeout',
  },
  {
    when: 'falls silent over the message',
    server: () => ({ onData: (stream) => void stream.resume() }),
    impatience: { socketTimeout: 300 },
    reason: 'smtp_timeout',
  },
  {
    when: 'hangs up over the message',
    server: (cut) => ({ onData: (stream) => void stream.once('data', cut) }),
    reason: 'smtp_unreachable',
  },
  {
    when: 'hangs up once it has taken it',
    keeper: withoutReceipt,
    reason: 'smtp_unreachable',
    taken: true,
  },
  { when: 'has too many guests', server: () => atDoor(421), reason: 'smtp_421' },
  { when: 'refuses the shop', server: () => atDoor(554), reason: 'smtp_554' },
  { when: 'refuses the sender', server: () => atSender(550), reason: 'smtp_550' },
  { when: 'knows nobody yet', server: () => atRecipient(451), reason: 'smtp_451' },
  { when: 'has no room', server: () => atMessage(452), reason: 'smtp_452' },
  {
    when: 'does not know the password',
    server: () => ({ onAuth: (_, __, done) => done(no(535)) }),
    reason: 'smtp_535',
  },
  {
    when: 'cannot keep a secret',
    transport: { requireTLS: true },
    server: () => ({}),
    mended: withTls,
    reason: 'smtp_500',
  },
  {
    when: 'is not who it says it is',
    transport: { tls: { rejectUnauthorized: true } },
    server: () => withTls,
    reason: 'smtp_unreachable',
  },
];

/** Refusals that another try would get again. */
export const mailRefusals: readonly (readonly [string, number, SMTPServerOptions])[] = [
  ['an unknown name', 550, atRecipient(550)],
  ['a mailbox that is full', 552, atRecipient(552)],
  ['what it calls malformed', 553, atRecipient(553)],
  ['what it calls spam', 554, atMessage(554)],
];
