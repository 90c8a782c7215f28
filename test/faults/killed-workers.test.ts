import { expect, it } from 'vitest';
import { aftermath } from './aftermath.ts';
import { chainOfWorkers } from './chain.ts';
import { freshPlace } from './fresh-place.ts';
import { openPlace } from './place.ts';
import { ordersOn } from './shop-under-fault.ts';
import { record } from './tally.ts';

const aDayMs = 86_400_000;

it.each([
  ['postgres', 30, 'killedOnPostgres'],
  ['sqlite', 26, 'killedOnSqlite'],
] as const)(
  'workers on %s that are killed %i times, two at a time, lose and double nothing',
  async (kind, kills, fault) => {
    const place = freshPlace(kind);
    const killed = { times: 0 };
    const chains = await Promise.all(
      [1, 2].map(async (seed) => chainOfWorkers({ place, seed, kills: kills / 2, killed })),
    );
    expect(killed.times).toBe(kills);

    // A calm day later: what the dead had begun to hand over is handed over again.
    const delivered = new Set(chains.flatMap(({ handedOver }) => handedOver));
    const { store, close } = await openPlace(place, { aheadMs: aDayMs });
    await ordersOn(store, (effectId) => delivered.add(effectId)).effects.drain();
    await close();

    const acknowledged = chains.flatMap((chain) => chain.acknowledged);
    const after = await aftermath(place, acknowledged);
    const owed = after.effects.filter(({ effect }) => /^(re|com|write).*_stock$/.test(effect.type));
    expect(after.effects.filter(({ state }) => state !== 'done')).toEqual([]);
    expect(owed.length).toBeGreaterThan(0);
    expect(owed.filter(({ effect_id }) => !delivered.has(effect_id))).toEqual([]);
    record(fault, {
      times: kills,
      acknowledged: after.acknowledged,
      sentAgain: chains.reduce((sum, { counts }) => sum + counts.retried, 0),
      lost: after.lost,
      doubled: after.doubled,
    });
  },
);
