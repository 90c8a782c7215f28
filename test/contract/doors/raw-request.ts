import { connect } from 'node:net';
import * as fc from 'fast-check';
import { address, customer, line, mad, usual as usualEvents } from '../../support/life.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    'null',
    'true',
    '__proto__',
    'constructor',
    '../..',
    '%00',
    '\u0000',
    "' or 1=1 --",
    '${7*7}',
    '٣',
    '💥',
    'x'.repeat(5000),
  ),
);
const number = fc.oneof(fc.double(), fc.constantFrom(0, -1, 1e308, 2 ** 53, 0.1, -0));
const strange = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 4 }),
  fc.constant({}),
  fc.constant([]),
);

/** What the rules refuse, rather than the reader. */
const notAgreed = {
  type: 'confirm',
  acknowledged: { products: true, total: false, address: true },
};

const bodies: readonly unknown[] = [
  { id: 'f', customer, address, lines: [line('1', 'OIL', 1)], amountDue: mad(12_000) },
  { ids: ['new', 'confirmed'], event: usualEvents.confirm },
  { commands: [{ id: 'delivered', event: { type: 'reconcile_cash', amount: mad(1) } }] },
  ...Object.values(usualEvents),
  { type: 'record_delivery_attempt', outcome: 'no_cash', note: 'Tomorrow' },
  { type: 'correct', to: 'delivered', reason: 'so', collected: mad(24_000) },
  { type: 'amend', lines: [line('1', 'OIL', 3)], amountDue: mad(1), customer, address },
  { type: 'add_note', text: 'A note' },
  notAgreed,
];

/** A body as it should be, with one of its parts, however deep, put into something else. */
const bent = fc
  .tuple(fc.constantFrom(...bodies), fc.array(fc.nat(), { maxLength: 4 }), strange, fc.boolean())
  .map(([body, way, instead, dropped]): unknown => {
    const copy = structuredClone(body) as Record<string, unknown>;
    let at = copy;
    for (const [index, step] of way.entries()) {
      const names = Object.keys(at);
      const name = names[step % Math.max(1, names.length)] ?? 'extra';
      const next = at[name];
      if (index < way.length - 1 && typeof next === 'object' && next !== null) {
        at = next as Record<string, unknown>;
      } else if (dropped) delete at[name];
      else at[name] = structuredClone(instead);
    }
    return copy;
  });

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

const bytesOfBody: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 6, arbitrary: bent.map((body) => Buffer.from(JSON.stringify(body) ?? '')) },
  { weight: 1, arbitrary: fc.jsonValue().map((body) => Buffer.from(JSON.stringify(body))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: bent.map((body) => Buffer.from(JSON.stringify(body) ?? '', 'utf16le')),
  },
  {
    // Cut off somewhere.
    weight: 2,
    arbitrary: fc.tuple(bent, fc.double({ min: 0, max: 1, noNaN: true })).map(([body, share]) => {
      const whole = Buffer.from(JSON.stringify(body) ?? '');
      return whole.subarray(0, Math.floor(whole.length * share));
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      Buffer.from(deep(200)),
      Buffer.from(deep(20_000)),
      Buffer.alloc(70_000, 0x20),
      Buffer.from('{"type":"cancel","type":"confirm","reason":"other"}'),
      Buffer.from('{"__proto__":{"type":"cancel"},"constructor":{"prototype":{}}}'),
      Buffer.from(`{"type":"add_note","text":${'9'.repeat(400)}}`),
      Buffer.from('\uFEFF{"type":"confirm"}'),
      Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
    ),
  },
  { weight: 1, arbitrary: fc.constant(Buffer.from(JSON.stringify(notAgreed))) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...bodies.map((body) => Buffer.from(JSON.stringify(body)))),
  },
);

const orders = ['new', 'confirmed', 'delivered'];
const ids = ['none', '%20', '%ff', '%', '..%2f..', '%00', '__proto__', 'a'.repeat(9000)];
const names = ['calls', 'cash', 'funnel', 'zahra', 'nobody', 'constructor', '..', '%2e%2e'];
const routes: readonly (readonly [method: string, path: string])[] = [
  ['GET', '/orders'],
  ['POST', '/orders'],
  ['GET', '/counts'],
  ['GET', '/queues/{name}'],
  ['GET', '/orders/{id}'],
  ['GET', '/orders/{id}/history'],
  ['GET', '/orders/{id}/explain'],
  ['POST', '/orders/{id}/events'],
  ['POST', '/bulk'],
  ['GET', '/reports/{name}'],
  ['POST', '/webhooks/{name}'],
  ['GET', '/health'],
  ['GET', '/openapi.json'],
  ['GET', '//'],
  ['GET', '/orders/new/../../etc/passwd'],
];

