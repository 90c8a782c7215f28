import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { Validator } from '@seriousme/openapi-schema-validator';
import { cod, createOrders, extendLifecycle, lifecycleOf, queues } from 'cod-lifecycle';
import type { Cod, ConfirmedOrder, Extended } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { ordersApi } from 'cod-lifecycle/http';
import { memoryStore } from 'cod-lifecycle/memory';
import { createReports } from 'cod-lifecycle/reports';
import { shopify } from 'cod-lifecycle/shopify';
import { asking, byToken } from '../../support/api.ts';
import { openShop } from '../../support/shop.ts';

interface Document {
  readonly openapi: string;
  readonly info: object;
  readonly servers: readonly object[];
  readonly security: readonly object[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: object;
  };
}
interface Operation {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly responses: object;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly { readonly $ref: string }[];
  readonly required?: readonly string[];
}

async function documentOf(api: (request: Request) => Promise<Response>): Promise<Document> {
  const { status, body } = await asking(api)('/openapi.json', { as: null });
  expect(status).toBe(200);
  return body as unknown as Document;
}

/** An API that has everything. */
function wholeApi() {
  const { orders, store } = openShop();
  return ordersApi({
    orders,
    authenticate: byToken,
    queues,
    reports: { from: createReports({ store }), calendar: timeZone('UTC') },
    webhooks: { zahra: { reader: shopify({ secrets: ['s'] }), tenant: 'zahra' } },
    document: { title: 'Orders of Zahra', version: '7' },
  });
}

describe('the OpenAPI document', () => {
  it('is valid, by a validator that others have written', async () => {
    const document = await documentOf(wholeApi());
    const validator = new Validator();
    const { valid, errors } = await validator.validate({ ...document });
    expect(errors).toBeUndefined();
    expect([valid, validator.version]).toEqual([true, '3.1']);
  });

  it('is refused by it where it is wrong', async () => {
    const document = { ...(await documentOf(wholeApi())), paths: { orders: {} } };
    const { valid } = await new Validator().validate(document);
    expect(valid).toBe(false);
  });

  it('describes every route that there is', async () => {
    const { paths, info, openapi } = await documentOf(wholeApi());
    expect([openapi, info]).toEqual(['3.1.0', { title: 'Orders of Zahra', version: '7' }]);
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => [operationId, method, path]),
    );
    expect(routes).toEqual([
      ['webhook', 'post', '/webhooks/{name}'],
      ['health', 'get', '/health'],
      ['list', 'get', '/orders'],
      ['place', 'post', '/orders'],
      ['counts', 'get', '/counts'],
      ['queue', 'get', '/queues/{name}'],
      ['get', 'get', '/orders/{id}'],
      ['history', 'get', '/orders/{id}/history'],
      ['explain', 'get', '/orders/{id}/explain'],
      ['send', 'post', '/orders/{id}/events'],
      ['bulk', 'post', '/bulk'],
      ['report', 'get', '/reports/{name}'],
    ]);
  });

  it('says which routes are open, and what each refuses', async () => {
    const { paths } = await documentOf(wholeApi());
    const all = Object.values(paths).flatMap((operations) => Object.values(operations));
    expect(all.filter(({ security }) => security).map(({ operationId }) => operationId)).toEqual([
      'webhook',
      'health',
    ]);
    const send = all.find(({ operationId }) => operationId === 'send');
    expect(Object.keys(send?.responses ?? {})).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '412',
      '413',
      '415',
      '422',
      '500',
      '503',
    ]);
    expect(send?.parameters?.map((one) => [one.in, one.name])).toEqual([
      ['path', 'id'],
      ['query', 'occurredAt'],
      ['query', 'dryRun'],
      ['header', 'Idempotency-Key'],
      ['header', 'If-Match'],
    ]);
  });

  it('has no queue, report or webhook where the host gave none', async () => {
    const { paths } = await documentOf(
      ordersApi({ orders: openShop().orders, authenticate: byToken }),
    );
    expect(Object.keys(paths).filter((path) => !path.startsWith('/orders'))).toEqual([
      '/health',
      '/counts',
      '/bulk',
    ]);
  });

  it('knows the events and statuses of the lifecycle, and who may send nothing', async () => {
    const { lifecycle } = openShop().orders;
    const { schemas } = (await documentOf(wholeApi())).components;
    expect(schemas['Order']?.properties?.['status']?.enum).toEqual(lifecycle.statuses);
    expect(schemas['Event']?.oneOf).toHaveLength(lifecycle.events.length - 1);
    expect(schemas['Cancel']?.properties?.['reason']?.enum).toContain('no_answer');
    expect(schemas['Place']).toBeUndefined();
    expect(schemas['Draft']?.required).toEqual(['customer', 'address', 'lines', 'amountDue']);
  });

  it('knows a shop’s own events and statuses', async () => {
    interface Postponed extends Omit<ConfirmedOrder, 'status'> {
      readonly status: 'postponed';
    }
    interface MyCod extends Extended<
      Cod,
      { order: Postponed; event: { readonly type: 'postpone'; readonly until: string } }
    > {}
    const { transition } = lifecycleOf<MyCod>();
    const lifecycle = extendLifecycle(cod(), {
      id: 'my-cod',
      version: 1,
      statuses: { postponed: { holds: ['reserved'] } },
      add: [transition('postpone', { from: ['confirmed'], to: 'postponed', by: ['agent'] })],
    });
    const schemas = {
      postpone: z.strictObject({ type: z.literal('postpone'), until: z.string() }),
    };
    const orders = createOrders({ lifecycle, store: memoryStore(), schemas });
    const document = await documentOf(ordersApi({ orders, authenticate: byToken }));
    const { Order, Event } = document.components.schemas;
    expect(Order?.properties?.['status']?.enum).toContain('postponed');
    expect(Event?.oneOf).toContainEqual({ $ref: '#/components/schemas/Postpone' });
    expect(await new Validator().validate({ ...document })).toMatchObject({ valid: true });
  });
});
