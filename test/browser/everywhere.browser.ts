import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { queueNames } from '../../examples/board/queue-name.ts';
import { texts } from '../../examples/board/words/language.ts';
import { act, allThree, expectStatus, follow } from './support/act.ts';
import { browserTests, phone } from './support/browser.ts';

const seeded = browserTests({ seeded: true });

/** How far a page sticks out to the side, and which of its controls are too small for a thumb. */
const measure = async (page: Page) =>
  page.evaluate(() => {
    const small = [...document.querySelectorAll('button, summary, select, input, .tabs a')]
      .map((element) => ({
        element,
        box: (element.closest('label') ?? element).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 0 && (box.height < 43.5 || box.width < 40))
      .map(({ element }) => element.outerHTML);
    const { scrollWidth, clientWidth } = document.documentElement;
    return { sticksOut: scrollWidth - clientWidth, small };
  });

describe.each(['en', 'fr', 'ar'] as const)('on a phone, in %s,', (language) => {
  it('no page sticks out to the side, and every control is large enough for a thumb', async () => {
    const salma = await seeded.as('salma', { language, viewport: phone, hasTouch: true });
    const { rows } = await seeded
      .board()
      .orders.list({ status: ['returned', 'no_answer', 'delivered'] });
    const chosen = ['returned', 'no_answer', 'delivered'].map(
      (status) => `/orders/${rows.find(({ order }) => order.status === status)?.order.id}`,
    );
    const addresses = [...queueNames.map((name) => `/queue/${name}`), '/orders', ...chosen];
    for (const address of addresses) {
      await salma.goto(address);
      expect({ address, ...(await measure(salma)) }).toEqual({ address, sticksOut: 0, small: [] });
    }
    const omar = await seeded.as('omar', { language, viewport: phone, hasTouch: true });
    for (const address of ['/queue/runs', '/queue/cash']) {
      await omar.goto(address);
      expect({ address, ...(await measure(omar)) }).toEqual({ address, sticksOut: 0, small: [] });
    }
  });
});

describe('without JavaScript', () => {
  it('an order goes from New to Delivered as well', async () => {
    const order = await seeded.board().receive(2901);
    const options = { javaScriptEnabled: false, viewport: phone };
    const page = `/orders/${order.id}`;
    const salma = await seeded.as('salma', options);
    await salma.goto(page);
    await act(salma, 'confirm', allThree);
    const hamid = await seeded.as('hamid', options);
    await hamid.goto(page);
    await act(hamid, 'start_processing');
    await act(hamid, 'assign', { driver: 'omar' });
    await act(hamid, 'ship');
    const omar = await seeded.as('omar', options);
    await omar.goto(page);
    await act(omar, 'start_delivery');
    await act(omar, 'deliver');
    await expectStatus(omar, 'delivered', texts.en);
  });
});

describe('lists', () => {
  it('are turned by pages that neither repeat nor leave out an order', async () => {
    const salma = await seeded.as('salma');
    await salma.goto('/orders');
    const numbers = async () => salma.locator('.row .number').allTextContents();
    const first = await numbers();
    await follow(salma, salma.locator('[rel=next]'));
    const second = await numbers();
    expect(first).toHaveLength(25);
    expect(new Set([...first, ...second]).size).toBe(first.length + second.length);
    await follow(salma, salma.locator('[rel=prev]'));
    expect(await numbers()).toEqual(first);
  });

  it('find an order by its number, and by the end of its phone', async () => {
    const salma = await seeded.as('salma');
    const { customer } = await seeded.board().byNumber(2140);
    for (const search of ['#2140', customer.phone.slice(-6)]) {
      await salma.locator('#search').fill(search);
      await salma.locator('#search').press('Enter');
      await salma.waitForURL((url) => url.searchParams.get('search') === search);
      expect(await salma.locator('.row .number').allTextContents()).toEqual(['#2140']);
    }
  });

  it('count as many orders on each tab as there are behind it', async () => {
    const amine = await seeded.as('amine');
    const tabs = await amine
      .locator('.tabs a')
      .evaluateAll((links) =>
        links.map(
          (link) =>
            [link.getAttribute('href'), Number(link.querySelector('.count')?.textContent)] as const,
        ),
      );
    expect(tabs).toHaveLength(15);
    const few = tabs.filter(([, count]) => count <= 25);
    for (const [href, count] of few) {
      await amine.goto(href ?? '');
      expect([href, await amine.locator('.rows').last().locator('.row').count()]).toEqual([
        href,
        count,
      ]);
    }
  });
});

describe('charts', () => {
  it('say the same as their tables', async () => {
    const leila = await seeded.as('leila');
    expect(await leila.locator('.report svg').count()).toBe(1);
    const rows = await leila.locator('.report tbody tr').allTextContents();
    expect(rows).toHaveLength(2);
    const labels = await leila.locator('.report svg text').allTextContents();
    expect(labels).toEqual(expect.arrayContaining(['Samir', 'Omar', 'Expected', 'Collected']));
    await leila.goto('/queue/returns');
    const reasons = await leila.locator('.report tbody th').allTextContents();
    expect(reasons.length).toBeGreaterThan(2);
    expect(await leila.locator('.report svg text').allTextContents()).toEqual(
      expect.arrayContaining(reasons),
    );
  });
});
