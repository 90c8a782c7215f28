import { describe, expect, it } from 'vitest';
import { texts, words } from '../../examples/board/words/language.ts';
import { act, allThree, expectStatus, follow, said, statusOf } from './support/act.ts';
import { browserTests } from './support/browser.ts';

const { board, as } = browserTests();

describe.each(['en', 'ar'] as const)('an order on the board, in %s', (language) => {
  const own = texts[language];
  const { statuses, events, actions } = own;

  it('goes from the webhook to Delivered by the hands of five people', async () => {
    const order = await board().receive(2101);
    const page = `/orders/${order.id}`;

    const salma = await as('salma', { language });
    expect(await salma.locator('html').getAttribute('dir')).toBe(own.direction);
    expect(await salma.locator('html').getAttribute('lang')).toBe(language);
    await follow(salma, salma.getByRole('link', { name: '#2101' }));
    await expectStatus(salma, 'new', own);
    expect(await salma.locator('.required').textContent()).toContain(actions.contact_customer);
    await act(salma, 'confirm', allThree);
    await expectStatus(salma, 'confirmed', own);
    expect(await said(salma).textContent()).toContain(events.confirm);

    const hamid = await as('hamid', { language });
    await hamid.goto(page);
    await act(hamid, 'start_processing');
    await act(hamid, 'complete_packaging');
    await act(hamid, 'attach_label');
    await expectStatus(hamid, 'processing', own);
    expect(await hamid.locator('.required').textContent()).toContain(actions.assign_delivery);

    const nadia = await as('nadia', { language });
    await nadia.goto(page);
    await act(nadia, 'assign', { driver: 'samir' });

    await hamid.reload();
    await act(hamid, 'ship', { tracking: 'ZM-77' });
    await expectStatus(hamid, 'shipped', own);
    expect(await hamid.locator('.facts').textContent()).toContain('ZM-77');

    const samir = await as('samir', { language });
    await act(samir, 'start_delivery');
    expect(await samir.locator('.stop .status').textContent()).toBe(
      statuses.out_for_delivery.label,
    );
    await act(samir, 'deliver');
    await samir.goto(page);
    await expectStatus(samir, 'delivered', own);

    const leila = await as('leila', { language });
    await leila.goto(page);
    expect(await leila.locator('.required').textContent()).toContain(actions.reconcile_cash);
    await act(leila, 'reconcile_cash');
    expect(await leila.locator('.facts').textContent()).toContain(
      words[language].cashStates.reconciled,
    );
    const moves = (await board().orders.history(order.id)).rows.filter(
      ({ from, to }) => from !== to,
    );
    expect(moves.map(({ to }) => to)).toEqual([
      'new',
      'confirmed',
      'processing',
      'shipped',
      'out_for_delivery',
      'delivered',
    ]);
    expect(await leila.locator('.times .status').allTextContents()).toEqual(
      moves.map(({ to }) => statuses[to].label),
    );
  });

  it('goes from the webhook through No Answer to Cancelled, and not before the third call', async () => {
    const order = await board().receive(2102);
    const salma = await as('salma', { language });
    await salma.goto(`/orders/${order.id}`);

    await act(salma, 'record_call_attempt', { outcome: 'no_answer' });
    await expectStatus(salma, 'no_answer', own);
    await act(salma, 'record_call_attempt', {
      outcome: 'switched_off',
      nextCall: '2026-04-24T19:00',
    });
    expect((await board().byNumber(2102)).calls.nextCallAt).toBe('2026-04-24T18:00:00.000Z');

    await act(salma, 'cancel', { reason: 'no_answer' });
    await expectStatus(salma, 'no_answer', own);
    const limit = own.blockers.no_answer_limit_not_reached;
    const why = typeof limit === 'string' ? limit : limit({ made: 2, limit: 3 });
    expect(await said(salma).textContent()).toContain(why);

    await act(salma, 'record_call_attempt', { outcome: 'busy' });
    expect(await salma.locator('.required').textContent()).toContain(actions.consider_cancellation);
    await act(salma, 'cancel', { reason: 'no_answer', note: 'Three calls' });
    await expectStatus(salma, 'cancelled', own);
    expect(await salma.locator('.facts').textContent()).toContain('Three calls');
    expect(await salma.locator('.history .status').first().textContent()).toBe(
      statuses.cancelled.label,
    );
    const { stock } = await board().byNumber(2102);
    expect(stock.map(({ reserved }) => reserved)).toEqual([0]);
  });
});

describe('the language', () => {
  it('is changed by a button, and the page stays where it was', async () => {
    const order = await board().receive(2103);
    const salma = await as('salma');
    await salma.goto(`/orders/${order.id}`);
    await salma.getByRole('button', { name: words.ar.ownName }).click();
    await salma.waitForSelector('html[lang="ar"][dir="rtl"]');
    expect(new URL(salma.url()).pathname).toBe(`/orders/${order.id}`);
    expect(await statusOf(salma).textContent()).toBe(texts.ar.statuses.new.label);
    await salma.getByRole('button', { name: words.fr.ownName }).click();
    await salma.waitForSelector('html[lang="fr"][dir="ltr"]');
    expect(await statusOf(salma).textContent()).toBe(texts.fr.statuses.new.label);
  });
});
