import { expect, it, vi } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import { postgresStore } from 'cod-lifecycle/postgres';
import { actor, lifeTo } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import { startProgram } from '../../faults/program.ts';
import { onPgPool } from '../postgres/libraries/pg.ts';
import { freshSchema } from '../postgres/swept-schemas.ts';
import { poolFor, unhurriedDisk } from './carried-shop.ts';
import type { Engine } from './engine.ts';
import { recordings, recordingShop } from './recorder.ts';

interface Owed {
  readonly effect_id: string;
  readonly state: string;
  readonly type: string;
}

const soon = { timeout: 40_000, interval: 250 };
const heard = /^(call_hook|.*_stock)$/;

/** Names of effects by order, in the order in which they stand. */
function byOrder(names: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const grouped: Record<string, string[]> = {};
  for (const name of names) (grouped[known(name.split('/')[1])] ??= []).push(name);
  return grouped;
}

/** Kills a worker on the way, and looks for what was lost. */
export function killedWorkers(engine: Engine): void {
  it('loses nothing of 200 orders when one of two workers is killed', async () => {
    const pool = poolFor();
    const schema = freshSchema();
    const place = { engine: engine.name, url: unhurriedDisk(), schema, jobs: `${schema}_jobs` };
    await engine.prepare(pool, place.jobs);
    const store = postgresStore(onPgPool(pool).client, {
      schema,
      carrier: engine.carrier(place.jobs),
    });
    await store.migrate();
    await pool.query(recordings(schema));
    const orders = createOrders({ lifecycle: cod(), store, ...recordingShop(pool, schema) });
    const received = async () =>
      (
        await pool.query<{ effect_id: string }>(
          `select effect_id from ${schema}.received order by place`,
        )
      ).rows.map(({ effect_id }) => effect_id);

    const workers = await Promise.all(
      [1, 2].map(async () => {
        const program = new URL('programs/worker.ts', import.meta.url);
        let ready = false;
        const worker = startProgram<string>(program, () => (ready = true));
        worker.tell(place);
        await vi.waitFor(() => expect(ready).toBe(true), soon);
        return worker;
      }),
    );
    const ids = Array.from({ length: 200 }, (_, count) => `o${count}`);
    const lives = Promise.all(
      ids.map(async (id) => {
        for (const [event, by] of lifeTo.delivered) {
          const options = { actor: actor(by) };
          assertApplied(
            event.type === 'place'
              ? await orders.place(draft({ id }), options)
              : await orders.send(id, event, options),
          );
        }
      }),
    );
    await vi.waitFor(async () => expect((await received()).length).toBeGreaterThan(50), {
      ...soon,
      interval: 10,
    });
    await workers[0]?.kill();
    await lives;

    await vi.waitFor(async () => expect(await engine.waiting(pool, place.jobs)).toEqual([]), soon);
    await vi.waitFor(async () => {
      await engine.sweep(pool, place.jobs);
      expect(await orders.effects.list({ state: 'pending' })).toEqual([]);
    }, soon);

    const { rows } = await pool.query<Owed>(
      `select effect_id, state, effect->>'type' as type from ${schema}.cod_effects
       order by order_id, version, position`,
    );
    expect(rows.filter(({ state }) => state !== 'done')).toEqual([]);
    const owed = rows.filter(({ type }) => heard.test(type)).map(({ effect_id }) => effect_id);
    // Three calls of hooks, and the stock that is held and that goes out.
    expect(owed).toHaveLength(200 * 5);
    const inOrder = byOrder(await received());
    expect(Object.keys(inOrder)).toHaveLength(200);
    expect(inOrder).toEqual(byOrder(owed));
  });
}
