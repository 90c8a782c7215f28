import { describe, expect, it } from 'vitest';
import type { Order } from 'cod-lifecycle';
import { texts, words } from '../../examples/board/words/language.ts';
import { act, expectStatus, follow, said } from './support/act.ts';
import { browserTests, phone } from './support/browser.ts';

const { board, as, forgive } = browserTests();
const { en } = texts;

const yes = { products: true, total: true, address: true };

/** A parcel that a driver has. */
async function given(number: number, driver: 'samir' | 'omar'): Promise<Order> {
  const order = await board().receive(number);
  await board().send(order, 'salma', { type: 'confirm', acknowledged: yes });
  await board().send(order, 'hamid', { type: 'start_processing' });
  const assignee = { kind: 'driver', id: driver, name: null } as const;
  await board().send(order, 'nadia', { type: 'assign', assignee });
  await board().send(order, 'hamid', { type: 'ship' });
  return board().send(order, driver, { type: 'start_delivery' });
}

describe('a driver', () => {
  it('sees the parcels of their own run, and no others', async () => {
    await given(2101, 'samir');
    const other = await given(2102, 'omar');
    const samir = await as('samir', { viewport: phone });
    expect(await samir.locator('.stop .number').allTextContents()).toEqual(['#2101']);
    expect(await samir.locator('.tabs').first().textContent()).not.toContain(
      words.en.queues.calls.label,
    );

    const page = await samir.goto(`/orders/${other.id}`);
    expect(page?.status()).toBe(404);
    expect(await samir.locator('main').textContent()).not.toContain('Amina');
    const calls = await samir.goto('/queue/calls');
    expect(calls?.status()).toBe(404);
    await samir.goto('/orders?search=2102');
    expect(await samir.locator('.row').count()).toBe(0);
    forgive(/status of 404/);
  });

  it('cannot send anything to a parcel of somebody else', async () => {
    const own = await given(2103, 'samir');
    const other = await given(2104, 'omar');
    const samir = await as('samir', { viewport: phone });
    await samir.locator(`form[data-event=deliver]`).evaluate((form: HTMLFormElement, id) => {
      form.action = `/orders/${id}/events`;
    }, other.id);
    await act(samir, 'deliver');
    expect(await samir.locator('h1').textContent()).toBe(words.en.problem.notFound);
    expect((await board().orders.get(other.id))?.status).toBe('out_for_delivery');
    expect((await board().orders.get(own.id))?.status).toBe('out_for_delivery');
    forgive(/status of 404/);
  });

  it('delivers for less than was due, and everybody sees by how much', async () => {
    const order = await given(2105, 'samir');
    const samir = await as('samir', { viewport: phone });
    await act(samir, 'deliver', { amount: '350,00' });
    expect(await said(samir).textContent()).toContain(words.en.said.applied(en.events.deliver));
    expect(await samir.locator('.stop').count()).toBe(0);

    const leila = await as('leila');
    const flagged = leila.locator('.row', { hasText: '#2105' });
    expect(await flagged.locator('.flag').textContent()).toMatch(/^MAD\s28\.00 less than due$/);
    await follow(leila, leila.getByRole('button', { name: words.en.cash.settleFor('Samir') }));
    expect(await said(leila).textContent()).toContain(en.events.reconcile_cash);
    const settled = await board().orders.get(order.id);
    expect(settled?.cash.state).toBe('reconciled');
    expect(settled?.cash.reconciled?.amount).toEqual({ amount: 35_000, currency: 'MAD' });
  });

  it('reads no amount out of what is none', async () => {
    await given(2106, 'samir');
    const samir = await as('samir', { viewport: phone });
    await act(samir, 'deliver', { amount: 'three hundred' });
    expect(await said(samir).textContent()).toContain(
      words.en.said.malformed(words.en.order.amountDue),
    );
    await expectStatus(samir, 'out_for_delivery', en);
  });

  it('types the amount with the digits of an Arabic keyboard', async () => {
    const order = await given(2107, 'samir');
    const samir = await as('samir', { viewport: phone, language: 'ar' });
    await act(samir, 'deliver', { amount: '٣٧٨٫٠٠' });
    expect((await board().orders.get(order.id))?.collection?.difference).toBe(0);
  });

  it('fails with a reason, and the order is Returned', async () => {
    const order = await given(2108, 'omar');
    const omar = await as('omar', { viewport: phone });
    await act(omar, 'record_delivery_attempt', { reason: 'customer_unavailable' });
    await act(omar, 'report_failed_delivery', { reason: 'refused', note: 'Too late, she said' });
    expect(await omar.locator('.stop').count()).toBe(0);
    await omar.goto(`/orders/${order.id}`);
    await expectStatus(omar, 'returned', en);
    const facts = await omar.locator('.facts').textContent();
    expect(facts).toContain(en.failureReasons.refused);
    expect(facts).toContain('Too late, she said');

    const hamid = await as('hamid');
    await hamid.goto(`/orders/${order.id}`);
    await act(hamid, 'receive_return', { condition: 'damaged' });
    expect(await hamid.locator('.facts').textContent()).toContain(`2 ${words.en.order.writtenOff}`);
  });
});
