import type { JobsOptions } from 'bullmq';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import { bullMqProcessor, bullMqRelay } from 'cod-lifecycle/bullmq';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import { soon } from '../../support/soon.ts';
import { bullEngine } from './bull.ts';
import type { Bull } from './bull.ts';
import { carriedShop } from './carried-shop.ts';

const agent = { actor: actor('agent') };
const note = { type: 'add_note', text: 'Call after six' } as const;

/** A shop, a queue that stays open, and a relay between them. */
async function relayedShop(
  bull: Bull,
  { seen = [], defaults }: { seen?: string[]; defaults?: JobsOptions } = {},
) {
  const add_note = ({ effectId }: { readonly effectId: string }) => void seen.push(effectId);
  const on = { event: { add_note }, attention: { call_due: () => undefined } };
  const shop = await carriedShop(bullEngine(bull), { on });
  const queue = bull.queue(shop.site, defaults);
  queue.on('error', () => undefined);
  onTestFinished(async () => queue.close());
  const relay = bullMqRelay(queue, shop.store);
  /** Whose jobs wait. */
  const queued = async () => (await queue.getWaiting()).map(({ data }) => data);
  return { ...shop, queue, relay, queued };
}

/** What only an engine that a relay serves has to do. */
export function relaying(bull: Bull): void {
  describe('a relay', () => {
    it('adds one job for an order, however often relays look, and at once', async () => {
      const { orders, live, relay, queued } = await relayedShop(bull);
      await live('o1', lifeTo.new);
      for (let count = 0; count < 3; count += 1)
        assertApplied(await orders.send('o1', note, agent));
      const looks = await Promise.all(Array.from({ length: 4 }, async () => relay.look()));
      expect(looks).toEqual([1, 1, 1, 1]);
      await relay.look();
      expect(await queued()).toEqual([{ tenant: 'default', orderId: 'o1' }]);
    });

    it('adds none before its time, and one for all that is due', async () => {
      const { orders, live, clock, relay, queued } = await relayedShop(bull);
      await live('o1', lifeTo.new);
      assertApplied(await orders.send('o1', usual.failedCall, agent));
      await orders.effects.drain();
      expect(await relay.look()).toBe(0);
      expect(await queued()).toEqual([]);
      clock.pass({ minutes: 24 * 60 });
      assertApplied(await orders.send('o1', note, agent));
      expect(await relay.look()).toBe(1);
      expect(await queued()).toHaveLength(1);
    });

    it('takes no order for another one', async () => {
      const { orders, relay, queued } = await relayedShop(bull);
      const names = [
        ['a', 'b","c'],
        ['a","b', 'c'],
        ['a:b', 'c'],
        ['a', 'b:c'],
      ] as const;
      for (const [tenant, id] of names) {
        assertApplied(await orders.place(draft({ id }), { ...agent, tenant }));
        assertApplied(await orders.send(id, note, { ...agent, tenant }));
      }
      expect(await relay.look()).toBe(4);
      expect(
        new Set((await queued()).map(({ tenant, orderId }) => `${tenant} ${orderId}`)),
      ).toEqual(new Set(names.map(([tenant, id]) => `${tenant} ${id}`)));
    });

    it('does not forget what an order comes to owe while its job ends', async () => {
      const seen: string[] = [];
      const { site, orders, live, relay, queued } = await relayedShop(bull, { seen });
      await live('o1', lifeTo.new);
      assertApplied(await orders.send('o1', note, agent));
      let end = (): void => undefined;
      const held = new Promise<void>((resolve) => (end = resolve));
      const handOver = bullMqProcessor(orders);
      const worker = bull.worker(site, async (job) => {
        await handOver(job);
        await held;
      });
      onTestFinished(async () => worker.close());
      await relay.look();
      await vi.waitFor(() => expect(seen).toHaveLength(1), soon);

      assertApplied(await orders.send('o1', note, agent));
      expect(await relay.look()).toBe(1);
      expect(await queued()).toEqual([]);
      end();
      await vi.waitFor(async () => {
        await relay.look();
        expect(seen).toEqual(['default/o1/2/0', 'default/o1/3/0']);
      }, soon);
    });

    it('adds the job of a failed one again, whatever the queue says of failures', async () => {
      const seen: string[] = [];
      const { site, orders, live, relay, queue } = await relayedShop(bull, {
        seen,
        defaults: { attempts: 5, backoff: 3_600_000, removeOnFail: false },
      });
      await live('o1', lifeTo.new);
      assertApplied(await orders.send('o1', note, agent));
      const handOver = bullMqProcessor(orders);
      let away = true;
      const worker = bull.worker(site, async (job) => {
        if (away) throw new Error('The database is away');
        return handOver(job);
      });
      onTestFinished(async () => worker.close());
      await relay.look();
      await vi.waitFor(async () => {
        expect(await queue.getJobCounts()).toMatchObject({ active: 0, delayed: 0, failed: 1 });
      }, soon);
      away = false;
      expect(await relay.look()).toBe(1);
      await vi.waitFor(() => expect(seen).toEqual(['default/o1/2/0']), soon);
      await vi.waitFor(async () => {
        expect(await queue.getJobCounts()).toMatchObject({ active: 0, completed: 0, failed: 1 });
      }, soon);
    });

    it('and workers lose nothing when the queue is emptied under them', async () => {
      const seen: string[] = [];
      const { orders, live, queue, waiting, working } = await relayedShop(bull, { seen });
      const ids = ['o1', 'o2', 'o3', 'o4'];
      for (const id of ids) await live(id, lifeTo.new);
      await working(async () => {
        for (let count = 0; count < 10; count += 1) {
          for (const id of ids) assertApplied(await orders.send(id, note, agent));
          if (count % 3 === 0) await queue.obliterate({ force: true });
        }
        await vi.waitFor(async () => expect(await waiting()).toEqual([]), soon);
      }, 2);
      for (const id of ids) {
        const versions = seen
          .filter((name) => name.includes(`/${id}/`))
          .map((name) => Number(known(name.split('/')[2])));
        expect(versions).toEqual(Array.from({ length: 10 }, (_, count) => count + 2));
      }
    });
  });
}
