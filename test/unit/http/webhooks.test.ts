import { describe, expect, it } from 'vitest';
import { shopify } from 'cod-lifecycle/shopify';
import { woocommerce } from 'cod-lifecycle/woocommerce';
import * as fromShopify from '../../fixtures/shopify/delivery.ts';
import * as fromWooCommerce from '../../fixtures/woocommerce/delivery.ts';
import { openApi } from '../../support/api.ts';
import { ordersApi } from 'cod-lifecycle/http';

const webhooks = {
  zahra: { reader: shopify({ secrets: [fromShopify.secret] }), tenant: 'zahra' },
  souk: { reader: woocommerce({ secrets: [fromWooCommerce.secret] }), tenant: 'souk' },
};

type Delivery = ReturnType<typeof fromShopify.delivery>;

async function post(
  api: (request: Request) => Promise<Response>,
  path: string,
  { headers, body }: Delivery,
) {
  const request = new Request(`https://shop.example${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body as Uint8Array<ArrayBuffer>,
  });
  const response = await api(request);
  return { status: response.status, body: (await response.json()) as unknown };
}

describe('a shop’s webhook', () => {
  it.each([
    ['zahra', fromShopify],
    ['souk', fromWooCommerce],
  ] as const)('places the order that it brings, once, for %s', async (name, { delivery }) => {
    const { api, orders } = openApi({ webhooks });
    expect(await post(api, `/webhooks/${name}`, delivery() as Delivery)).toEqual({
      status: 200,
      body: { reason: null, outcomes: [{ kind: 'applied' }] },
    });
    expect(await post(api, `/webhooks/${name}`, delivery() as Delivery)).toEqual({
      status: 200,
      body: { reason: null, outcomes: [{ kind: 'duplicate' }] },
    });
    const { rows } = await orders.list({ tenant: name });
    expect(rows).toHaveLength(1);
  });

  it('is believed by its signature alone', async () => {
    const { api, orders } = openApi({ webhooks });
    const forged = fromShopify.delivery(undefined, undefined, {
      'X-Shopify-Hmac-Sha256': 'AAAA',
      authorization: 'Bearer admin@zahra',
    });
    expect(await post(api, '/webhooks/zahra', forged)).toMatchObject({
      status: 401,
      body: { code: 'signature_invalid', type: 'urn:cod-lifecycle:problem:signature_invalid' },
    });
    const changed = fromShopify.delivery();
    changed.body[changed.body.length - 3] = 48;
    expect(await post(api, '/webhooks/zahra', changed)).toMatchObject({ status: 401 });
    expect((await orders.list({ tenant: 'zahra' })).rows).toEqual([]);
  });

  it('says what is wrong with a body, and nothing of what stands in it', async () => {
    const { api } = openApi({ webhooks });
    const { status, body } = await post(
      api,
      '/webhooks/zahra',
      fromShopify.delivery(fromShopify.orderWith({ currency: 7 })),
    );
    expect([status, body]).toMatchObject([400, { code: 'body_invalid' }]);
    expect(JSON.stringify(body)).not.toContain('+2126');
  });

  it('is answered with 200 where the lifecycle refuses, for a retry would not help', async () => {
    const { api } = openApi({ webhooks }, { policy: { automatic: { shopify: false } } });
    expect(await post(api, '/webhooks/zahra', fromShopify.delivery())).toEqual({
      status: 200,
      body: { reason: null, outcomes: [{ kind: 'refused', code: 'blocked' }] },
    });
  });

  it.each(['/webhooks/nobody', '/webhooks/constructor', '/webhooks/__proto__'])(
    'is not there where there is no shop: %s',
    async (path) => {
      const { api } = openApi({ webhooks });
      expect((await post(api, path, fromShopify.delivery())).status).toBe(404);
    },
  );

  it('is found by the host, where merchants come and go', async () => {
    const { api, orders } = openApi({
      webhooks: async (name) => (name === 'zahra' ? webhooks.zahra : null),
    });
    expect((await post(api, '/webhooks/zahra', fromShopify.delivery())).status).toBe(200);
    expect((await post(api, '/webhooks/atlas', fromShopify.delivery())).status).toBe(404);
    expect((await orders.list({ tenant: 'zahra' })).rows).toHaveLength(1);
  });

  it('is read no further than shops send', async () => {
    const { api } = openApi({ webhooks });
    const large = fromShopify.delivery(fromShopify.orderWith({ note: 'x'.repeat(6_000_000) }));
    expect(await post(api, '/webhooks/zahra', large)).toMatchObject({
      status: 413,
      body: { code: 'body_too_large' },
    });
  });

  it('is no route where there are none', async () => {
    const { orders } = openApi();
    const api = ordersApi({ orders, authenticate: () => null });
    expect((await post(api, '/webhooks/zahra', fromShopify.delivery())).status).toBe(404);
  });
});
