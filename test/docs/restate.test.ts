import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createEndpointHandler } from '@restatedev/restate-sdk/fetch';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import { actor, usual } from '../support/life.ts';
import { draft } from '../support/shop.ts';
import { soon } from '../support/soon.ts';
import { ownDatabase } from './own-database.ts';
import { pageFiles } from './page-files.ts';
import type { PageOrders } from './page-files.ts';

const file = pageFiles('docs/how-to/restate.md');
const agent = { actor: actor('agent') };

type Handler<Input> = (ctx: unknown, input: Input) => Promise<unknown>;

interface Services {
  readonly bookCourier: { readonly workflow: { readonly run: Handler<string> } };
  readonly letters: object;
  readonly effects: { readonly service: { readonly handOver: Handler<number> } };
}

describe('the page about Restate', () => {
  let page: PageOrders;
  let services: Services;
  const asked: { readonly url: string; readonly key: unknown; readonly body: string }[] = [];
  const answers: (readonly [status: number, body: object])[] = [];
  const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const key = request.headers['idempotency-key'];
    asked.push({ url: request.url ?? '', key, body: await text(request) });
    const [status, body] = answers.shift() ?? [202, { invocationId: 'inv_1', status: 'Accepted' }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  // Stands for the ingress of a server.
  const ingress = createServer((request, response) => void hear(request, response));

  beforeAll(async () => {
    ingress.listen(0, '127.0.0.1');
    await once(ingress, 'listening');
    const { port } = ingress.address() as AddressInfo;
    vi.stubEnv('RESTATE_INGRESS', `http://127.0.0.1:${port}`);
    vi.stubEnv('DATABASE_URL', await ownDatabase(inject('postgres'), 'page about Restate'));
    page = (await import(file('orders.ts'))) as PageOrders;
    services = (await import(file('services.ts'))) as Services;
    await page.store.migrate();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await page.pool.end();
    ingress.close();
  });

  it('has services that a server can discover, with the retentions that it speaks of', async () => {
    const { bookCourier, letters, effects } = services;
    const handler = createEndpointHandler({ services: [bookCourier, letters, effects] as never });
    const accept = 'application/vnd.restate.endpointmanifest.v4+json';
    const response = await handler(new Request('http://shop/discover', { headers: { accept } }));
    const manifest: unknown = await response.json();
    expect(manifest).toMatchObject({
      services: [
        {
          name: 'bookCourier',
          ty: 'WORKFLOW',
          handlers: [{ name: 'run', workflowCompletionRetention: 30 * 86_400_000 }],
        },
        {
          name: 'letters',
          ty: 'SERVICE',
          handlers: [{ name: 'welcome' }],
          idempotencyRetention: 30 * 86_400_000,
        },
        {
          name: 'effects',
          ty: 'SERVICE',
          handlers: [{ name: 'handOver' }],
          idempotencyRetention: 3_600_000,
        },
      ],
    });
  });

  it('submits the workflow under the id of the effect, until it is heard', async () => {
    const { orders } = page;
    answers.push([503, {}], [200, { invocationId: 'inv_1', status: 'PreviouslyAccepted' }]);
    assertApplied(await orders.place(draft({ id: 'o1' }), agent));
    assertApplied(await orders.send('o1', usual.confirm, agent));
    expect(asked).toHaveLength(1);
    await vi.waitFor(
      async () => expect(await orders.effects.drain()).toMatchObject({ done: 1 }),
      soon,
    );
    const submitted = { url: '/bookCourier/default%2Fo1%2F2%2F0/run/send', body: '"o1"' };
    expect(asked).toMatchObject([submitted, submitted]);
  });

  it('names an invocation by a header, also where the order’s id is not in ASCII', async () => {
    const { welcome } = (await import(file('by-service.ts'))) as {
      readonly welcome: (effectId: string, orderId: string) => Promise<void>;
    };
    const { orders } = page;
    assertApplied(await orders.place(draft({ id: 'طلب' }), agent));
    assertApplied(await orders.send('طلب', usual.confirm, agent));
    const effectId = `default/${encodeURIComponent('طلب')}/2/0`;
    expect(asked.at(-1)?.url).toContain(encodeURIComponent(effectId));
    await welcome(effectId, 'طلب');
    expect(asked.at(-1)).toMatchObject({ url: '/letters/welcome/send', key: effectId });
  });

  it('hears each step once, and takes the booking back when the order says no', async () => {
    const { orders } = page;
    const { run } = services.bookCourier.workflow;
    const called = async (key: string, orderId: string) => {
      const steps: string[] = [];
      const step = async (name: string, work: () => unknown) => {
        steps.push(name);
        return work();
      };
      return [await run({ key, run: step }, orderId), steps];
    };
    expect(await called('default/o1/2/0', 'o1')).toEqual(['applied', ['book', 'tell']]);
    expect(await called('default/o1/2/0', 'o1')).toEqual(['duplicate', ['book', 'tell']]);
    assertApplied(await orders.send('o1', usual.cancel, agent));
    expect(await called('later', 'o1')).toEqual(['wrong_status', ['book', 'tell', 'cancel']]);
  });

  it('asks for the next minute before it works this one', async () => {
    const sent: unknown[] = [];
    const minute = 29_474_460;
    const context = (late: number) => ({
      date: { now: async () => (minute + late) * 60_000 + 250 },
      serviceSendClient: () => ({
        handOver: (next: number, { opts }: { readonly opts: object }) => sent.push([next, opts]),
      }),
      run: async (_name: string, drain: () => Promise<unknown>) => sent.push(await drain()),
    });
    const { handOver } = services.effects.service;
    await handOver(context(0), minute);
    await handOver(context(90), minute);
    const drained = { done: 0, retried: 0, dead: 0, nextAt: null };
    expect(sent).toEqual([
      [minute + 1, { idempotencyKey: String(minute + 1), delay: 59_750 }],
      drained,
      [minute + 91, { idempotencyKey: String(minute + 91), delay: 59_750 }],
      drained,
    ]);
  });
});
