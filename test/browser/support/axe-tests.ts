import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { orderStatuses } from 'cod-lifecycle';
import { queueNames } from '../../../examples/board/queue-name.ts';
import { act } from './act.ts';
import { browserTests, desktop, phone } from './browser.ts';

/** What is dark differs in its colours alone. */
const contrast = ['color-contrast', 'link-in-text-block'];

/** Between the two, each size and each direction are looked at in the light and in the dark. */
const looks = {
  en: [
    { colorScheme: 'light', size: desktop, rules: null },
    { colorScheme: 'dark', size: phone, rules: contrast },
  ],
  ar: [
    { colorScheme: 'light', size: phone, rules: null },
    { colorScheme: 'dark', size: desktop, rules: contrast },
  ],
} as const;

/** What axe finds on the page that is shown. */
async function violationsOn(page: Page, language: keyof typeof looks): Promise<readonly string[]> {
  const found: string[] = [];
  // What is closed is looked at as well.
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) {
      details.removeAttribute('name');
      details.open = true;
    }
  });
  for (const { colorScheme, size, rules } of looks[language]) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    // There are no frames, for which the other mode would open a page of its own each time.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    if (rules) axe.withRules([...rules]);
    const { violations } = await axe.analyze();
    const where = `${new URL(page.url()).pathname} ${colorScheme} ${size.width}`;
    for (const { id, nodes } of violations) {
      found.push(`${where}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    }
  }
  return found;
}

/** Every page of the board in one language, held against axe. */
export function axeTests(language: keyof typeof looks): void {
  const { board, as, open, forgive } = browserTests({ seeded: true });

  async function expectNone(page: Page, addresses: readonly string[]): Promise<void> {
    const found: string[] = [];
    for (const address of addresses) {
      await page.goto(address);
      found.push(...(await violationsOn(page, language)));
    }
    expect(found).toEqual([]);
  }

  describe(`axe finds nothing, in ${language},`, () => {
    const inStatus = new Map<string, string>();
    beforeAll(async () => {
      for (const status of orderStatuses) {
        const { rows } = await board().orders.list({
          status: [status],
          direction: 'desc',
          limit: 1,
        });
        for (const { order } of rows) inStatus.set(status, `/orders/${order.id}`);
      }
    });

    it('on the way in', async () => {
      const page = await open({ language });
      await expectNone(page, ['/sign-in', '/queue/calls']);
    });

    it('on the queues, each as the one whose work it is', async () => {
      for (const [who, queue] of [
        ['salma', 'calls'],
        ['hamid', 'packages'],
        ['nadia', 'runs'],
        ['leila', 'cash'],
        ['amine', 'returns'],
      ] as const) {
        const page = await as(who, { language });
        await expectNone(page, [`/queue/${queue}`]);
      }
      expect(queueNames).toHaveLength(5);
    });

    it('on the lists, a search and a page that is not there', async () => {
      const page = await as('salma', { language });
      await expectNone(page, [
        '/orders',
        '/orders?status=returned',
        '/orders?search=21',
        '/nowhere',
      ]);
      forgive(/status of 404/);
    });

    it('on an order in each status', async () => {
      expect([...inStatus.keys()]).toEqual([...orderStatuses]);
      const page = await as('amine', { language });
      await expectNone(page, [...inStatus.values()]);
    });

    it("on a driver's run and cash", async () => {
      const page = await as('samir', { language });
      await expectNone(page, ['/queue/runs', '/queue/cash']);
    });

    it('on what is told after a refusal, a lost race and a bulk command', async () => {
      const order = await board().byNumber(2140);
      const found: string[] = [];
      const salma = await as('salma', { language });
      await salma.goto(`/orders/${order.id}`);
      await act(salma, 'confirm');
      found.push(...(await violationsOn(salma, language)));

      await salma.reload();
      await board().send(order, 'amine', { type: 'add_note', text: `Seen in ${language}` });
      await act(salma, 'cancel', { reason: 'other' });
      found.push(...(await violationsOn(salma, language)));

      await salma.goto('/queue/calls');
      await salma.locator('[name=chosen]').first().check();
      await salma.locator('.together button').click();
      await salma.waitForURL(/said=/);
      found.push(...(await violationsOn(salma, language)));
      expect(found).toEqual([]);
    });
  });
}
