import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import { actor, usual } from '../support/life.ts';
import { draft } from '../support/shop.ts';
import { soon } from '../support/soon.ts';
import { ownDatabase } from './own-database.ts';
import { pageFiles } from './page-files.ts';
import type { PageOrders } from './page-files.ts';
import { historyOf } from './replayed-history.ts';

const file = pageFiles('docs/how-to/temporal.md');
const workflowId = 'default/o1/2/0';
const agent = { actor: actor('agent') };

describe('the workflows of the page about Temporal', () => {
  let workflowBundle: WorkflowBundleWithSourceMap;
  beforeAll(async () => {
    const logger = new DefaultLogger('ERROR');
    Runtime.install({ logger, telemetryOptions: { logging: { filter: 'off' } } });
    const workflowsPath = fileURLToPath(file('workflows.ts'));
    workflowBundle = await bundleWorkflowCode({ workflowsPath, logger });
  });
  afterAll(async () => Runtime.instance().shutdown());

  const replay = async (activities: readonly (readonly [string, unknown])[], told: string) =>
    Worker.runReplayHistory(
      { workflowBundle },
      historyOf({
        workflowType: 'bookCourier',
        workflowId,
        args: ['o1'],
        activities,
        result: told,
      }),
      workflowId,
    );

  it.each(['applied', 'duplicate'])('end when the order answers "%s"', async (told) => {
    await replay(
      [
        ['book', 'ZH-1'],
        ['tell', told],
      ],
      told,
    );
    await expect(
      replay(
        [
          ['book', 'ZH-1'],
          ['tell', told],
          ['cancelBooking', null],
        ],
        told,
      ),
    ).rejects.toThrow('Nondeterminism');
  });

  it('take the booking back when the order says no', async () => {
    const told = 'wrong_status';
    await replay(
      [
        ['book', 'ZH-1'],
        ['tell', told],
        ['cancelBooking', null],
      ],
      told,
    );
    await expect(
      replay(
        [
          ['book', 'ZH-1'],
          ['tell', told],
        ],
        told,
      ),
    ).rejects.toThrow('Nondeterminism');
  });

  it('hand effects over by one activity', async () => {
    const activities = [['handOver', null]] as const;
    const history = historyOf({ workflowType: 'sweep', workflowId, args: [], activities });
    const replayed = Worker.runReplayHistory({ workflowBundle }, history, workflowId);
    await expect(replayed).resolves.toBeUndefined();
  });
});

interface Page extends PageOrders {
  readonly client: Client;
}

interface Activities {
  readonly tell: (orderId: string, number: string, commandId: string) => Promise<string>;
  readonly handOver: () => Promise<void>;
}

describe('the orders of the page about Temporal', () => {
  let page: Page;
  let activities: Activities;
  const asked: Parameters<Client['workflowService']['startWorkflowExecution']>[0][] = [];
  let answer = (): { readonly runId: string } => ({ runId: 'run-1' });

  beforeAll(async () => {
    vi.stubEnv('DATABASE_URL', await ownDatabase(inject('postgres'), 'page about Temporal'));
    vi.stubEnv('TEMPORAL_ADDRESS', '127.0.0.1:1');
    page = (await import(file('orders.ts'))) as Page;
    activities = (await import(file('activities.ts'))) as Activities;
    await page.store.migrate();
    // Stands for the server.
    const start = vi.spyOn(page.client.workflowService, 'startWorkflowExecution');
    start.mockImplementation((async (request: (typeof asked)[number]) => {
      asked.push(request);
      return answer();
    }) as never);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await page.pool.end();
  });

  it('ask for a workflow under the id of the effect, until they are heard', async () => {
    const { orders } = page;
    answer = () => {
      throw Object.assign(new Error('away'), { code: 14, details: '', metadata: {} });
    };
    assertApplied(await orders.place(draft({ id: 'o1' }), agent));
    assertApplied(await orders.send('o1', usual.confirm, agent));
    expect(asked).toHaveLength(1);
    answer = () => ({ runId: 'run-1' });
    await vi.waitFor(
      async () => expect(await orders.effects.drain()).toMatchObject({ done: 1 }),
      soon,
    );
    const request = { workflowId, workflowIdReusePolicy: 3, workflowIdConflictPolicy: 2 };
    expect(asked).toEqual([
      expect.objectContaining(request),
      expect.objectContaining({ ...request, workflowType: { name: 'bookCourier' } }),
    ]);
  });

  it('are content with a workflow that has ended', async () => {
    const { orders } = page;
    answer = () => {
      throw Object.assign(new Error('there is one'), { code: 6, details: '', metadata: {} });
    };
    assertApplied(await orders.place(draft({ id: 'o2' }), agent));
    assertApplied(await orders.send('o2', usual.confirm, agent));
    expect(asked.at(-1)).toMatchObject({ workflowId: 'default/o2/2/0' });
    expect(await orders.effects.list({ state: 'pending' })).toEqual([]);
  });

  it('hear each step once, and say no by a word', async () => {
    const { orders } = page;
    const { tell } = activities;
    expect(await tell('o2', 'ZH-1', 'default/o2/2/0/tell')).toBe('applied');
    expect(await tell('o2', 'ZH-1', 'default/o2/2/0/tell')).toBe('duplicate');
    await expect(tell('o2', 'ZH-2', 'default/o2/2/0/tell')).rejects.toMatchObject({
      nonRetryable: true,
      type: 'command_reused',
    });
    assertApplied(await orders.send('o2', usual.cancel, agent));
    expect(await tell('o2', 'ZH-1', 'default/o2/3/0/tell')).toBe('wrong_status');
    await activities.handOver();
  });
});
