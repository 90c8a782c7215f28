import { randomInt } from 'node:crypto';
import { DBOS, DBOSClient } from '@dbos-inc/dbos-sdk';
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import { postgresStore } from 'cod-lifecycle/postgres';
import { actor, usual } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import { soon } from '../../support/soon.ts';
import { startProgram } from '../../faults/program.ts';
import type { Program } from '../../faults/program.ts';
import { onPgPool } from '../postgres/libraries/pg.ts';
import { freshSchema } from '../postgres/swept-schemas.ts';
import { poolFor, unhurriedDisk } from './carried-shop.ts';
import { applicationName, ledgers, startingHooks } from './dbos-shop.ts';
import type { DbosPlace } from './dbos-shop.ts';

const worker = new URL('programs/dbos-worker.ts', import.meta.url);
const agent = { actor: actor('agent') };

/** A shop that takes orders in, and leaves what they owe to workers. */
async function shopOnDbos() {
  const pool = poolFor();
  const schema = freshSchema();
  const system = `${schema}_dbos`;
  const url = unhurriedDisk();
  const print = vi.spyOn(console, 'log').mockReturnValue();
  await DBOS.migrate(inject('postgres'), { schemaName: system });
  print.mockRestore();
  const dbos = await DBOSClient.create({
    systemDatabaseUrl: url,
    systemDatabaseSchemaName: system,
    systemDatabasePoolSize: 2,
    applicationName,
  });
  onTestFinished(async () => dbos.destroy());
  const store = postgresStore(onPgPool(pool).client, { schema });
  await store.migrate();
  await pool.query(ledgers(schema));
  const orders = createOrders({
    lifecycle: cod(),
    store,
    on: startingHooks(dbos),
    handOver: 'by_drain',
  });

  return {
    dbos,
    orders,
    place: (executorID: string, deaths: readonly string[] = []): DbosPlace => ({
      url,
      schema,
      system,
      executorID,
      deaths,
    }),
    rows: async <Row extends object>(query: string): Promise<readonly Row[]> =>
      (await pool.query<Row>(query.replaceAll('$shop', schema).replaceAll('$dbos', system))).rows,
    confirmed: async (id: string) => {
      assertApplied(await orders.place(draft({ id }), agent));
      assertApplied(await orders.send(id, usual.confirm, agent));
    },
    events: async (id: string) =>
      (await orders.history(id)).rows.map(({ event, from, to }) =>
        from === to ? event.type : `${event.type} → ${to}`,
      ),
  };
}

/** A worker that is started again, under its own name, as often as it dies. */
function keptUp(place: DbosPlace) {
  let starts = 0;
  let ready = false;
  let stopped = false;
  let program: Program | undefined;
  const start = (): void => {
    starts += 1;
    program = startProgram(worker, () => (ready = true));
    program.tell(place);
    program.ended().catch(() => {
      ready = false;
      if (!stopped) start();
    });
  };
  start();
  const stop = async (): Promise<void> => {
    stopped = true;
    await program?.kill();
  };
  onTestFinished(stop);
  return {
    name: place.executorID,
    starts: () => starts,
    ready: () => ready,
    kill: async () => program?.kill(),
    stop,
  };
}

interface Named {
  readonly name: string;
}

/** Who has workflows under way. */
const underWay = `select distinct executor_id as name from $dbos.workflow_status
  where status = 'PENDING'`;
/** Workflows that have not ended. */
const open = `select from $dbos.workflow_status where status in ('PENDING', 'ENQUEUED', 'DELAYED')`;

const packed = [
  'place → new',
  'confirm → confirmed',
  'assign_tracking',
  'assign',
  'start_processing → processing',
  'complete_packaging',
  'attach_label',
];

