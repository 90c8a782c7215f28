import { describe, expect, it, vi } from 'vitest';
import { status } from '../../unit/sms/gateway.ts';
import { soon } from '../../support/soon.ts';
import { eachHandOver, eachStore } from '../hooks/each-store.ts';
import { faults, yeses } from './gateways.ts';
import { firstTrip, expectLifeGoesOn, shopWithPost } from './shop-with-post.ts';
import { smsPost } from './sms-post.ts';
import type { SmsPost } from './sms-post.ts';

const someFaults = faults.filter(({ when }) =>
  ['is down', 'says nothing', 'answers 503'].includes(when),
);
const cases = [
  ...faults.map((fault) => ({ ...fault, handOver: 'after_commit' as const })),
  ...(['in_background', 'by_drain'] as const).flatMap((handOver) =>
    someFaults.map((fault) => ({ ...fault, handOver })),
  ),
];

/** Waits until the gateway has been asked so often. */
async function asked({ gateway }: SmsPost, times: number): Promise<void> {
  await vi.waitFor(() => expect(gateway.calls.length).toBeGreaterThanOrEqual(times), soon);
}

describe.each(eachStore)('a gateway of a shop on $name', ({ open }) => {
  it.each(cases)(
    'that $when holds no order up, $handOver, and each message arrives once',
    async ({ manner, reason, taken = false, timeoutMs, handOver }) => {
      const post = await smsPost(timeoutMs === undefined ? {} : { timeoutMs });
      await post.behaves(taken && manner !== 'down' ? post.taking(manner) : manner);
      const outage = { reason, taken, mend: post.mend };
      await expectLifeGoesOn(await open(), post, outage, { handOver });
    },
  );

  it.each(yeses)('that says yes $when has it', async ({ manner }) => {
    const post = await smsPost();
    await post.behaves(post.taking(manner));
    const shop = shopWithPost(await open(), post);
    await shop.setOut('o1');
    expect(await shop.orders.effects.list({ state: 'pending' })).toEqual([]);
    expect((await shop.deliver('o1')).status).toBe('delivered');
    expect(post.tries()).toEqual([firstTrip('o1')]);
    await shop.expectDiscreet();
  });

  it('that hangs is waited for by nobody in the background', async () => {
    const post = await smsPost();
    const hanging: (() => void)[] = [];
    await post.behaves((response) => void hanging.push(() => post.taking(status(202))(response)));
    // Minutes pass by the shop's clock: its claim is to last.
    const retry = { timeoutMs: 3_600_000 };
    const shop = shopWithPost(await open(), post, { handOver: 'in_background', retry });
    await shop.setOut('o1');
    await asked(post, 1);
    expect((await shop.deliver('o1')).status).toBe('delivered');
    expect(post.arrived()).toEqual([]);
    for (const answer of hanging) answer();
    await shop.settled();
    expect(post.arrived()).toEqual([firstTrip('o1')]);
    expect(post.tries()).toHaveLength(1);
  });

  it('that hangs does not keep a run from coming to its end', async () => {
    const post = await smsPost({ timeoutMs: 2_000 });
    await post.behaves(() => undefined);
    const shop = shopWithPost(await open(), post, { handOver: 'by_drain' });
    for (const id of ['o1', 'o2']) await shop.setOut(id);
    const stop = new AbortController();
    const running = shop.orders.effects.run({ signal: stop.signal, concurrency: 1 });
    await asked(post, 1);
    stop.abort();
    expect(await running).toMatchObject({ retried: 1, dead: 0 });
    expect(post.tries()).toHaveLength(1);
    await post.mend();
    await shop.settled();
    expect(post.arrived().toSorted()).toEqual([firstTrip('o1'), firstTrip('o2')]);
    await shop.expectDiscreet();
  });

  it.each(eachHandOver)(
    'that stays away is given up in the end, %s, and told when it is back',
    async (handOver) => {
      const post = await smsPost();
      await post.behaves(status(503));
      const shop = shopWithPost(await open(), post, { handOver, retry: { errors: 3 } });
      await shop.setOut('o1');
      await shop.settled();
      expect(post.tries()).toEqual(Array(3).fill(firstTrip('o1')));
      expect(await shop.reasons('dead')).toEqual({ [firstTrip('o1')]: 'gateway_503' });
      expect(await shop.orders.effects.sendAgain(firstTrip('o1'))).toBe(true);
      await shop.quiet();
      await shop.orders.effects.drain();
      expect(post.tries()).toHaveLength(4);
      expect(post.arrived()).toEqual([]);
      await post.mend();
      await shop.settled();
      expect(post.arrived()).toEqual([firstTrip('o1')]);
      expect(await shop.reasons('dead')).toEqual({});
      await shop.expectDiscreet();
    },
  );

  it.each<[string, number, string]>([
    ['an unknown number', 202, 'no_such_number'],
    ['what the gateway calls malformed', 400, 'gateway_400'],
    ['what is too much for the gateway', 413, 'gateway_413'],
    ['what the gateway cannot send', 422, 'gateway_422'],
  ])('that can never reach %s is not asked again', async (_, code, reason) => {
    const post = await smsPost();
    await post.behaves(status(code));
    const isUnknown = reason === 'no_such_number';
    const shop = shopWithPost(await open(), post);
    await shop.setOut('o1', isUnknown ? { phone: '0698765431' } : {});
    expect(await shop.reasons('dead')).toEqual({ [firstTrip('o1')]: reason });
    await post.mend();
    await shop.setOut('o2');
    expect((await shop.deliver('o1')).status).toBe('delivered');
    await shop.settled();
    expect(post.tries()).toEqual([...(isUnknown ? [] : [firstTrip('o1')]), firstTrip('o2')]);
    expect(post.arrived()).toEqual([firstTrip('o2')]);
    await shop.expectDiscreet();
  });

  it('that stutters tells an order’s messages one after the other', async () => {
    const post = await smsPost();
    let calls = 0;
    await post.behaves((response) => {
      calls += 1;
      (calls % 2 === 1 ? status(503) : post.taking(status(202)))(response);
    });
    const shop = shopWithPost(await open(), post);
    const [first, second] = await shop.twoTrips('o1');
    expect(post.tries()).toEqual([first, first, second, second]);
    expect(post.arrived()).toEqual([first, second]);
  });
});
