import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openBoard } from './board.ts';
import type { Board } from './board.ts';

/** Without windows to draw, the same Chromium takes half the time. */
const headless = '/usr/bin/chromium-headless-shell';

export const phone = { width: 375, height: 740 };
export const desktop = { width: 1360, height: 900 };

export const locales = { en: 'en-GB', fr: 'fr-MA', ar: 'ar-MA' } as const;

interface VisitOptions extends Omit<BrowserContextOptions, 'baseURL' | 'locale'> {
  readonly language?: keyof typeof locales;
}

/**
 * A board and a browser for the tests of a file. Each test gets a board of its own unless they share a seeded one, and
 * fails when a page of it has logged an error, or asked anybody but the board for anything.
 */
export function browserTests({ seeded = false }: { readonly seeded?: boolean } = {}) {
  let browser: Browser;
  let board: Board;
  let faults: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath:
        process.env['CHROMIUM'] ?? (existsSync(headless) ? headless : '/usr/bin/chromium'),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    if (seeded) board = await openBoard({ seeded });
  });

  beforeEach(async () => {
    faults = [];
    if (!seeded) board = await openBoard();
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map(async (context) => context.close()));
    expect(board.errors).toEqual([]);
    expect(faults).toEqual([]);
    if (!seeded) await board.close();
  });

  afterAll(async () => {
    await browser?.close();
    if (seeded) await board?.close();
  });

  function watched(page: Page): Page {
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => void faults.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(board.url)) faults.push(request.url());
    });
    return page;
  }

  /** A browser of its own, that nobody has signed in with. */
  async function open({ language = 'en', ...options }: VisitOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      baseURL: board.url,
      locale: locales[language],
      viewport: desktop,
      reducedMotion: 'reduce',
      ...options,
    });
    return watched(await context.newPage());
  }

  return {
    board: (): Board => board,
    open,
    /** The same, with somebody who has signed in. */
    async as(who: string, options: VisitOptions = {}): Promise<Page> {
      const page = await open(options);
      const headers = { origin: board.url };
      const answer = await page.request.post('/sign-in', { form: { person: who }, headers });
      expect(answer.ok()).toBe(true);
      await page.goto('/');
      return page;
    },
    /** What a test has provoked, and is no fault. */
    forgive(pattern: RegExp): void {
      faults = faults.filter((fault) => !pattern.test(fault));
    },
  };
}