const parameters = [
  'status',
  'open',
  'assignee',
  'source.kind',
  'placed.from',
  'limit',
  'after',
  'before',
  'sort',
  'direction',
  'upTo',
  'search',
  'by',
  'from',
  'to',
  'unit',
  'occurredAt',
  'callDue',
  'tenant',
  'actor.kind',
];
// A percent-encoding of half a surrogate pair cannot be written.
const wellFormed = text.filter((one) => !/\p{Surrogate}/u.test(one));

const query = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...parameters), wellFormed),
      fc.oneof(
        wellFormed,
        fc.constantFrom(
          'new',
          '2026-01-15',
          '2026-01-15T00:00:00Z',
          '10',
          '-10',
          '1e9',
          'true',
          'day',
          '%ff%fe',
          '%',
        ),
      ),
    ),
    { maxLength: 4 },
  )
  .map((pairs) =>
    pairs
      .map(
        ([name, value]) =>
          `${encodeURIComponent(name)}=${value.includes('%') ? value : encodeURIComponent(value)}`,
      )
      .join('&'),
  );

// Whoever may change something only tries; whoever sends for good has nothing that is theirs to change.
const senders = [
  ['dryRun=true', 'Bearer agent'],
  ['dryRun=true', 'Bearer agent'],
  ['dryRun=true', 'Bearer agent'],
  ['dryRun=true', 'Bearer admin'],
  ['dryRun=true', 'bearer agent'],
  ['', 'Bearer carrier'],
  ['dryRun=true', 'Bearer customer'],
  ['', 'Basic YWdlbnQ6'],
  ['', 'Bearer finance@other'],
  ['', null],
] as const;

const headerLines: readonly string[] = [
  'Content-Type: application/json',
  'Content-Type: application/json; charset=utf-8',
  'Content-Type: application/json; charset=utf-16',
  'Content-Type: text/plain',
  'Content-Type: multipart/form-data; boundary=x',
  'Content-Type: ',
  'Content-Encoding: gzip',
  'Content-Encoding: identity',
  'Idempotency-Key: "k1"',
  'Idempotency-Key: ',
  `Idempotency-Key: ${'k'.repeat(2000)}`,
  'Idempotency-Key: \u00ff\u00fe',
  'If-Match: "1"',
  'If-Match: "9"',
  'If-Match: "10"',
  'If-Match: W/"1", "2"',
  'If-Match: one',
  'If-None-Match: "1"',
  'If-None-Match: *',
  'Expect: 100-continue',
  'Expect: a-miracle',
  'Connection: upgrade\r\nUpgrade: websocket',
  'X-Forwarded-For: 127.0.0.1',
  'X-HTTP-Method-Override: DELETE',
  'X-Shopify-Hmac-Sha256: AAAA',
  'X-Shopify-Topic: orders/create\r\nX-Shopify-Shop-Domain: zahra-maroc.myshopify.com',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: xchunked',
  'Content-Length: 3',
  'Content-Length: +7',
  'Content-Length: 0x10',
  'Content-Length: 99999999999',
  ' folded: header',
  'no colon at all',
  'Null: \u0000',
  `Long: ${'l'.repeat(20_000)}`,
];

const hidden = (path: string): string => {
  const body = '{"type":"cancel","reason":"customer_changed_mind"}';
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer agent\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};

/** A second request behind a first one: two by the rules, where nothing contradicts that. */
const followed = Buffer.from(`0\r\n\r\n${hidden('/orders/new/events?dryRun=true')}`);

/**
 * Requests that two servers could end at different places, each with another one hidden behind: what a proxy took for a body
 * must not be carried out.
 */
