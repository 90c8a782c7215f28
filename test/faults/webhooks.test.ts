import { expect, it } from 'vitest';
import { aftermath } from './aftermath.ts';
import { freshPlace } from './fresh-place.ts';
import { gate } from './gate.ts';
import type { Place } from './place.ts';
import { startProgram } from './program.ts';
import { record } from './tally.ts';
import type { Deliveries, Told } from './webhook-clients.ts';

const program = new URL('webhook-clients.ts', import.meta.url);
const processes = [1, 2, 3, 4];
const clients = 6;
const webhooks = 20;

/** Starts all processes, lets them begin together, and adds up what their deliveries came to. */
async function deliver(place: Place, times: number): Promise<Readonly<Record<string, number>>> {
  const total: Record<string, number> = {};
  const started = await Promise.all(
    processes.map(async () => {
      const ready = gate();
      const client = startProgram<Told>(program, (told) => {
        if (told.say === 'ready') return ready.open();
        for (const [outcome, count] of Object.entries(told.outcomes)) {
          total[outcome] = (total[outcome] ?? 0) + count;
        }
      });
      await Promise.race([ready.passed, client.ended()]);
      return client;
    }),
  );
  for (const [index, client] of started.entries()) {
    client.tell({ place, clients, webhooks, times, seed: index } satisfies Deliveries);
  }
  await Promise.all(started.map(async (client) => client.ended()));
  return total;
}

it.each([
  ['a PostgreSQL server', 12, 'webhooksOnPostgres', 'postgres', ''],
  ['a PostgreSQL server of serializable transactions', 3, null, 'postgres', 'serializable'],
  ['a SQLite file', 12, 'webhooksOnSqlite', 'sqlite', ''],
] as const)(
  '24 clients of %s that deliver every signed webhook %i times place each order once',
  async (_, times, fault, kind, isolation) => {
    const fresh = freshPlace(kind);
    const place =
      fresh.kind === 'postgres' && isolation !== ''
        ? {
            ...fresh,
            url: `${fresh.url}?options=-c%20default_transaction_isolation%3D${isolation}`,
          }
        : fresh;
    const { store_failed: failed = 0, ...outcomes } = await deliver(place, times);
    const deliveries = processes.length * clients * webhooks * times;
    expect(outcomes).toEqual({
      '200 applied': webhooks,
      '200 duplicate': deliveries - webhooks,
    });

    const { orders, history, lost, doubled } = await aftermath(place);
    const sources = orders.map(({ source_external_id }) => source_external_id);
    expect(sources.toSorted()).toEqual(
      Array.from({ length: webhooks }, (_, number) => String(7000 + number)),
    );
    expect(history.filter(({ event_type }) => event_type === 'place')).toHaveLength(webhooks);
    if (fault === null) return;
    const sentAgain = deliveries - webhooks + failed;
    record(fault, { times: deliveries, acknowledged: webhooks, sentAgain, lost, doubled });
  },
);
