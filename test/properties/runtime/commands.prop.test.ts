import * as fc from 'fast-check';
import { cod, createOrders, replay } from 'cod-lifecycle';
import type { CommandOptions, OrderEvent } from 'cod-lifecycle';
import { memoryInventory, memoryStore } from 'cod-lifecycle/memory';
import {
  arbitraryActor,
  arbitraryDraft,
  arbitraryEvent,
  arbitraryLife,
} from 'cod-lifecycle/testing';
import { describe, expect, it } from 'vitest';
import { runs } from '../lifecycle/runs.ts';
import { scatteredStore } from './scattered-store.ts';

const now = '2027-01-15T09:00:00.000Z';
const agent = { kind: 'agent', id: 'salma' } as const;

interface Command {
  readonly event: OrderEvent;
  readonly options: CommandOptions & { readonly commandId: string };
}

/** What was sent in a life, as commands for a runtime: each with an id of its own. The stock speaks for itself. */
const commands = arbitraryLife({ policy: {}, maxEvents: 12 }).map(({ steps }) =>
  steps
    .slice(1)
    .filter(({ event }) => event.type !== 'record_reservation')
    .map(({ event, context: { actor } }, index): Command => ({
      event,
      options: { actor, commandId: `command-${index}` },
    })),
);

/** Some commands, each as often as somebody pressed the button, in any order. */
const presses = commands.chain((all) =>
  fc.record({
    all: fc.constant(all),
    turns: fc.array(fc.nat(Math.max(0, all.length - 1)), { maxLength: 3 * all.length }),
  }),
);

async function shop(store = memoryStore({ now: () => now })) {
  const inventory = memoryInventory({ SOAP: 1e9, 'ARGAN-50': 1e9, constructor: 1e9 });
  const lifecycle = cod();
  const orders = createOrders({ lifecycle, store, inventory });
  return { orders, inventory, lifecycle };
}

type Shop = Awaited<ReturnType<typeof shop>>;

/** What must be true of any order after any commands; gives its history by command id. */
async function expectSound({ orders, lifecycle, inventory }: Shop, id: string) {
  const order = await orders.get(id);
  const { rows } = await orders.history(id, { limit: 1000 });
  const entries = rows.map(({ tenant: _tenant, orderId: _orderId, ...entry }) => entry);
  expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
  expect(new Set(rows.map(({ commandId }) => commandId)).size).toBe(rows.length);
  expect(replay(lifecycle, entries)).toEqual(order);
  expect(order?.version).toBe(rows.length);
  const units = (key: 'reserved' | 'out') =>
    (order?.stock ?? []).reduce((sum, row) => sum + row[key], 0);
  const shelf = ['SOAP', 'ARGAN-50', 'constructor'].map((sku) => inventory.stock(sku));
  expect(shelf.reduce((sum, { reserved }) => sum + reserved, 0)).toBe(units('reserved'));
  expect(shelf.reduce((sum, { out }) => sum + out, 0)).toBe(units('out'));
  return rows;
}

const send = ({ orders }: Shop, id: string, { event, options }: Command) =>
  orders.send(id, event as { type: 'add_note'; text: string }, options);

