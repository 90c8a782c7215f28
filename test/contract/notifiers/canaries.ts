import { Buffer } from 'node:buffer';
import type { Draft } from 'cod-lifecycle';
import { address } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';

/** What nobody but the receiver of a message may ever read. */
export const secrets = {
  smsSecret: 'hmac-qanari-4711',
  apiKey: 'Bearer key-qanari-0815',
  smtpPassword: 'pass-qanari-1234',
} as const;

const customer = {
  name: 'Zulaykha Qanarija زليخة',
  phone: '00212 698-765-431',
  email: 'zulaykha.qanarija@boite.example',
  locale: 'fr',
};

/** Her order. */
export const ofZulaykha = (id: string, person: Partial<typeof customer> = {}): Draft =>
  draft({
    id,
    customer: { ...customer, ...person },
    address: { ...address, line1: '77 Derb Qanari' },
  });

/** The parts of it by which it can be recognised, however it is written around them. */
const canaries: readonly string[] = [
  'Zulaykha',
  'Qanarija',
  'زليخة',
  '698765431',
  '698-765-431',
  '%2B212',
  'zulaykha.qanarija',
  'boite.example',
  'Derb Qanari',
  'qanari-4711',
  'qanari-0815',
  'qanari-1234',
];

/** A text in base64, as far as it is the same wherever in a longer text it stands. */
function inBase64(text: string): readonly string[] {
  return [0, 2, 3].map((begun, before) => {
    const padded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const whole = Math.floor((padded.length * 8) / 6);
    return padded.toString('base64').slice(begun, whole);
  });
}

/** Every way in which a canary could be written down. */
function spellings(canary: string): readonly string[] {
  const bytes = [...Buffer.from(canary)];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  const base64 = inBase64(canary);
  return [
    canary,
    encodeURIComponent(canary),
    JSON.stringify(canary).slice(1, -1),
    canary.replaceAll(
      /[^\p{ASCII}]/gu,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    hex.join(''),
    hex.join(' '),
    hex.map((byte) => `=${byte}`).join(''),
    bytes.join(','),
    bytes.join(', '),
  ].map((spelling) => spelling.toLowerCase());
}

const watchFor = canaries.map((canary) => ({ canary, spelt: spellings(canary) }));

/** Which of the canaries a text tells, in whatever way it is written. */
export function leaksIn(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return watchFor
    .filter(({ spelt }) => spelt.some((spelling) => lower.includes(spelling)))
    .map(({ canary }) => canary);
}