export const smuggling: readonly (readonly [what: string, request: string])[] = [
  ['a length and pieces', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
  ['pieces and a length', ['Transfer-Encoding: chunked', 'Content-Length: 4']],
  ['two lengths', ['Content-Length: 5', 'Content-Length: 500']],
  ['a list of lengths', ['Content-Length: 5, 500']],
  ['a length with a sign', ['Content-Length: +5']],
  ['a blank before the colon', ['Transfer-Encoding : chunked', 'Content-Length: 5']],
  ['an unknown encoding', ['Transfer-Encoding: xchunked', 'Content-Length: 5']],
  ['two encodings', ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity']],
  ['a tab before chunked', ['Transfer-Encoding:\tchunked', 'Content-Length: 5']],
  ['a folded line', ['Transfer-Encoding:\r\n chunked', 'Content-Length: 5']],
  ['a bare line feed', ['X: y\nTransfer-Encoding: chunked', 'Content-Length: 5']],
].map(([what, lines]) => [
  what as string,
  [
    'POST /orders HTTP/1.1',
    'Host: x',
    'Content-Type: application/json',
    ...(lines as readonly string[]),
    '',
    `0\r\n\r\n${hidden('/orders/new/events')}`,
  ].join('\r\n'),
]);

const sending = ['POST', '/orders/{id}/events'] as const;

const seldom = <Value>(arbitrary: fc.Arbitrary<Value>, usual: Value): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary });

/** The bytes of a request as Latin-1, of which at least something is odd. */
export const rawRequest: fc.Arbitrary<string> = fc
  .record({
    route: fc.oneof(fc.constantFrom(...routes), fc.constant(sending)),
    method: fc.oneof(
      { weight: 8, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'GET',
          'POST',
          'PUT',
          'DELETE',
          'PATCH',
          'HEAD',
          'OPTIONS',
          'TRACE',
          'get',
          'QUERY',
        ),
      },
    ),
    id: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...orders) },
      { weight: 1, arbitrary: fc.constantFrom(...ids) },
    ),
    name: fc.constantFrom(...names),
    query: seldom(query, ''),
    sender: fc.constantFrom(...senders),
    // Most get as far as the rules: what is odd in every way ends at the first of them.
    lines: seldom(fc.array(fc.constantFrom(...headerLines), { maxLength: 3 }), []),
    body: fc.oneof(
      { weight: 9, arbitrary: bytesOfBody },
      { weight: 1, arbitrary: fc.constant(followed) },
    ),
    length: fc.oneof(
      { weight: 8, arbitrary: fc.constant('right') },
      { weight: 1, arbitrary: fc.constantFrom('short', 'long', 'none', 'chunked') },
    ),
    match: seldom(fc.constantFrom('If-Match: "9"', 'If-Match: "1"'), null),
    json: seldom(fc.constant(false), true),
  })
  .map(
    ({
      route: [usualMethod, path],
      method,
      id,
      name,
      query: asked,
      sender,
      lines,
      body,
      length,
      match,
      json,
    }) => {
      const [onlyTried, authorization] = sender;
      const guard = (method ?? usualMethod) === 'POST' ? onlyTried : '';
      const search = [guard, asked].filter((part) => part !== '').join('&');
      const target = path.replace('{id}', id).replace('{name}', name);
      const sizes: Readonly<Record<string, string>> = {
        right: `Content-Length: ${body.length}`,
        short: `Content-Length: ${Math.floor(body.length / 2)}`,
        long: `Content-Length: ${body.length + 50}`,
        none: '',
        chunked: 'Transfer-Encoding: chunked',
      };
      const head = [
        `${method ?? usualMethod} ${target}${search === '' ? '' : `?${search}`} HTTP/1.1`,
        'Host: shop.example',
        'Connection: close',
        ...(authorization === null ? [] : [`Authorization: ${authorization}`]),
        ...(json ? ['Content-Type: application/json'] : []),
        ...(match === null ? [] : [match]),
        ...lines,
        ...(sizes[length] === '' ? [] : [sizes[length] ?? '']),
      ].join('\r\n');
      return `${head}\r\n\r\n${body.toString('latin1')}`;
    },
  );

/** The status codes of whatever a server answers to a request, its bytes as Latin-1; none where it hangs up. */
export async function statusesOf(port: number, request: string): Promise<readonly number[]> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.end(Buffer.from(request, 'latin1')));
    socket.on('data', (piece) => pieces.push(piece));
    // A server that hangs up while we write has said what it had to say.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const said = Buffer.concat(pieces).toString('latin1');
      resolve([...said.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status)));
    });
  });
}