describe('DBOS', () => {
  it('goes on where its process died, and hears that the order knows the event already', async () => {
    const { dbos, orders, place, rows, confirmed, events } = await shopOnDbos();
    await confirmed('o1');
    const deaths = ['o1 bookCourier', 'o1 book', 'o1 assign_tracking'];
    const [booking] = (await orders.effects.list({ state: 'pending' })).filter(
      ({ effect }) => effect.type === 'call_hook',
    );
    const id = known(booking).effectId;

    for (const death of deaths) {
      const { tell, ended } = startProgram(worker, () => undefined);
      tell(place('w1', deaths));
      await expect(ended()).rejects.toThrow('ended with null');
      expect(await rows('select name from $shop.deaths')).toContainEqual({ name: death });
      // It waits for the process that has its name, and for nobody else.
      expect((await dbos.retrieveWorkflow(id).getStatus())?.status).toMatch(/PENDING|ENQUEUED/);
    }
    startProgram(worker, () => undefined).tell(place('w1', deaths));

    const outcomes = await dbos.retrieveWorkflow<Promise<string[]>>(id).getResult();
    expect(outcomes).toEqual(['duplicate', 'applied', 'applied']);
    await vi.waitFor(async () => expect(await events('o1')).toEqual(packed), soon);
    expect(await rows('select key, order_id, cancelled from $shop.bookings')).toEqual([
      { key: id, order_id: 'o1', cancelled: false },
    ]);
    const run = await rows<{ step: string }>(
      `select step from $shop.steps_run where key = '${id}' order by place`,
    );
    expect(run.map(({ step }) => step)).toEqual([
      'book',
      'book',
      'assign_tracking',
      'assign_tracking',
      'assign',
      'start_processing',
    ]);
  });

  it('leaves what a process had begun to nobody else, until it is put into a queue again', async () => {
    const { dbos, place, rows, confirmed, events } = await shopOnDbos();
    await confirmed('o1');
    const first = startProgram(worker, () => undefined);
    first.tell(place('w1', ['o1 book']));
    await expect(first.ended()).rejects.toThrow('ended with null');
    const [left] = await rows<Named>(underWay.replace('executor_id', 'workflow_uuid'));
    const id = known(left).name;

    startProgram(worker, () => undefined).tell(place('w2'));
    await confirmed('o2');
    await vi.waitFor(async () => expect(await events('o2')).toEqual(packed), soon);
    expect((await dbos.retrieveWorkflow(id).getStatus())?.status).toBe('PENDING');
    expect(await events('o1')).toEqual(packed.slice(0, 2));

    await dbos.resumeWorkflow(id);
    await vi.waitFor(async () => expect(await events('o1')).toEqual(packed), soon);
    expect(await rows(`select key from $shop.bookings where order_id = 'o1'`)).toEqual([
      { key: id },
    ]);
  });

  it('loses and doubles nothing of 48 orders while three processes are killed at random', async () => {
    const { orders, place, rows, confirmed, events } = await shopOnDbos();
    const deaths = [
      'o0 bookCourier',
      'o7 book',
      'o14 assign_tracking',
      'o21 pack',
      'o30 attach_label',
    ];
    const workers = ['w1', 'w2', 'w3'].map((name) => keptUp(place(name, deaths)));
    const ids = Array.from({ length: 48 }, (_, count) => `o${count}`);
    const changedTheirMinds = new Set(ids.filter((_, count) => count % 5 === 3));

    /** Kills one of those who are in the middle of a workflow; none where all were too quick. */
    const strike = async (): Promise<number> =>
      vi.waitFor(
        async () => {
          const busy = new Set((await rows<Named>(underWay)).map(({ name }) => name));
          const struck = workers.filter(({ name, ready }) => ready() && busy.has(name));
          if (struck.length > 0) {
            await known(struck[randomInt(struck.length)]).kill();
            return 1;
          }
          expect(await rows(open)).toEqual([]);
          expect(await orders.effects.list({ state: 'pending' })).toEqual([]);
          return 0;
        },
        { ...soon, interval: 5 },
      );
    let blows = 0;
    for (let first = 0; first < ids.length; first += 8) {
      await Promise.all(
        ids.slice(first, first + 8).map(async (id) => {
          await confirmed(id);
          if (changedTheirMinds.has(id)) {
            assertApplied(await orders.send(id, usual.cancel, agent));
          }
        }),
      );
      blows += await strike();
    }
    await vi.waitFor(async () => {
      expect(await orders.effects.list({ state: 'pending' })).toEqual([]);
      expect(await rows(open)).toEqual([]);
    }, soon);
    for (const { stop } of workers) await stop();

    // Each workflow is there once, under the id of the effect that asked for it, and came to its end.
    expect(await orders.effects.list({ state: 'dead' })).toEqual([]);
    const owed = await rows<Named>(
      `select effect_id as name from $shop.cod_effects
       where effect->>'type' = 'call_hook' order by name`,
    );
    const ended = await rows<Named & { readonly status: string }>(
      'select workflow_uuid as name, status from $dbos.workflow_status order by name',
    );
    expect(ended).toEqual(owed.map(({ name }) => ({ name, status: 'SUCCESS' })));

    // Each order has what it should have, once.
    const bookings = await rows<{ readonly order_id: string; readonly cancelled: boolean }>(
      'select order_id, cancelled from $shop.bookings',
    );
    expect(bookings.map(({ order_id }) => order_id).toSorted()).toEqual(ids.toSorted());
    for (const { order_id, cancelled } of bookings) {
      const told = await events(order_id);
      const gaveUp = told.indexOf('cancel → cancelled');
      expect(gaveUp >= 0).toBe(changedTheirMinds.has(order_id));
      // What came before is as it would have been, and nothing came after.
      expect(told).toEqual(gaveUp < 0 ? packed : [...packed.slice(0, gaveUp), told[gaveUp]]);
      const inTime = gaveUp >= 0 && gaveUp <= packed.indexOf('start_processing → processing');
      expect(cancelled).toBe(inTime);
    }

    // All of it was put to the test: they died in the middle of workflows, which were taken up again.
    expect(await rows('select from $shop.deaths')).toHaveLength(deaths.length);
    expect(blows).toBeGreaterThan(0);
    const starts = workers.reduce((sum, { starts }) => sum + starts(), 0);
    expect(starts).toBeGreaterThanOrEqual(workers.length + blows);
    const again = await rows('select from $dbos.workflow_status where recovery_attempts > 1');
    expect(again.length).toBeGreaterThan(0);
  });
});
