import { createPostgresBackend, Queue, Worker } from 'bullmq';
import type { JobsOptions } from 'bullmq';
import type { Pool } from 'pg';
import { bullMqProcessor, bullMqRelay } from 'cod-lifecycle/bullmq';
import type { BullMqJob, BullMqQueue } from 'cod-lifecycle/bullmq';
import type { Engine, Site } from './engine.ts';

/** What the tests need of a queue, wherever it is. */
export interface AnyQueue extends BullMqQueue {
  waitUntilReady(): Promise<unknown>;
  getWaiting(): Promise<readonly BullMqJob[]>;
  getJobCounts(): Promise<Readonly<Record<string, number>>>;
  obliterate(options: { readonly force: boolean }): Promise<void>;
  on(event: 'error', hear: (error: Error) => void): unknown;
  close(): Promise<void>;
}

interface AnyWorker {
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', hear: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** A backend of BullMQ: where its queues are, and who works on them. */
export interface Bull {
  readonly queue: (place: Pick<Site, 'pool' | 'jobs'>, defaultJobOptions?: JobsOptions) => AnyQueue;
  readonly worker: (site: Site, process: (job: BullMqJob) => Promise<unknown>) => AnyWorker;
}

const name = 'cod_lifecycle';

/** Finds within seconds what a killed worker has left. */
const working = { concurrency: 4, lockDuration: 2000, stalledInterval: 1000 };

/** Whoever waits for an answer is told; what goes on in the background is tried again. */
const quiet = () => undefined;

function postgres({ options: { connectionString = '' } }: Pool, schema: string) {
  // Settings in the URL would take the place of the schema that BullMQ sets.
  const url = new URL(connectionString);
  url.searchParams.delete('options');
  return {
    connection: {
      connectionString: url.href,
      schema,
      max: 4,
      options: '-c synchronous_commit=off',
    },
  };
}

export const bullOnPostgres: Bull = {
  queue({ pool, jobs }, defaultJobOptions = {}) {
    const { connection } = postgres(pool, jobs);
    const options = { connection: { ...connection, migrate: true }, defaultJobOptions };
    const queue = new Queue(name, options, createPostgresBackend);
    return queue;
  },
  worker: ({ pool, jobs }, process) =>
    new Worker(name, process, { ...postgres(pool, jobs), ...working }, createPostgresBackend),
};

export const bullOnRedis = (url: string): Bull => ({
  queue({ jobs }, defaultJobOptions = {}) {
    const queue = new Queue(name, { connection: { url }, prefix: jobs, defaultJobOptions });
    return queue;
  },
  worker: ({ jobs }, process) =>
    new Worker(name, process, { connection: { url }, prefix: jobs, ...working }),
});

/** A queue for as long as something is done with it. */
export async function withQueue<Result>(
  bull: Bull,
  place: Pick<Site, 'pool' | 'jobs'>,
  use: (queue: AnyQueue) => Promise<Result>,
): Promise<Result> {
  const queue = bull.queue(place);
  queue.on('error', quiet);
  try {
    await queue.waitUntilReady();
    return await use(queue);
  } finally {
    await queue.close();
  }
}

export const bullEngine = (bull: Bull): Engine => ({
  name: 'bullmq',
  shares: true,
  timersLateMs: 0,
  prepare: async (pool, jobs) => withQueue(bull, { pool, jobs }, async () => undefined),
  relay: {
    look: async (site) =>
      withQueue(bull, site, async (queue) => bullMqRelay(queue, site.store).look()),
    async run(site) {
      const queue = bull.queue(site);
      queue.on('error', quiet);
      const stop = new AbortController();
      const running = bullMqRelay(queue, site.store).run({ signal: stop.signal, idleMs: 20 });
      return async () => {
        stop.abort();
        await running;
        await queue.close();
      };
    },
  },
  waiting: async (site) =>
    withQueue(bull, site, async (queue) =>
      (await queue.getWaiting()).map(({ data }) => ({ orderId: data.orderId, at: null })),
    ),
  async hurry(site) {
    const { clock, effects } = site.store;
    const ahead = { effects, clock: { ...clock, now: () => '9999-12-31T23:59:59.999Z' } };
    await withQueue(bull, site, async (queue) => bullMqRelay(queue, ahead).look());
  },
  forget: async (site) => withQueue(bull, site, async (queue) => queue.obliterate({ force: true })),
  // A relay's next look sees it.
  sweep: async () => undefined,
  async work(site, orders) {
    const worker = bull.worker(site, bullMqProcessor(orders));
    worker.on('error', quiet);
    await worker.waitUntilReady();
    return async () => worker.close();
  },
});
