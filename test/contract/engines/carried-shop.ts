import type { Pool } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import type { Cod, Hooks, RetryOptions } from 'cod-lifecycle';
import type { EffectDrainer } from 'cod-lifecycle';
import { postgresStore } from 'cod-lifecycle/postgres';
import { actor } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { draft, handClock } from '../../support/shop.ts';
import { onPgPool, pgPool } from '../postgres/libraries/pg.ts';
import { freshSchema } from '../postgres/swept-schemas.ts';
import type { Engine, KeptJob, Site } from './engine.ts';

/** Tries again at once: the clock of these tests stands still. */
export const impatient: RetryOptions = { firstPauseMs: 1, longestPauseMs: 1, errors: 3 };

/** The server of this run; nothing here ends it, so nothing can tell whether it waited for the disk. */
export function unhurriedDisk(): string {
  const url = new URL(inject('postgres'));
  url.searchParams.set('options', '-c synchronous_commit=off');
  return url.href;
}

/** A database's pool for a test, closed when it is over. */
export function poolFor(): Pool {
  const pool = pgPool(unhurriedDisk(), 12);
  onTestFinished(async () => pool.end());
  return pool;
}

/** A shop on PostgreSQL whose effects an engine carries, each in a schema of its own. */
export async function carriedShop(
  engine: Engine,
  { on, retry = impatient }: { readonly on?: Hooks<Cod>; readonly retry?: RetryOptions } = {},
) {
  const pool = poolFor();
  const schema = freshSchema();
  const jobs = `${schema}_jobs`;
  await engine.prepare(pool, jobs);
  const { client, transaction } = onPgPool(pool);
  const clock = handClock();
  const store = postgresStore(client, {
    schema,
    now: clock.now,
    ...(engine.carrier && { carrier: engine.carrier(jobs) }),
  });
  await store.migrate();
  const site: Site = { pool, jobs, store };
  const orders = createOrders({
    lifecycle: cod(),
    store,
    retry,
    ...(engine.relay && { handOver: 'by_drain' }),
    ...(on && { on }),
  });

  let drains = 0;
  const counted: EffectDrainer = {
    effects: {
      async drain(options) {
        const report = await orders.effects.drain(options);
        drains += 1;
        return report;
      },
    },
  };

  let atWork = 0;
  const waiting = async (): Promise<readonly KeptJob[]> => {
    if (!engine.relay) return engine.waiting(site);
    if (atWork === 0) await engine.relay.look(site);
    const upcoming = await store.effects.upcoming({ limit: 1000 });
    // What a relay at work has yet to see; without one, what is due must have its job now.
    const unseen = upcoming.filter(({ at }) => atWork > 0 || (at !== null && at > clock.now()));
    const jobsOfNow = await engine.waiting(site);
    return [...jobsOfNow, ...unseen.map(({ id, at }) => ({ orderId: id, at }))];
  };

  return {
    site,
    pool,
    schema,
    jobs,
    store,
    orders,
    clock,
    transaction,
    /** How often a worker has looked, and was answered. */
    drains: () => drains,
    /** What is still to be handed over, as whoever will do it knows of it. */
    waiting,
    hurry: async () => engine.hurry(site),
    /** Workers, and as many relays where the engine has such, for as long as something is waited for. */
    working: async (work: () => Promise<unknown>, workers = 1) => {
      const starts = Array.from({ length: workers }, () => [
        engine.work(site, counted),
        ...(engine.relay ? [engine.relay.run(site)] : []),
      ]);
      const stops = await Promise.all(starts.flat());
      atWork += 1;
      try {
        await work();
      } finally {
        atWork -= 1;
        await Promise.all(stops.map(async (stop) => stop()));
      }
    },
    live: async (id: string, steps: readonly Step[]) => {
      for (const [event, by] of steps) {
        const options = { actor: actor(by) };
        assertApplied(
          event.type === 'place'
            ? await orders.place(draft({ id }), options)
            : await orders.send(id, event, options),
        );
      }
    },
  };
}
