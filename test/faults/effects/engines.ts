import type { Engine, Site } from '../../contract/engines/engine.ts';
import { known } from '../../support/shop.ts';
import type { OpenShop } from './open-shop.ts';
import type { receivingShop } from './receiving-shop.ts';
import type { Carried } from './shift.ts';

/** Loaded where it is at work, and nowhere else: workers are started all the time. */
async function engineNamed({ by, redis }: Carried): Promise<Engine> {
  if (by === 'graphile-worker')
    return (await import('../../contract/engines/graphile.ts')).graphile;
  if (by === 'pg-boss') return (await import('../../contract/engines/boss.ts')).boss;
  const { bullEngine, bullOnPostgres, bullOnRedis } =
    await import('../../contract/engines/bull.ts');
  return bullEngine(redis === undefined ? bullOnPostgres : bullOnRedis(redis));
}

/** The engine that carries a shop's effects, or nothing where the shop does so itself. */
export async function engineOf(carried: Carried | undefined) {
  if (!carried) return undefined;
  const { jobs } = carried;
  const engine = await engineNamed(carried);
  const siteOf = ({ pool, store }: OpenShop): Site => ({ pool: known(pool), jobs, store });
  return {
    carrier: engine.carrier?.(jobs),
    prepare: async ({ pool }: OpenShop) => engine.prepare(known(pool), jobs),
    /** Has everything looked at that nobody has a job for. */
    sweep: async (shop: OpenShop) => engine.sweep(siteOf(shop)),
    async work(shop: OpenShop, orders: ReturnType<typeof receivingShop>): Promise<void> {
      await Promise.all([engine.work(siteOf(shop), orders), engine.relay?.run(siteOf(shop))]);
    },
  };
}
