import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/node';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import { actor, usual } from '../support/life.ts';
import { draft, known } from '../support/shop.ts';
import { soon } from '../support/soon.ts';
import { ownDatabase } from './own-database.ts';
import { pageFiles } from './page-files.ts';
import type { PageOrders } from './page-files.ts';

const file = pageFiles('docs/how-to/inngest.md');
const agent = { actor: actor('agent') };

interface Page extends PageOrders {
  readonly inngest: Inngest.Any;
}

interface Functions {
  readonly bookCourier: InngestFunction.Any;
  readonly sweep: InngestFunction.Any;
}

interface Sent {
  readonly id: string;
  readonly name: string;
  readonly data: { readonly orderId: string; readonly effectId: string };
}

/** What a function asks its server to remember. */
interface StepRun {
  readonly id: string;
  readonly op: 'StepRun' | 'StepFailed';
  readonly name: string;
  readonly data?: unknown;
  readonly error?: unknown;
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the page about Inngest', () => {
  let page: Page;
  let app: Server;
  let appUrl: string;
  const sent: Sent[] = [];
  let away = false;
  const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await json(request)) as readonly Sent[];
    sent.push(...body);
    const answer = { ids: body.map(({ id }) => id), status: away ? 500 : 200 };
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  };
  // Stands for a server, where events are sent to.
  const events = createServer((request, response) => void hear(request, response));

  /** Calls a function as a server does, until it ends; an answer that is lost is one that it does not remember. */
  async function run(name: string, event: object, { losing = '' } = {}) {
    const steps: Record<string, object> = {};
    const ran: string[] = [];
    let lost = losing;
    for (;;) {
      const stack = { stack: Object.keys(steps), current: Object.keys(steps).length };
      const response = await fetch(`${appUrl}/api/inngest?fnId=shop-${name}&stepId=step`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-inngest-req-version': '2' },
        body: JSON.stringify({
          event,
          events: [event],
          steps,
          ctx: { run_id: 'run', attempt: 0, stack },
        }),
      });
      const answer = (await response.json()) as unknown;
      if (response.status !== 206) return { status: response.status, answer, ran };
      const { id, op, name: step, data = null, error } = known((answer as readonly StepRun[])[0]);
      ran.push(step);
      if (step === lost) lost = '';
      else steps[id] = op === 'StepRun' ? { type: 'data', data } : { type: 'error', error };
    }
  }

  beforeAll(async () => {
    vi.stubEnv('INNGEST_DEV', await listening(events));
    vi.stubEnv('DATABASE_URL', await ownDatabase(inject('postgres'), 'page about Inngest'));
    page = (await import(file('orders.ts'))) as Page;
    const { bookCourier, sweep } = (await import(file('functions.ts'))) as Functions;
    app = createServer(serve({ client: page.inngest, functions: [bookCourier, sweep] }));
    appUrl = await listening(app);
    await page.store.migrate();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await page.pool.end();
    events.close();
    app.close();
  });

  it('sends an event under the id of the effect, until it is heard', async () => {
    const { orders } = page;
    away = true;
    assertApplied(await orders.place(draft({ id: 'o1' }), agent));
    assertApplied(await orders.send('o1', usual.confirm, agent));
    away = false;
    await vi.waitFor(
      async () => expect(await orders.effects.drain()).toMatchObject({ done: 1 }),
      soon,
    );
    const effectId = 'default/o1/2/0';
    expect(sent.length).toBeGreaterThan(1);
    expect(new Set(sent.map(({ id }) => id))).toEqual(new Set([effectId]));
    expect(sent.at(-1)).toMatchObject({
      name: 'shop/order.confirmed',
      data: { orderId: 'o1', effectId },
    });
  });

  it('remembers each step, and hears "duplicate" where an answer was lost', async () => {
    const ended = await run('book-courier', known(sent[0]), { losing: 'tell' });
    expect(ended).toMatchObject({ status: 200, answer: 'duplicate' });
    expect(ended.ran).toEqual(['book', 'tell', 'tell']);
    const { rows } = await page.orders.history('o1');
    expect(rows.map(({ event }) => event.type)).toEqual(['place', 'confirm', 'assign_tracking']);
  });

  it('tells nothing new when it runs again, a day later', async () => {
    expect(await run('book-courier', known(sent[0]))).toMatchObject({
      status: 200,
      answer: 'duplicate',
    });
  });

  it('takes the booking back when the order says no', async () => {
    assertApplied(await page.orders.send('o1', usual.cancel, agent));
    const data = { orderId: 'o1', effectId: 'default/o1/9/0' };
    const ended = await run('book-courier', { ...known(sent[0]), data });
    expect(ended).toMatchObject({ status: 200, answer: 'wrong_status' });
    expect(ended.ran).toEqual(['book', 'tell', 'cancel']);
  });

  it('gives a command id up that was used for something else', async () => {
    assertApplied(
      await page.orders.send(
        'o1',
        { type: 'add_note', text: 'Called' },
        { ...agent, commandId: 'x/tell' },
      ),
    );
    const data = { orderId: 'o1', effectId: 'x' };
    vi.spyOn(console, 'error').mockReturnValue();
    expect(await run('book-courier', { ...known(sent[0]), data })).toMatchObject({
      status: 400,
      answer: {
        name: 'NonRetriableError',
        message: expect.stringContaining('was used before') as string,
      },
      ran: ['book', 'tell'],
    });
  });

  it('hands effects over by cron', async () => {
    const event = { name: 'inngest/scheduled.timer', data: { cron: '* * * * *' } };
    expect(await run('sweep', event)).toMatchObject({
      status: 200,
      answer: { done: 0, retried: 0, dead: 0 },
      ran: ['drain'],
    });
  });
});
