import { describe, expect, it } from 'vitest';
import { OptionsError } from 'cod-lifecycle';
import { pgBossCarrier } from 'cod-lifecycle/pg-boss';
import { actor } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { boss } from './boss.ts';
import { carriedShop } from './carried-shop.ts';
import { handingOver, jobsOfTransitions } from './engine-contract.ts';

describe('pg-boss', () => {
  jobsOfTransitions(boss);
  handingOver(boss);

  it('writes no transition where nobody has made the queue', async () => {
    const { pool, jobs, orders } = await carriedShop(boss, {
      on: { event: { place: () => undefined } },
    });
    await pool.query(`delete from ${jobs}.queue`);
    const placed = await orders
      .place(draft({ id: 'o1' }), { actor: actor('agent') })
      .catch((error: unknown) => error);
    expect(placed).toMatchObject({ code: 'store_failed', verdict: 'not_applied' });
    expect(await orders.get('o1')).toBeNull();
  });

  it.each([
    ['schema', { schema: 'no"quotes' }],
    ['queue', { queue: `it's` }],
  ])('is not told a %s that is no plain name', (option, names) => {
    expect(() => pgBossCarrier(names)).toThrow(OptionsError);
    expect(() => pgBossCarrier(names)).toThrow(option);
  });
});
