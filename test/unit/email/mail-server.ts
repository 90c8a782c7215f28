import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

/** An e-mail as it arrived. */
export interface Mail {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** By name in lower case, decoded. */
  readonly headers: ReadonlyMap<string, string>;
  /** The names as they came, repeats included. */
  readonly names: readonly string[];
  readonly text: string;
}

const bytesOfQuoted = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    ),
    'latin1',
  );

/** RFC 2047: neighbouring encoded words belong together, also where a letter is torn between them. */
function decoded(value: string): string {
  return value.replaceAll(/(=\?UTF-8\?[QB]\?[^?]*\?=)(\s+=\?UTF-8\?[QB]\?[^?]*\?=)*/gi, (words) =>
    Buffer.concat(
      [...words.matchAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi)].map(([, how, code = '']) =>
        how?.toUpperCase() === 'B'
          ? Buffer.from(code, 'base64')
          : bytesOfQuoted(code.replaceAll('_', ' ')),
      ),
    ).toString('utf8'),
  );
}

function read(raw: string): Pick<Mail, 'headers' | 'names' | 'text'> {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]/g, ' ')
    .split('\r\n');
  const fields = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), decoded(line.slice(colon + 1).trim())];
  });
  const headers = new Map(fields);
  const body = raw.slice(end + 4);
  const encoding = headers.get('content-transfer-encoding');
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? bytesOfQuoted(body.replaceAll('=\r\n', ''))
        : Buffer.from(body, 'latin1');
  const text = bytes.toString('utf8').replaceAll('\r\n', '\n').trim();
  return { headers, names: fields.map(([name]) => name), text };
}

/** A real SMTP server on this machine, which keeps what it gets. */
export async function openMailServer(options: SMTPServerOptions = {}) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        const envelope = { from, to: rcptTo.map(({ address }) => address) };
        mails.push({ envelope, ...read(Buffer.concat(chunks).toString('latin1')) });
        done();
      });
    },
    ...options,
  });
  // A client that gives up in the middle is what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    mails,
    port,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}

/** An answer of an SMTP server that is no yes. */
export const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });
