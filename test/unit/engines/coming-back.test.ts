import { expect, it, vi } from 'vitest';
import { graphileTasks } from 'cod-lifecycle/graphile-worker';
import { pgBossWorker } from 'cod-lifecycle/pg-boss';
import type { PgBossSend } from 'cod-lifecycle/pg-boss';
import { usual } from '../../support/life.ts';
import { known, openShop } from '../../support/shop.ts';
import type { ShopOptions } from '../../support/shop.ts';

interface Job {
  readonly orderId: string;
  readonly again: boolean;
}

/** A shop whose effects an engine hands over, and the jobs that come back to it. */
function carriedShop(options: ShopOptions) {
  const shop = openShop({ handOver: 'by_drain', ...options });
  const jobs: { readonly data: Job; readonly at: Date; readonly key: string | undefined }[] = [];
  const handOver = known(graphileTasks(shop.orders)['cod_lifecycle']);
  const addJob = async (_: string, data: unknown, spec: { runAt: Date; jobKey?: string }) =>
    void jobs.push({ data: data as Job, at: spec.runAt, key: spec.jobKey });
  return {
    ...shop,
    jobs,
    run: async (payload: object) => handOver(payload, { addJob }),
  };
}

const o1 = { tenant: 'default', orderId: 'o1' };

it('a job comes back when what failed is due again, as one job for its order', async () => {
  let away = true;
  const shop = carriedShop({
    on: {
      entered: {
        new: () => {
          if (away) throw new Error('The other side is away');
        },
      },
    },
  });
  await shop.place('o1');
  await shop.run(o1);
  expect(shop.jobs).toMatchObject([
    {
      data: { ...o1, again: true },
      key: expect.stringMatching(/^cod_lifecycle:again:\["default","o1",\d+\]$/),
    },
  ]);
  // Before its time as well.
  await shop.run(known(shop.jobs[0]).data);
  expect(shop.jobs).toHaveLength(2);
  away = false;
  shop.clock.pass({ minutes: 5 });
  await shop.run(known(shop.jobs[1]).data);
  expect(shop.jobs).toHaveLength(2);
  expect(await shop.orders.effects.list({ state: 'pending' })).toEqual([]);
});

it('a job comes back for a timer that failed, whatever else it found meanwhile', async () => {
  let away = true;
  const shop = carriedShop({
    sla: { new: { minutes: 30 } },
    on: {
      event: { add_note: () => undefined },
      attention: {
        overdue: () => {
          if (away) throw new Error('The other side is away');
        },
      },
    },
  });
  await shop.place('o1');
  shop.clock.pass({ minutes: 30 });
  await shop.run(o1);
  await shop.send('o1', { type: 'add_note', text: 'Call after six' }, 'agent');
  const before = shop.jobs.length;
  await shop.run(known(shop.jobs.at(-1)).data);
  expect(shop.jobs).toHaveLength(before + 1);
  away = false;
  shop.clock.pass({ minutes: 30 });
  await shop.run(known(shop.jobs.at(-1)).data);
  expect(await shop.orders.effects.list({ state: 'pending' })).toEqual([]);
});

it('a job whose machine comes too early for a timer comes back at its time', async () => {
  const shop = carriedShop({ on: { attention: { call_due: () => undefined } } });
  await shop.place('o1');
  await shop.run(o1);
  await shop.send('o1', usual.failedCall, 'agent');
  expect(shop.jobs).toEqual([]);
  await shop.run(o1);
  expect(shop.jobs).toHaveLength(1);
});

it('a job that found all it was made for leaves timers to the jobs that were made for them', async () => {
  const shop = carriedShop({
    sla: { new: { minutes: 30 } },
    on: { attention: { overdue: () => undefined } },
  });
  await shop.place('o1');
  await shop.run(o1);
  expect(shop.jobs).toEqual([]);
  expect(await shop.orders.effects.list({ state: 'pending' })).toHaveLength(1);
});

it('jobs that find nothing leave a timer of later to the job that was made for it', async () => {
  const shop = carriedShop({
    sla: { new: { minutes: 30 } },
    on: { attention: { overdue: () => undefined } },
  });
  shop.clock.pass({ minutes: Math.ceil((Date.now() - Date.parse(shop.clock.now())) / 60_000) });
  await shop.place('o1');
  for (let count = 0; count < 3; count += 1) await shop.run(o1);
  expect(shop.jobs).toEqual([]);
  shop.clock.pass({ minutes: 29 });
  // So late that it may be a machine whose clock is behind.
  const behind = new Date(Date.now() + 29 * 60_000);
  vi.useFakeTimers({ now: behind, toFake: ['Date'] });
  await shop.run(o1);
  vi.useRealTimers();
  expect(shop.jobs).toHaveLength(1);
});

it('a failing effect troubles no other job of a batch', async () => {
  const shop = openShop({
    handOver: 'by_drain',
    on: {
      entered: {
        new: ({ order }) => {
          if (order.id === 'o1') throw new Error('The other side is away');
        },
      },
    },
  });
  for (const id of ['o1', 'o2', 'o3']) await shop.place(id);
  const sent: unknown[] = [];
  const boss = {
    send: async (name: string, data: object, { startAfter, retryLimit }: PgBossSend) =>
      void sent.push([name, data, startAfter.getTime() > Date.now(), retryLimit]),
  };
  const work = pgBossWorker(shop.orders, boss);
  await work(
    ['o1', 'o2', 'o3'].map((orderId) => ({ name: 'jobs', data: { tenant: 'default', orderId } })),
  );
  expect(sent).toEqual([['jobs', { ...o1, again: true }, true, 1000]]);
  expect((await shop.orders.effects.list({ state: 'pending' })).map(({ id }) => id)).toEqual([
    'o1',
  ]);
});