describe('commands sent again, out of turn, all at once', () => {
  it('apply at most once each, however the trips to the store fall', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryDraft(),
        presses,
        fc.scheduler(),
        async (draft, { all, turns }, scheduler) => {
          const store = memoryStore({ now: () => now });
          const plain = await shop(store);
          const placed = await plain.orders.place({ ...draft, id: 'order-1' }, { actor: agent });
          expect(placed.kind).toBe('applied');

          const hasty = {
            ...plain,
            ...(await shop(scatteredStore(store, scheduler))),
            inventory: plain.inventory,
          };
          const pressed = turns.flatMap((turn) => all.slice(turn, turn + 1));
          const racing = Promise.all(pressed.map((command) => send(hasty, 'order-1', command)));
          const outcomes = await scheduler.waitFor(racing);

          const rows = await plain.orders.history('order-1', { limit: 1000 });
          for (const { options } of all) {
            const mine = outcomes.filter(
              (_, index) => pressed[index]?.options.commandId === options.commandId,
            );
            const applied = mine.filter(({ kind }) => kind === 'applied').length;
            const written = rows.rows.filter(
              ({ commandId }) => commandId === options.commandId,
            ).length;
            expect(applied).toBe(written);
            expect(written).toBeLessThanOrEqual(1);
          }
          const order = await plain.orders.get('order-1');
          expect(order?.version).toBe(rows.rows.length);
        },
      ),
      runs(150),
    );
  });

  it('leave an order, a history, a stock and books that agree', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDraft(), presses, async (draft, { all, turns }) => {
        const place = await shop();
        await place.orders.place({ ...draft, id: 'order-1' }, { actor: agent });
        const pressed = [...turns.flatMap((turn) => all.slice(turn, turn + 1)), ...all];
        await Promise.all(pressed.map((command) => send(place, 'order-1', command)));
        await place.orders.effects.drain();
        const rows = await expectSound(place, 'order-1');
        expect(rows.length).toBeGreaterThan(0);
      }),
      runs(200),
    );
  });

  it('come to the same when a whole day of them is sent a second time', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDraft(), commands, async (draft, all) => {
        const place = await shop();
        const draftWithId = { ...draft, id: 'order-1' };
        await place.orders.place(draftWithId, { actor: agent, commandId: 'placing' });
        const applied = new Set<string>();
        for (const command of all) {
          const { kind } = await send(place, 'order-1', command);
          if (kind === 'applied') applied.add(command.options.commandId);
        }
        await place.orders.effects.drain();
        const before = await expectSound(place, 'order-1');
        const again = await place.orders.place(draftWithId, { actor: agent, commandId: 'placing' });
        expect(again.kind).toBe('duplicate');
        for (const command of all.filter(({ options }) => applied.has(options.commandId))) {
          const outcome = await send(place, 'order-1', command);
          expect(outcome.kind).toBe('duplicate');
          expect(outcome).toHaveProperty('entry.commandId', command.options.commandId);
        }
        expect(await expectSound(place, 'order-1')).toEqual(before);
      }),
      runs(150),
    );
  });

  it('place one order for one source, however often and however fast it is told', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryDraft(),
        fc.integer({ min: 2, max: 6 }),
        fc.scheduler(),
        async (draft, times, scheduler) => {
          const source = { kind: 'shopify', shop: 'a.example', externalId: '1' };
          const { orders } = await shop(scatteredStore(memoryStore({ now: () => now }), scheduler));
          const told = Array.from({ length: times }, () =>
            orders.place({ ...draft, source }, { actor: agent }),
          );
          const outcomes = await scheduler.waitFor(Promise.all(told));
          expect(outcomes.filter(({ kind }) => kind === 'applied')).toHaveLength(1);
          expect(outcomes.filter(({ kind }) => kind === 'duplicate')).toHaveLength(times - 1);
          const ids = new Set(
            outcomes.map((outcome) => ('order' in outcome ? outcome.order?.id : null)),
          );
          expect(ids.size).toBe(1);
        },
      ),
      runs(100),
    );
  });
});

describe('a refused command', () => {
  it('changes nothing: neither the order, nor its history, nor what is owed', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryDraft(),
        commands,
        arbitraryEvent(),
        arbitraryActor(),
        async (draft, all, event, actor) => {
          const place = await shop();
          const { orders } = place;
          await orders.place({ ...draft, id: 'order-1' }, { actor: agent });
          for (const command of all) await send(place, 'order-1', command);
          const state = async () => [
            await orders.get('order-1'),
            await orders.history('order-1', { limit: 1000 }),
            await orders.effects.list({ state: 'pending', limit: 1000 }),
            await orders.effects.list({ state: 'done', limit: 1000 }),
            await orders.counts(),
          ];
          const before = await state();
          const tried = { event, options: { actor, commandId: 'tried' } };
          const dry = await send(place, 'order-1', {
            event,
            options: { ...tried.options, dryRun: true },
          });
          expect(await state()).toEqual(before);
          const outcome = await send(place, 'order-1', tried);
          expect(outcome.kind).toBe(dry.kind);
          fc.pre(outcome.kind !== 'applied');
          expect(await state()).toEqual(before);
        },
      ),
      runs(200),
    );
  });
});
