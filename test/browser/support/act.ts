import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Texts } from 'cod-lifecycle';
import type { BoardEventType } from '../../../examples/board/board-event.ts';

/** What is put into a form: `true` checks a box. */
type Filling = Readonly<Record<string, string | true>>;

async function fill(control: Locator, value: string | true): Promise<void> {
  if (value === true) return control.check();
  const tag = await control.evaluate((element) => element.tagName);
  if (tag === 'SELECT') await control.selectOption(value);
  else await control.fill(value);
}

/** Clicks, and waits for the page that it leads to. */
export async function follow(page: Page, target: Locator): Promise<void> {
  const before = page.url();
  await target.click();
  await page.waitForURL((url) => url.href !== before);
}

/** Opens the form of an event, where it is closed. */
export async function formOf(page: Page, event: BoardEventType, within = ''): Promise<Locator> {
  const form = page.locator(`${within} form[data-event="${event}"]`);
  const details = page.locator(`${within} details.act`, {
    has: page.locator(`form[data-event="${event}"]`),
  });
  const isClosed = (await details.count()) > 0 && (await details.getAttribute('open')) === null;
  if (isClosed) await details.locator('summary').click();
  return form;
}

/** Sends an event by its form, as somebody with a mouse does. */
export async function act(
  page: Page,
  event: BoardEventType,
  filling: Filling = {},
  within = '',
): Promise<void> {
  const form = await formOf(page, event, within);
  for (const [name, value] of Object.entries(filling)) {
    await fill(form.locator(`[name="${name}"]`), value);
  }
  await follow(page, form.locator('button'));
}

export const allThree: Filling = { products: true, total: true, address: true };

export const statusOf = (page: Page): Locator => page.locator('.title .status');

export const said = (page: Page): Locator => page.locator('#said');

/** What is shown of an order: its status, in the words of the language, and the mark in the diagram. */
export async function expectStatus(
  page: Page,
  status: keyof Texts['statuses'],
  texts: Texts,
): Promise<void> {
  const { label } = texts.statuses[status];
  expect(await statusOf(page).textContent()).toBe(label);
  const marked = await page.locator('.diagram .current text').textContent();
  expect(marked?.replaceAll(/\s+/g, ' ').trim()).toBe(label);
}
