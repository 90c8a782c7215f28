import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { sendWebhook } from '../../examples/board/seed/webhooks.ts';
import { words } from '../../examples/board/words/language.ts';
import { browserTests } from './support/browser.ts';

const { board, as, open, forgive } = browserTests();

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${board().url}${path}`, { redirect: 'manual', headers });

const post = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${board().url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: 'person=salma',
  });

/** A site of somebody else's, with one page that sends a form to the board by itself. */
async function siteThatSends(path: string, fields: Readonly<Record<string, string>>) {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input name="${name}" value="${value}">`,
  );
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(
      `<form method="post" action="${board().url}${path}">${inputs.join('')}</form><script>document.forms[0].submit()</script>`,
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, close: () => server.close() };
}

describe('the door', () => {
  it('sends whoever has not signed in to the way in, and back to where they were going', async () => {
    const order = await board().receive(2101);
    for (const path of ['/', '/queue/calls', '/orders', `/orders/${order.id}`]) {
      const { status, headers } = await get(path);
      expect([status, headers.get('location')]).toEqual([
        303,
        `/sign-in?to=${encodeURIComponent(path)}`,
      ]);
    }
    const page = await open();
    await page.goto(`/orders/${order.id}`);
    expect(await page.locator('.said').textContent()).toBe(words.en.signIn.needed);
    await page.locator('button[value=salma]').click();
    await page.waitForURL(`**/orders/${order.id}`);
  });

  it('leads nobody to another site', async () => {
    for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
      const page = await open();
      await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
      await page.locator('button[value=salma]').click();
      await page.waitForURL('**/queue/calls');
      expect(new URL(page.url()).origin).toBe(board().url);
    }
  });

  it('takes nothing that another site sends, not even one on the same host', async () => {
    const order = await board().receive(2102);
    const salma = await as('salma');
    const site = await siteThatSends(`/orders/${order.id}/events`, {
      event: 'cancel',
      reason: 'fraud',
      version: String(order.version),
      command: 'forged',
    });
    await salma.goto(site.url);
    await salma.waitForURL(`${board().url}/**`);
    expect(await salma.locator('h1').textContent()).toBe(words.en.problem.forbidden);
    expect((await board().byNumber(2102)).status).toBe('new');
    site.close();
    forgive(/status of 403|127\.0\.0\.1/);
  });

  it('takes no form of which nobody knows where it comes from', async () => {
    const { host } = new URL(board().url);
    expect((await post('/sign-in')).status).toBe(403);
    expect((await post('/sign-in', { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await post('/sign-in', { origin: 'http://evil.example' })).status).toBe(403);
    expect((await post('/sign-in', { origin: 'null' })).status).toBe(403);
    expect((await post('/sign-in', { origin: `http://${host}` })).status).toBe(303);
  });

  it('gives a session that no script reads and no other site sends, and ends it', async () => {
    const salma = await as('salma');
    const cookies = await salma.context().cookies();
    const session = cookies.find(({ name }) => name === 'session');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    await salma.getByRole('button', { name: words.en.signOut }).click();
    await salma.waitForURL('**/sign-in');
    const stolen = await get('/queue/calls', { cookie: `session=${session?.value}` });
    expect(stolen.status).toBe(303);
  });

  it('tells browsers to run nothing but what is its own, in no frame', async () => {
    for (const path of ['/sign-in', '/nowhere', '/assets/board.js']) {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('writes what customers are called as text, whatever it looks like', async () => {
    const first = '<img src=x onerror="document.title=1">';
    const order = await board().receive(2103, {
      customer: {
        first,
        last: '"&',
        phone: '+212 600 00 77 03',
        street: '<b>1</b>',
        city: "<i>'",
        region: '',
        zip: '',
      },
    });
    const salma = await as('salma');
    await salma.goto(`/orders/${order.id}`);
    expect(await salma.locator('.facts').textContent()).toContain(first);
    expect(await salma.locator('main img').count()).toBe(0);
    expect(await salma.title()).toContain('#2103');
  });
});

describe('the API beside it', () => {
  it('knows who has signed in on the board, and who brings a token', async () => {
    const order = await board().receive(2104);
    expect((await get('/api/counts')).status).toBe(401);
    expect((await get('/api/counts', { authorization: 'Bearer a-guess' })).status).toBe(401);
    const counts = await get('/api/counts', { authorization: 'Bearer of-leila' });
    expect(await counts.json()).toMatchObject({ new: 1 });
    const salma = await as('salma');
    const path = `/api/orders/${order.id}`;
    expect(await salma.evaluate(async (address) => (await fetch(address)).status, path)).toBe(200);
    const samir = await as('samir');
    expect(await samir.evaluate(async (address) => (await fetch(address)).status, path)).toBe(404);
    forgive(/status of 404/);
  });

  it('takes no command by a cookie that another site has sent', async () => {
    const order = await board().receive(2105);
    const salma = await as('salma');
    const [session] = (await salma.context().cookies()).filter(({ name }) => name === 'session');
    const send = (headers: Readonly<Record<string, string>>) =>
      fetch(`${board().url}/api/orders/${order.id}/events`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          cookie: `session=${session?.value}`,
          ...headers,
        },
        body: JSON.stringify({ type: 'add_note', text: 'By the API' }),
      });
    expect((await send({ origin: 'http://evil.example' })).status).toBe(401);
    expect((await send({ origin: board().url })).status).toBe(200);
  });

  it('places an order once that a shop sends twice, and none that is forged', async () => {
    const order = await board().receive(2106);
    await board().receive(2106);
    const { number, ...rest } = {
      number: 2107,
      shop: 'woocommerce',
      at: order.placedAt,
      customer: {
        first: 'A',
        last: 'B',
        phone: '+212600007707',
        street: 'x',
        city: 'y',
        region: '',
        zip: '',
      },
      bought: [{ sku: 'ARGAN-100', title: 'Oil', quantity: 1, price: 18_900 }],
    } as const;
    expect(await sendWebhook(board().url, { number, ...rest }, 'a guess')).toBe(401);
    expect(await sendWebhook(board().url, { number, ...rest })).toBe(200);
    expect(await board().orders.counts()).toMatchObject({ new: 2 });
  });
});
