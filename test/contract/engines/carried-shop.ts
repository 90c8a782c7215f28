import type { Pool } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import type { Cod, Hooks, RetryOptions } from 'cod-lifecycle';
import type { DrainedOrders } from 'cod-lifecycle/graphile-worker';
import { postgresStore } from 'cod-lifecycle/postgres';
import { actor } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { draft, handClock } from '../../support/shop.ts';
import { onPgPool, pgPool } from '../postgres/libraries/pg.ts';
import { freshSchema } from '../postgres/swept-schemas.ts';
import type { Engine } from './engine.ts';

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
  const store = postgresStore(client, { schema, now: clock.now, carrier: engine.carrier(jobs) });
  await store.migrate();
  const orders = createOrders({ lifecycle: cod(), store, retry, ...(on && { on }) });

  let drains = 0;
  const counted: DrainedOrders = {
    effects: {
      async drain(options) {
        const report = await orders.effects.drain(options);
        drains += 1;
        return report;
      },
    },
  };

  return {
    pool,
    schema,
    jobs,
    store,
    orders,
    clock,
    transaction,
    /** How often a worker has looked, and was answered. */
    drains: () => drains,
    waiting: async () => engine.waiting(pool, jobs),
    hurry: async () => engine.hurry(pool, jobs),
    /** A worker for as long as something is waited for. */
    working: async (work: () => Promise<unknown>, workers = 1) => {
      const stops = await Promise.all(
        Array.from({ length: workers }, async () => engine.work(pool, jobs, counted)),
      );
      try {
        await work();
      } finally {
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
