import { expect, it, vi } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import { postgresStore } from 'cod-lifecycle/postgres';
import { actor, lifeTo } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import { chance } from '../../faults/chance.ts';
import { startProgram } from '../../faults/program.ts';
import type { Program } from '../../faults/program.ts';
import { onPgPool } from '../postgres/libraries/pg.ts';
import { freshSchema } from '../postgres/swept-schemas.ts';
import { poolFor, unhurriedDisk } from './carried-shop.ts';
import type { Engine } from './engine.ts';
import { recordings, recordingShop } from './recorder.ts';
import type { Place, Role } from './recorder.ts';

interface Owed {
  readonly effect_id: string;
  readonly state: string;
  readonly type: string;
}

const soon = { timeout: 60_000, interval: 250 };
const heard = /^(call_hook|.*_stock)$/;

/** Names of effects by order, in the order in which they stand. */
function byOrder(names: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const grouped: Record<string, string[]> = {};
  for (const name of names) (grouped[known(name.split('/')[1])] ??= []).push(name);
  return grouped;
}

/** Starts a process, and waits until it is at work. */
async function start(place: Place, role: Role): Promise<Program> {
  let ready = false;
  const program = startProgram<string>(
    new URL('programs/worker.ts', import.meta.url),
    () => (ready = true),
  );
  program.tell({ ...place, role });
  await vi.waitFor(() => expect(ready).toBe(true), soon);
  return program;
}

/** Kills processes on the way, and looks for what was lost. */
export function killedWorkers(engine: Engine, redis?: string): void {
  const roles: readonly Role[] = engine.relay
    ? ['worker', 'worker', 'relay', 'relay']
    : ['worker', 'worker'];
  // What a killed worker has taken, an engine with a carrier gives to nobody else before the test is over.
  const kills = engine.relay ? 12 : 1;

  it(
    `loses nothing of 200 orders, whoever of ${roles.length} processes is killed on the way`,
    { timeout: 180_000 },
    async () => {
      const pool = poolFor();
      const schema = freshSchema();
      const place: Place = {
        engine: engine.name,
        url: unhurriedDisk(),
        schema,
        jobs: `${schema}_jobs`,
        ...(redis && { redis }),
      };
      await engine.prepare(pool, place.jobs);
      const store = postgresStore(onPgPool(pool).client, {
        schema,
        ...(engine.carrier && { carrier: engine.carrier(place.jobs) }),
      });
      const site = { pool, jobs: place.jobs, store };
      await store.migrate();
      await pool.query(recordings(schema));
      const orders = createOrders({
        lifecycle: cod(),
        store,
        ...(engine.relay && { handOver: 'by_drain' }),
        ...recordingShop(pool, schema),
      });
      const received = async () =>
        (
          await pool.query<{ effect_id: string }>(
            `select effect_id from ${schema}.received order by place`,
          )
        ).rows.map(({ effect_id }) => effect_id);

      const { below } = chance(1);
      const programs = roles.map(async (role) => start(place, role));
      await Promise.all(programs);
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
      for (let count = 0; count < kills; count += 1) {
        // Spread over most of the 1,000 that there are.
        const enough = 50 + (count * 750) / kills;
        await vi.waitFor(async () => expect((await received()).length).toBeGreaterThan(enough), {
          ...soon,
          interval: 10,
        });
        const victim = below(roles.length);
        await (await programs[victim])?.kill();
        // Nobody waits for it: the next one may go before it is there.
        programs[victim] = start(place, known(roles[victim]));
      }
      await Promise.all(programs);
      await lives;

      await vi.waitFor(async () => expect(await engine.waiting(site)).toEqual([]), soon);
      await vi.waitFor(async () => {
        await engine.sweep(site);
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
    },
  );
}
