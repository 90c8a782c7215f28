import { expect, it, onTestFinished, vi } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import { bullEngine, bullOnRedis } from '../contract/engines/bull.ts';
import { carriedShop } from '../contract/engines/carried-shop.ts';
import { actor, lifeTo } from '../support/life.ts';
import { soon } from '../support/soon.ts';
import { redisServer } from './redis-server.ts';

const agent = { actor: actor('agent') };
const note = { type: 'add_note', text: 'Call after six' } as const;

it.each([
  ['with what it had written', 'yes'],
  ['empty', 'no'],
] as const)(
  'nothing is lost, doubled or out of order when Redis is killed under load, and comes back %s',
  async (_, appendonly) => {
    const redis = await redisServer(appendonly);
    onTestFinished(redis.remove);
    const seen: string[] = [];
    const add_note = ({ effectId }: { readonly effectId: string }) => void seen.push(effectId);
    const { orders, live, waiting, working } = await carriedShop(
      bullEngine(bullOnRedis(redis.url)),
      { on: { event: { add_note } } },
    );
    const ids = Array.from({ length: 50 }, (__, count) => `o${count}`);
    for (const id of ids) await live(id, lifeTo.new);

    const noteTwice = async () =>
      Promise.all(
        ids.map(async (id) => {
          for (let count = 0; count < 2; count += 1) {
            assertApplied(await orders.send(id, note, agent));
          }
        }),
      );

    await working(async () => {
      for (let round = 1; round <= 3; round += 1) {
        const handedOver = seen.length;
        const sent = noteTwice();
        await vi.waitFor(() => expect(seen.length).toBeGreaterThan(handedOver), soon);
        await redis.kill();
        await sent;
        // Whoever sends a command needs no Redis.
        await noteTwice();
        expect(seen.length).toBeLessThan(ids.length * round * 4);
        await redis.start();
      }
      await vi.waitFor(async () => expect(await waiting()).toEqual([]), soon);
    }, 2);

    for (const id of ids) {
      const versions = seen
        .filter((name) => name.includes(`/${id}/`))
        .map((name) => Number(name.split('/')[2]));
      expect(versions).toEqual(Array.from({ length: 12 }, (__, count) => count + 2));
    }
  },
);
