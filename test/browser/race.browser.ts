import { describe, expect, it } from 'vitest';
import { texts, words } from '../../examples/board/words/language.ts';
import { act, allThree, expectStatus, follow, formOf, said } from './support/act.ts';
import { browserTests } from './support/browser.ts';

const { board, as } = browserTests();
const { en, ar } = texts;

describe('two browsers at one order', () => {
  it('tell the slower one what happened meanwhile, and the order has moved once', async () => {
    const order = await board().receive(2101);
    const page = `/orders/${order.id}`;
    const [salma, amine] = [await as('salma'), await as('amine', { language: 'ar' })];
    await Promise.all([salma.goto(page), amine.goto(page)]);

    await act(salma, 'confirm', allThree);
    await act(amine, 'cancel', { reason: 'duplicate' });

    const told = await said(amine).textContent();
    expect(await said(amine).getAttribute('role')).toBe('alert');
    expect(told).toContain(words.ar.said.conflict);
    expect(told).toContain('سلمى');
    expect(told).toContain(ar.events.confirm);
    expect(told).not.toContain(ar.events.place);
    await expectStatus(amine, 'confirmed', ar);
    expect((await board().byNumber(2101)).status).toBe('confirmed');

    // What the page shows now is what the next attempt is held to.
    await act(amine, 'cancel', { reason: 'duplicate' });
    await expectStatus(amine, 'cancelled', ar);
  });

  it('let one of two through that send at the same moment', async () => {
    const order = await board().receive(2102);
    const page = `/orders/${order.id}`;
    const both = [await as('salma'), await as('amine')] as const;
    for (const each of both) await each.goto(page);
    await Promise.all(both.map((each) => act(each, 'cancel', { reason: 'fraud' })));

    const tones = await Promise.all(both.map((each) => said(each).getAttribute('role')));
    expect(new Set(tones)).toEqual(new Set(['alert', 'status']));
    const { rows } = await board().orders.history(order.id);
    expect(rows.map(({ event }) => event.type)).toEqual(['place', 'cancel']);
  });

  it('say so by themselves when the order that is shown has changed', async () => {
    const order = await board().receive(2103);
    const salma = await as('salma');
    await salma.clock.install();
    await salma.goto(`/orders/${order.id}`);
    await board().send(order, 'amine', { type: 'add_note', text: 'Wants it in the evening' });
    const notice = salma.locator('.changed');
    expect(await notice.isVisible()).toBe(false);
    await salma.clock.runFor(11_000);
    await notice.waitFor({ state: 'visible' });
    await follow(salma, notice.getByRole('link'));
    expect(await salma.locator('.history').textContent()).toContain('Wants it in the evening');
  });
});

describe('a form', () => {
  it('does nothing twice when its button is clicked twice', async () => {
    const order = await board().receive(2104);
    const salma = await as('salma');
    await salma.goto(`/orders/${order.id}`);
    const form = await formOf(salma, 'record_call_attempt');
    await form.locator('[name=outcome]').selectOption('busy');
    await form.locator('button').dblclick();
    await salma.waitForURL(/said=/);
    await salma.waitForLoadState();
    expect((await board().byNumber(2104)).calls.made).toBe(1);
  });

  it('does nothing twice when it is sent again as it was, and says so', async () => {
    const order = await board().receive(2105);
    const salma = await as('salma');
    await salma.goto(`/orders/${order.id}`);
    const form = await formOf(salma, 'record_call_attempt');
    await form.locator('[name=outcome]').selectOption('busy');
    const copy = await form.evaluate((element) => element.outerHTML);
    await follow(salma, form.locator('button'));

    // The same form once more, as a page that was left open in another tab has it.
    await salma.evaluate((html) => {
      const holder = document.createElement('div');
      holder.innerHTML = html;
      document.querySelector('main')?.append(holder);
      const outcome = holder.querySelector<HTMLSelectElement>('[name=outcome]');
      if (outcome) outcome.value = 'busy';
    }, copy);
    await follow(salma, salma.locator('main > div:last-child form button'));
    expect(await said(salma).textContent()).toContain(words.en.said.duplicate);
    expect((await board().byNumber(2105)).calls.made).toBe(1);
  });

  it('does nothing when it is sent again with other words, and says so', async () => {
    const order = await board().receive(2106);
    const salma = await as('salma');
    const command = 'the-same-command';
    const sendNote = async (text: string) => {
      await salma.goto(`/orders/${order.id}`);
      const form = await formOf(salma, 'add_note');
      await form.locator('[name=command]').evaluate((input: HTMLInputElement, id) => {
        input.value = id;
      }, command);
      await form.locator('[name=text]').fill(text);
      await follow(salma, form.locator('button'));
    };
    await sendNote('One');
    await sendNote('Two');
    expect(await said(salma).textContent()).toContain(words.en.said.reused);
    expect(await salma.locator('.history').textContent()).not.toContain('Two');
  });
});

describe('confirming many', () => {
  const slippers = { sku: 'BABOUCHE-41', title: 'Babouches', quantity: 2, price: 21_000 };

  it('says of each what came of it: done, out of stock, or changed by somebody else', async () => {
    await board().receive(2111, { bought: [slippers] });
    const short = await board().receive(2112, { bought: [slippers] });
    await board().receive(2113);
    const raced = await board().receive(2114);
    const salma = await as('salma');
    await board().send(raced, 'amine', { type: 'add_note', text: 'Call after five' });

    await salma.getByLabel(words.en.bulk.all).check();
    for (const name of ['products', 'total', 'address'])
      await salma.locator(`[name=${name}]`).check();
    await follow(salma, salma.getByRole('button', { name: words.en.bulk.go }));

    const told = async (number: string) =>
      salma.locator('.receipts li', { hasText: number }).textContent();
    expect(await told('#2111')).toContain(words.en.said.applied(en.events.confirm));
    expect(await told('#2113')).toContain(words.en.said.applied(en.events.confirm));
    expect(await told('#2112')).toContain('Not enough in stock: 2 missing');
    expect(await told('#2114')).toContain(en.refusals.version_conflict);
    expect(await board().orders.counts()).toMatchObject({ new: 2, confirmed: 2 });
    expect((await board().orders.get(short.id))?.status).toBe('new');
  });

  it('confirms nobody who has not agreed to all three', async () => {
    await board().receive(2115);
    const salma = await as('salma');
    await salma.locator('[name=chosen]').check();
    await salma.locator('[name=products]').check();
    await follow(salma, salma.getByRole('button', { name: words.en.bulk.go }));
    expect(await said(salma).textContent()).toContain('has not acknowledged: total, address');
    expect((await board().byNumber(2115)).status).toBe('new');
  });

  it('says that none was chosen, where none was', async () => {
    await board().receive(2116);
    const salma = await as('salma');
    await follow(salma, salma.getByRole('button', { name: words.en.bulk.go }));
    expect(await said(salma).textContent()).toContain(words.en.bulk.none);
  });
});
