import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { browserTests, desktop, phone } from './support/browser.ts';

const { board, as } = browserTests({ seeded: true });

const folder = new URL('../../docs/screenshots/', import.meta.url);

const wide = { ...desktop, width: 1200 };

/** The pages that the documentation shows; `#2130` stands for the page of that order. */
const shown = [
  ['calls-en', 'salma', '/queue/calls', 'en', wide],
  ['order-en', 'hamid', '#2130', 'en', wide],
  ['order-ar-phone', 'salma', '#2140', 'ar', phone],
  ['driver-phone', 'samir', '/queue/runs', 'en', phone],
  ['cash-en', 'leila', '/queue/cash', 'en', wide],
  ['returns-ar', 'salma', '/queue/returns', 'ar', wide],
] as const;

describe('the pictures in the documentation', () => {
  it.each(shown)('can be taken: %s', async (name, who, where, language, viewport) => {
    const page = await as(who, { language, viewport });
    const order = where.startsWith('#') ? await board().byNumber(Number(where.slice(1))) : null;
    await page.goto(order ? `/orders/${order.id}` : where);
    // A phone's page is long: its beginning is what one sees.
    const picture = await page.screenshot({ fullPage: viewport !== phone });
    expect(picture.length).toBeGreaterThan(20_000);
    if (process.env['UPDATE_SCREENSHOTS'] === '1') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(new URL(`${name}.png`, folder), picture);
    }
  });
});
