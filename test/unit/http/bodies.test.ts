import { describe, expect, it } from 'vitest';
import { openApi } from '../../support/api.ts';
import { usual } from '../../support/life.ts';

const post = (body: RequestInit['body'], headers: Readonly<Record<string, string>> = {}) =>
  new Request('https://shop.example/orders/o1/events', {
    method: 'POST',
    headers: {
      authorization: 'Bearer agent',
      'content-type': 'application/json',
      ...headers,
    },
    body: body ?? null,
    duplex: 'half',
  } as RequestInit);

/** A body that comes in pieces, and tells how many were asked for. */
function stream(piece: Uint8Array, pieces: number, end: 'close' | 'break' = 'close') {
  const given = { pieces: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (given.pieces === pieces) {
          if (end === 'close') controller.close();
          else controller.error(new Error('The connection was lost'));
          return;
        }
        given.pieces += 1;
        controller.enqueue(piece);
      },
      cancel() {
        given.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, given };
}

const spaces = (count: number) => new TextEncoder().encode(' '.repeat(count));

async function answer(api: (request: Request) => Promise<Response>, request: Request) {
  const response = await api(request);
  return [response.status, ((await response.json()) as { code?: string }).code];
}

describe('a body', () => {
  it('is read in the pieces in which it comes', async () => {
    const { api, place, get } = openApi();
    await place('o1');
    const bytes = new TextEncoder().encode(JSON.stringify(usual.confirm));
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect((await api(post(body))).status).toBe(200);
    expect((await get('o1')).status).toBe('confirmed');
  });

  it('is not read on once it is too large', async () => {
    const { api } = openApi({ maxBodyBytes: 1000 });
    const { body, given } = stream(spaces(300), 1_000_000);
    expect(await answer(api, post(body))).toEqual([413, 'body_too_large']);
    expect(given).toEqual({ pieces: 4, cancelled: true });
  });

  it('is not read at all where it says that it is too large', async () => {
    const { api } = openApi({ maxBodyBytes: 1000 });
    const { body, given } = stream(spaces(300), 10);
    const request = post(body, { 'content-length': '3000' });
    expect(await answer(api, request)).toEqual([413, 'body_too_large']);
    expect(given.pieces).toBe(0);
  });

  it('that breaks off changes nothing', async () => {
    const { api, place, get, errors } = openApi();
    await place('o1');
    const { body } = stream(spaces(10), 2, 'break');
    expect(await answer(api, post(body))).toEqual([400, 'body_unreadable']);
    expect((await get('o1')).version).toBe(1);
    expect(errors).toEqual([]);
  });

  it.each([
    ['broken UTF-8', Uint8Array.of(0x22, 0xc3, 0x28, 0x22)],
    ['UTF-16', Uint8Array.from(Buffer.from(JSON.stringify(usual.confirm), 'utf16le'))],
    ['nothing', new Uint8Array()],
  ])('of %s is refused', async (_what, bytes) => {
    const { api, place } = openApi();
    await place('o1');
    expect(await answer(api, post(bytes))).toEqual([400, 'body_unreadable']);
  });

  it.each([
    'application/json',
    'application/json; charset=UTF-8',
    'Application/JSON;charset="utf-8"',
    'application/cloudevents+json',
  ])('may be called %s', async (type) => {
    const { api, place } = openApi();
    await place('o1');
    const request = post(JSON.stringify(usual.confirm), { 'content-type': type });
    expect((await api(request)).status).toBe(200);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/json',
    'application/jsonp',
    'application/json; charset=latin1',
    '',
  ])('may not be called "%s", which a page of another site could send', async (type) => {
    const { api, place } = openApi();
    await place('o1');
    const request = post(JSON.stringify(usual.confirm), { 'content-type': type });
    expect(await answer(api, request)).toEqual([415, 'unsupported_media_type']);
  });

  it.each([0, -1, 1.5, Number.NaN, '1mb'])('may not be limited to %s bytes', (maxBodyBytes) => {
    expect(() => openApi({ maxBodyBytes: maxBodyBytes as number })).toThrow(/maxBodyBytes must/);
  });
});

describe('the options of an API', () => {
  it.each(['cod', '/cod/', '/', 'https://x', '/a b', '/%41'])('know no path %s', (basePath) => {
    expect(() => openApi({ basePath })).toThrow(/basePath must/);
  });

  it('have to say who comes in', () => {
    expect(() => openApi({ authenticate: undefined as never })).toThrow(/authenticate must/);
  });

  it.each([
    ['webhooks.zahra.reader', { webhooks: { zahra: {} } }],
    ['webhooks.zahra.tenant', { webhooks: { zahra: { reader: { read: () => null } } } }],
    ['reports.from', { reports: {} }],
    ['reports.calendar', { reports: { from: {} } }],
  ])('lack no %s', (option, options) => {
    expect(() => openApi(options as never)).toThrow(new RegExp(`^${option} must`));
  });
});
