import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cod, createOrders, queues } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { ordersApi } from 'cod-lifecycle/http';
import { createReports } from 'cod-lifecycle/reports';
import { asking, byToken } from '../../support/api.ts';
import { actor, customer, driver, mad, usual, yes } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { eachStore } from '../hooks/each-store.ts';

const ofAtlas = 'Known to Atlas alone';
const ids = ['a', 'b', 'c', 'd'];

/** Two merchants in one store. The orders of Atlas are what the other one would like to have. */
async function twoMerchants({ open }: (typeof eachStore)[number]) {
  const { store } = await open();
  const orders = createOrders({ lifecycle: cod(), store, handOver: 'by_drain' });
  const admin = { actor: actor('admin') } as const;
  for (const tenant of ['atlas', 'other']) {
    const name = tenant === 'atlas' ? ofAtlas : 'Somebody';
    // The other merchant has an order of one of these ids as well.
    for (const id of tenant === 'atlas' ? ids : ['b']) {
      const source = { kind: 'manual', shop: tenant, externalId: id, reference: `#10${id}` };
      await orders.place(draft({ id, source, customer: { ...customer, name } }), {
        ...admin,
        tenant,
        commandId: `place-${id}`,
      });
    }
  }
  const own = { ...admin, tenant: 'atlas' };
  for (const id of ['c', 'd']) {
    await orders.send(id, { type: 'confirm', acknowledged: yes }, own);
    await orders.send(id, { type: 'assign', assignee: driver }, own);
    await orders.send(id, { type: 'start_processing' }, own);
    await orders.send(id, { type: 'ship' }, { ...own, commandId: `ship-${id}` });
  }
  await orders.send('d', { type: 'deliver', collected: mad(24_000) }, own);
  const ask = asking(
    ordersApi({
      orders,
      authenticate: byToken,
      queues,
      reports: { from: createReports({ store }), calendar: timeZone('UTC') },
    }),
  );
  const everything = async () => {
    const lines = await Promise.all(
      ids.map(async (id) => orders.history(id, { tenant: 'atlas', limit: 1000 })),
    );
    return JSON.stringify([await orders.list({ tenant: 'atlas', limit: 1000 }), lines]);
  };
  const { next } = await orders.list({ tenant: 'atlas', limit: 1 });
  return { ask, everything, cursor: encodeURIComponent(next ?? '') };
}

const id = fc.constantFrom(...ids);
const asked = (cursor: string): fc.Arbitrary<readonly [path: string, body?: object]> =>
  fc.oneof(
    fc.constantFrom(
      ['/orders'] as const,
      ['/orders?limit=1000&direction=desc&sort=entered_at'] as const,
      ['/orders?assignee=driver'] as const,
      ['/orders?search=%2310a'] as const,
      ['/orders?search=600000001'] as const,
      ['/orders?source.shop=atlas'] as const,
      [`/orders?after=${cursor}`] as const,
      [`/orders?before=${cursor}`] as const,
      ['/orders?tenant=atlas'] as const,
      ['/counts'] as const,
      ['/counts?assignee=driver'] as const,
      ...Object.keys(queues).map((name) => [`/queues/${name}`] as const),
      ['/reports/waits?by=assignee'] as const,
      ['/reports/cash?from=2020-01-01&to=2030-12-31&unit=month'] as const,
      ['/reports/drivers?from=2020-01-01&to=2030-12-31&unit=month'] as const,
    ),
    id.map((one) => [`/orders/${one}`] as const),
    id.map((one) => [`/orders/${one}/history?after=0`] as const),
    id.map((one) => [`/orders/${one}/explain`] as const),
    fc
      .tuple(id, fc.constantFrom(...Object.values(usual), { type: 'add_note', text: 'Mine now' }))
      .map(([one, event]) => [`/orders/${one}/events`, event] as const),
    fc
      .constantFrom(...Object.values(usual))
      .map((event) => ['/bulk', { ids: [...ids, 'b'], event }] as const),
    id.map(
      (one) =>
        [
          '/orders',
          draft({
            id: one,
            source: { kind: 'manual', shop: 'atlas', externalId: one, reference: null },
          }),
        ] as const,
    ),
  );

const kinds = ['admin', 'agent', 'driver', 'carrier', 'customer', 'integration', 'finance'];

describe.each(eachStore)('two merchants in $name', (kind) => {
  it('see, count and move nothing of each other, by any route, id, cursor or key', async () => {
    const { ask, everything, cursor } = await twoMerchants(kind);
    const before = await everything();
    await fc.assert(
      fc.asyncProperty(
        asked(cursor),
        fc.constantFrom(...kinds),
        fc.constantFrom(null, 'place-a', 'ship-c'),
        async ([path, body], by, key) => {
          const { body: said } = await ask(path, {
            as: `${by}@other`,
            body,
            ...(key !== null && { headers: { 'idempotency-key': key } }),
          });
          expect(JSON.stringify(said)).not.toContain(ofAtlas);
          expect(JSON.stringify(said)).not.toMatch(/"tenant":"atlas"/);
        },
      ),
      { numRuns: 300 },
    );
    expect(await everything()).toBe(before);
    const { body: counts } = await ask('/counts', { as: 'admin@third' });
    expect(new Set(Object.values(counts))).toEqual(new Set([0]));
    // The guard is real: its own people see all of it.
    expect(JSON.stringify((await ask('/orders', { as: 'admin@atlas' })).body)).toContain(ofAtlas);
  });
});
