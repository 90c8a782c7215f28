import { Buffer } from 'node:buffer';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { UndeliverableError } from 'cod-lifecycle';
import type { Notifier } from 'cod-lifecycle';
import { eachStore, inMemory } from '../hooks/each-store.ts';
import { leaksIn, secrets } from './canaries.ts';
import { shopWithPost } from './shop-with-post.ts';

const phone = '+212698765431';
const name = 'زليخة';

describe('who looks for a customer’s data', () => {
  it.each<[string, string]>([
    ['plain', `Call ${phone}!`],
    ['without a plus', '00212698765431'],
    ['as a shop gave it', '00212 698-765-431'],
    ['in a URL', `?to=${encodeURIComponent(phone)}`],
    ['in a URL, of another script', `?name=${encodeURIComponent(name)}`],
    ['in JSON escapes', String.raw`"\u0632\u0644\u064a\u062e\u0629"`],
    ['in upper case', 'ZULAYKHA'],
    ...[0, 1, 2].map((before): [string, string] => [
      `in base64, ${before} letters in`,
      Buffer.from(`${'x'.repeat(before)}${phone}, please`).toString('base64'),
    ]),
    ['in base64 for URLs', Buffer.from(`to ${name}`).toString('base64url')],
    ['in hexadecimal', Buffer.from(phone).toString('hex')],
    ['in quoted-printable', '=D8=B2=D9=84=D9=8A=D8=AE=D8=A9'],
    ['as a buffer', inspect(Buffer.from(phone))],
    ['as bytes', inspect(new Uint8Array(Buffer.from(phone)), { compact: true, breakLength: 200 })],
    ['as bytes in JSON', JSON.stringify([...Buffer.from(phone)])],
    ['a password', `AUTH ${Buffer.from(`\0zahra\0${secrets.smtpPassword}`).toString('base64')}`],
    ['a key', secrets.apiKey],
    ['a secret', secrets.smsSecret],
    ['an address', 'no such user <zulaykha.qanarija@boite.example>'],
    ['a street', '77 derb qanari'],
  ])('finds it %s', (_, text) => {
    expect(leaksIn(text)).not.toEqual([]);
  });

  it('finds nothing where there is nothing', () => {
    expect(leaksIn('default/o1/6/0 gateway_503 212 698 start_delivery')).toEqual([]);
  });
});

/** Ways to tell of a customer, none of which a notifier of ours goes. */
const chatter: readonly (readonly [string, () => void])[] = [
  ['the console', () => console.warn('not sent to', phone)],
  ['standard output', () => void process.stdout.write(`not sent to ${phone}`)],
  ['standard error', () => void process.stderr.write(`not sent to ${phone}`)],
  [
    'an error',
    () => {
      throw new Error(`not sent to ${phone}`);
    },
  ],
  [
    'what caused an error',
    () => {
      throw new Error('not sent', { cause: { response: Buffer.from(phone) } });
    },
  ],
  [
    'a hidden field of an error',
    () => {
      throw Object.defineProperty(new Error('not sent'), 'to', { value: phone });
    },
  ],
];

describe('who listens to a shop', () => {
  it.each(chatter)('hears it by %s', async (_, tell) => {
    const notifier: Notifier = { notify: async () => tell() };
    const shop = shopWithPost(await inMemory.open(), { notifier });
    await shop.setOut('o1');
    await expect(shop.expectDiscreet()).rejects.toThrow('698765431');
  });

  it.each(eachStore)('reads it in the reasons that are stored on $name', async ({ open }) => {
    const opened = await open();
    const notifier: Notifier = {
      notify: () => Promise.reject(new UndeliverableError(`no_such_number_${phone}`)),
    };
    const shop = shopWithPost(opened, { notifier });
    await shop.setOut('o1');
    expect(await shop.reasons('dead')).not.toEqual({});
    await expect(shop.expectDiscreet()).rejects.toThrow('698765431');
  });
});
