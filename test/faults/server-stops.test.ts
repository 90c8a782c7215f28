import { afterAll, beforeAll, expect, it } from 'vitest';
import { postgresServer } from '../support/postgres-server.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { aftermath } from './aftermath.ts';
import { chance } from './chance.ts';
import type { Said } from './command.ts';
import { freshSchema } from './fresh-place.ts';
import { gate } from './gate.ts';
import { journal } from './journal.ts';
import { workInLanes } from './lanes.ts';
import { openPlace } from './place.ts';
import type { Place } from './place.ts';
import { ordersOn } from './shop-under-fault.ts';
import { record } from './tally.ts';

const stops = 6;
let server: PostgresServer;
let isUp = true;
beforeAll(async () => {
  server = await postgresServer();
});
afterAll(async () => {
  // A server that is down cannot be ended.
  if (!isUp) await server.start();
  await server.remove();
});

it('a server that is stopped at once under load, again and again, loses and doubles nothing', async () => {
  const place: Place = { kind: 'postgres', url: server.url, schema: freshSchema() };
  const told = journal();
  const luck = chance(5);
  let goesOn = true;
  let left = 0;
  let enough = gate();
  const say = (said: Said): void => {
    told.hear(said);
    left -= said.say === 'acknowledged' ? 1 : 0;
    if (left === 0) enough.open();
  };
  const shops = await Promise.all([openPlace(place), openPlace(place)]);
  const work = shops.map(async ({ store }, index) =>
    workInLanes({
      orders: ordersOn(store),
      lanes: 4,
      name: `w${index}`,
      seed: index + 1,
      say,
      goesOn: () => goesOn,
    }),
  );

  const stopping = async (): Promise<void> => {
    try {
      for (let times = 0; times < stops; times += 1) {
        enough = gate();
        left = 20 + luck.below(40);
        await enough.passed;
        isUp = false;
        await server.kill();
        await server.start();
        isUp = true;
      }
    } finally {
      goesOn = false;
    }
  };
  await Promise.all([stopping(), ...work]);
  await Promise.all(shops.map(async ({ close }) => close()));

  const { acknowledged, lost, doubled } = await aftermath(place, told.acknowledged);
  expect(told.unfinished()).toEqual([]);
  expect(told.counts.unknown + told.counts.notApplied).toBeGreaterThan(0);
  record('serverStopped', {
    times: stops,
    acknowledged,
    sentAgain: told.counts.retried,
    lost,
    doubled,
  });
});
