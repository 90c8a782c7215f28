import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { onTestFinished } from 'vitest';
import type { SMTPServerOptions } from 'smtp-server';
import { emailNotifier } from 'cod-lifecycle/email';
import { openMailServer } from '../../unit/email/mail-server.ts';
import { secrets } from './canaries.ts';
import { openFrontDoor } from './front-door.ts';
import type { Doorkeeper } from './front-door.ts';
import type { Post } from './shop-with-post.ts';

/** What of a mail server is not as it should be. */
export interface MailFault {
  /** Nobody is there. */
  readonly down?: true;
  /** Somebody else is there, or somebody in between. */
  readonly keeper?: Doorkeeper;
  /** It is there, and does not do what it should. `cut` ends every connection to it. */
  readonly server?: (cut: () => void) => SMTPServerOptions;
  /** How the shop sends. */
  readonly transport?: object;
  /** How little it waits while it is so, in milliseconds. */
  readonly impatience?: { readonly greetingTimeout?: number; readonly socketTimeout?: number };
  /** What the server does afterwards, where that is not the usual. */
  readonly mended?: SMTPServerOptions;
}

/** A server that knows the shop by its password. */
const openOffice = async (options: SMTPServerOptions = {}) =>
  openMailServer({
    disableReverseLookup: true,
    onAuth: (_, __, done) => done(null, { user: 'zahra' }),
    ...options,
  });

/** The real notifier, a real mailer and a real server, whose customers read each message once. */
export async function mailPost({ down, keeper, server, mended, ...sending }: MailFault = {}) {
  const door = await openFrontDoor(() => behind.port);
  const well = await openOffice(mended);
  const ill = server ? await openOffice(server(door.cut)) : null;
  let behind = ill ?? well;
  if (keeper) door.keptBy(keeper);
  if (down) await door.down();
  let isUp = !down;
  const mailerWith = (options: object) =>
    createTransport({
      host: '127.0.0.1',
      port: door.port,
      auth: { user: 'zahra', pass: secrets.smtpPassword },
      tls: { rejectUnauthorized: false },
      ...sending.transport,
      ...options,
    });
  let mailer = mailerWith({ ...sending.impatience });
  onTestFinished(async () => {
    if (isUp) await door.down();
    await Promise.all([well, ill].map(async (office) => office?.close()));
  });

  const nameOf = (effectId: string): string =>
    `<${createHash('sha256').update(effectId).digest('hex')}@zahra.example>`;
  const got = () => [...(ill?.mails ?? []), ...well.mails];
  const post: Post = {
    notifier: emailNotifier({
      transport: { sendMail: async (email) => mailer.sendMail(email) },
      from: 'Zahra <orders@zahra.example>',
    }),
    arrived: () => [...new Set(got().map(({ headers }) => String(headers.get('message-id'))))],
    nameOf,
  };
  return {
    ...post,
    got,
    mend: async () => {
      behind = well;
      mailer = mailerWith({});
      door.open();
      if (!isUp) await door.up();
      isUp = true;
    },
  };
}
