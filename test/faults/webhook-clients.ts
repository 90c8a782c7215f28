/** A process of several clients, each with connections of its own, which all deliver the same webhooks again and again. */
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { CodError } from 'cod-lifecycle';
import { shopify } from 'cod-lifecycle/shopify';
import { delivery, orderWith, secret } from '../fixtures/shopify/delivery.ts';
import { chance } from './chance.ts';
import { openPlace } from './place.ts';
import type { Place } from './place.ts';
import { ordersOn } from './shop-under-fault.ts';

/** What the process is told to begin with. */
export interface Deliveries {
  readonly place: Place;
  readonly clients: number;
  readonly webhooks: number;
  readonly times: number;
  readonly seed: number;
}

export type Told =
  | { readonly say: 'ready' }
  | {
      readonly say: 'delivered';
      /** How many receptions came to what. */
      readonly outcomes: Readonly<Record<string, number>>;
    };

const say = (told: Told): void => void process.stdout.write(`${JSON.stringify(told)}\n`);
const outcomes: Record<string, number> = {};
const count = (outcome: string): void => {
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
};

const webhook = (number: number) =>
  delivery(
    orderWith({
      id: 7000 + number,
      admin_graphql_api_id: `gid://shopify/Order/${7000 + number}`,
      name: `#${7000 + number}`,
    }),
  );

async function client({ place, webhooks, times, seed }: Deliveries): Promise<void> {
  const luck = chance(seed);
  const { store, close } = await openPlace(place, { pool: { max: 1 } });
  const orders = ordersOn(store, () => undefined);
  const shop = shopify({ secrets: [secret] });
  const bodies = Array.from({ length: webhooks }, (_, number) => webhook(number));
  const deliveries = bodies
    .flatMap((body) => Array.from({ length: times }, () => ({ body, turn: luck.below(2 ** 31) })))
    .toSorted((a, b) => a.turn - b.turn);

  for (const { body } of deliveries) {
    for (let answered = false; !answered;) {
      try {
        const { status, outcomes: received } = await orders.receive(await shop.read(body));
        count(`${status} ${received.map(({ kind }) => kind).join(' ')}`);
        answered = true;
      } catch (error) {
        // The shop delivers again what was not answered.
        if (!CodError.is(error)) throw error;
        count(error.code);
        await pause(10);
      }
    }
  }
  await close();
}

process.stdin.on('end', () => process.exit());
const lines = createInterface({ input: process.stdin });
flushCompileCache();
const begins = once(lines, 'line');
say({ say: 'ready' });
const [line] = (await begins) as [string];
const deliveries = JSON.parse(line) as Deliveries;
await Promise.all(
  Array.from({ length: deliveries.clients }, async (_, index) =>
    client({ ...deliveries, seed: deliveries.seed * 100 + index }),
  ),
);
say({ say: 'delivered', outcomes });
process.exit();
