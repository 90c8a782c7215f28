import { expect, it } from 'vitest';
import { known } from '../../support/shop.ts';
import { refusal } from '../../unit/email/mail-server.ts';
import { eachHandOver } from '../hooks/each-store.ts';
import type { StoreKind } from '../hooks/each-store.ts';
import { strikingClock } from '../hooks/striking-clock.ts';
import { mailFaults, mailRefusals } from './mail-faults.ts';
import { mailPost } from './mail-post.ts';
import { firstTrip, expectLifeGoesOn, shopWithPost } from './shop-with-post.ts';

const someFaults = mailFaults.filter(({ when }) =>
  ['never says hello', 'knows nobody yet'].includes(when),
);
const cases = [
  ...mailFaults.map((fault) => ({ ...fault, handOver: 'after_commit' as const })),
  ...(['in_background', 'by_drain'] as const).flatMap((handOver) =>
    someFaults.map((fault) => ({ ...fault, handOver })),
  ),
];

/** What becomes of orders and their e-mails while a mail server is not as it should be. */
export function mailOutages({ open }: StoreKind): void {
  it.each(cases)(
    'that $when holds no order up, $handOver, and each message arrives once',
    async ({ reason, taken = false, handOver, ...fault }) => {
      const post = await mailPost(fault);
      const outage = { reason, taken, mend: post.mend };
      await expectLifeGoesOn(await open(), post, outage, { handOver });
    },
  );

  it('that says something now and then, and never comes to an end, is not waited for for ever', async () => {
    const opened = await open();
    const clock = strikingClock(opened.clock.now);
    const post = await mailPost({
      keeper: (visitor) => {
        visitor.write('220 hello\r\n');
        visitor.once('data', () => {
          const talk = setInterval(() => visitor.write('250-and\r\n'), 20);
          visitor.on('close', () => clearInterval(talk));
          clock.strike();
        });
      },
      impatience: { greetingTimeout: 5_000, socketTimeout: 5_000 },
    });
    const outage = { reason: 'timeout', mend: post.mend };
    await expectLifeGoesOn(opened, post, outage, { clock });
  });

  it.each(mailRefusals)('that refuses %s by %i is not asked again', async (_, code, server) => {
    const post = await mailPost({ server: () => server });
    const shop = shopWithPost(await open(), post);
    await shop.setOut('o1');
    expect(await shop.reasons('dead')).toEqual({ [firstTrip('o1')]: `smtp_${code}` });
    expect((await shop.deliver('o1')).status).toBe('delivered');
    await post.mend();
    await shop.setOut('o2');
    await shop.settled();
    expect(post.arrived()).toEqual([post.nameOf(firstTrip('o2'))]);
    await shop.expectDiscreet();
  });

  it('is not asked for an address that is none, until somebody has put it right', async () => {
    const post = await mailPost();
    const shop = shopWithPost(await open(), post);
    await shop.setOut('o1', { email: 'zulaykha.qanarija@boite.example, all@boite.example' });
    expect(await shop.reasons('dead')).toEqual({ [firstTrip('o1')]: 'no_such_address' });
    expect(post.got()).toEqual([]);
    await shop.expectDiscreet();
  });

  it.each(eachHandOver)(
    'that stays away is given up in the end, %s, and told when it is back',
    async (handOver) => {
      const post = await mailPost({ down: true });
      const shop = shopWithPost(await open(), post, { handOver, retry: { errors: 3 } });
      await shop.setOut('o1');
      await shop.settled();
      expect(await shop.reasons('dead')).toEqual({ [firstTrip('o1')]: 'smtp_unreachable' });
      const [dead] = await shop.orders.effects.list({ state: 'dead' });
      expect(known(dead).failures).toBe(3);
      await post.mend();
      expect(await shop.orders.effects.sendAgain(firstTrip('o1'))).toBe(true);
      await shop.settled();
      expect(post.arrived()).toEqual([post.nameOf(firstTrip('o1'))]);
      expect(await shop.reasons('dead')).toEqual({});
      await shop.expectDiscreet();
    },
  );

  it('that asks to come back each time tells an order’s messages one after the other', async () => {
    let tries = 0;
    const post = await mailPost({
      mended: {
        onRcptTo: (_, __, done) => {
          tries += 1;
          done(tries % 2 === 1 ? refusal(451, 'come back') : null);
        },
      },
    });
    const shop = shopWithPost(await open(), post);
    const trips = await shop.twoTrips('o1');
    expect(tries).toBe(4);
    expect(post.got()).toHaveLength(2);
    expect(post.arrived()).toEqual(trips.map(post.nameOf));
  });
}
