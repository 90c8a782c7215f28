import { describe, expect, it, vi } from 'vitest';
import { assertApplied, OptionsError } from 'cod-lifecycle';
import { graphileCarrier, graphileTasks } from 'cod-lifecycle/graphile-worker';
import { actor, lifeTo } from '../../support/life.ts';
import { soon } from '../../support/soon.ts';
import { carriedShop } from './carried-shop.ts';
import { handingOver, jobsOfTransitions } from './engine-contract.ts';
import { graphile } from './graphile.ts';

describe('graphile-worker', () => {
  jobsOfTransitions(graphile);
  handingOver(graphile);

  it('has a job for a transition that is written while a worker takes the one before', async () => {
    const { pool, jobs, orders, live, waiting } = await carriedShop(graphile, {
      on: { event: { add_note: () => undefined, place: () => undefined } },
    });
    await live('o1', lifeTo.new);
    expect(await waiting()).toHaveLength(1);
    const worker = await pool.connect();
    const { rows: own } = await worker.query('select pg_backend_pid() as pid');
    await worker.query('begin');
    await worker.query(`update ${jobs}._private_jobs set locked_at = now(), locked_by = 'other'`);
    const note = { type: 'add_note', text: 'Call after six' } as const;
    const sent = orders.send('o1', note, { actor: actor('agent') });
    await vi.waitFor(async () => {
      const { rows } = await pool.query(
        'select from pg_stat_activity where $1 = any (pg_blocking_pids(pid))',
        [own[0].pid],
      );
      expect(rows).toHaveLength(1);
    }, soon);
    await worker.query('commit');
    worker.release();
    assertApplied(await sent);
    expect(await waiting()).toEqual([{ orderId: 'o1', at: null }]);
  });

  it.each([
    ['schema', { schema: 'no"quotes' }],
    ['task', { task: `it's` }],
  ])('is not told a %s that is no plain name', (option, names) => {
    expect(() => graphileCarrier(names)).toThrow(OptionsError);
    expect(() => graphileCarrier(names)).toThrow(option);
  });

  it('has no task whose name is not plain', () => {
    const orders = {
      effects: { drain: async () => ({ done: 0, retried: 0, dead: 0, nextAt: null }) },
    };
    expect(() => graphileTasks(orders, { task: 'a task' })).toThrow(OptionsError);
  });
});
