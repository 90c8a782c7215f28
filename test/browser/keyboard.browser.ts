import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { texts, words } from '../../examples/board/words/language.ts';
import { expectStatus, said } from './support/act.ts';
import { browserTests } from './support/browser.ts';

const { board, open } = browserTests();

/** What is focused is there to be seen: it has an outline, and is on the page. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const focus = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    return { outlineStyle, outlineWidth: Number.parseFloat(outlineWidth), width, height };
  });
  // At the end of the page the focus leaves it, and comes in again at its beginning.
  if (focus === null) return;
  expect(focus.outlineStyle).not.toBe('none');
  expect(focus.outlineWidth).toBeGreaterThanOrEqual(2);
  expect(focus.width * focus.height).toBeGreaterThan(0);
}

const isFocused = async (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

/** Goes on with Tab until something is focused. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
    await expectVisibleFocus(page);
  }
  throw new Error('The keyboard does not get there');
}

/** Presses Enter where the focus is, and waits for the page that it leads to. */
async function enter(page: Page): Promise<void> {
  const before = page.url();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.href !== before);
}

async function signIn(page: Page, who: string): Promise<void> {
  await page.goto('/sign-in');
  await tabTo(page, page.locator(`button[value="${who}"]`));
  await enter(page);
}

const buttonOf = (page: Page, event: string): Locator =>
  page.locator(`form[data-event="${event}"] button`);

const summaryOf = (page: Page, event: string): Locator =>
  page
    .locator('details.act', { has: page.locator(`form[data-event="${event}"]`) })
    .locator('summary');

describe.each(['en', 'ar'] as const)('with the keyboard alone, in %s', (language) => {
  const own = texts[language];

  it('an order is confirmed, packed, given to a driver and shipped', async () => {
    await board().receive(2101);
    const page = await open({ language });
    await signIn(page, 'salma');

    // The first Tab offers the way past the navigation.
    await page.keyboard.press('Tab');
    expect(await isFocused(page.locator('.skip'))).toBe(true);
    expect(await page.locator('.skip').textContent()).toBe(words[language].skip);
    await expectVisibleFocus(page);
    await page.keyboard.press('Enter');
    expect(await isFocused(page.locator('main'))).toBe(true);

    await tabTo(page, page.locator('.row .number'));
    await enter(page);
    for (const name of ['products', 'total', 'address']) {
      await tabTo(page, page.locator(`[name=${name}]`));
      await page.keyboard.press('Space');
    }
    await tabTo(page, buttonOf(page, 'confirm'));
    await enter(page);
    await expectStatus(page, 'confirmed', own);
    expect(await said(page).textContent()).toContain(own.events.confirm);

    const order = new URL(page.url()).pathname;
    await signIn(page, 'hamid');
    await page.goto(order);
    await tabTo(page, buttonOf(page, 'start_processing'));
    await enter(page);
    await expectStatus(page, 'processing', own);

    // Nobody is assigned: the button is grey, is reached all the same, and says why.
    const grey = page.locator('button[aria-disabled="true"]', { hasText: own.events.ship }).first();
    await tabTo(page, grey);
    const why = (await grey.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${why}"]`).textContent()).toBe(own.blockers.not_assigned);
    const before = page.url();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    expect(page.url()).toBe(before);

    await tabTo(page, summaryOf(page, 'assign'));
    await page.keyboard.press('Enter');
    await tabTo(page, page.locator('[name=driver]'));
    await page.keyboard.press('ArrowDown');
    await tabTo(page, buttonOf(page, 'assign'));
    await enter(page);
    for (const event of ['complete_packaging', 'attach_label']) {
      await tabTo(page, buttonOf(page, event));
      await enter(page);
    }
    // It is the next step of the usual path now, and so is open already.
    await tabTo(page, page.locator('[name=tracking]').first());
    await page.keyboard.type('ZM-2101');
    await tabTo(page, buttonOf(page, 'ship'));
    await enter(page);
    await expectStatus(page, 'shipped', own);
    expect(await board().byNumber(2101)).toMatchObject({
      status: 'shipped',
      assignee: { id: 'samir' },
      tracking: { number: 'ZM-2101' },
    });
  });
});
