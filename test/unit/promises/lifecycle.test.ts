import { describe, expect, it } from 'vitest';
import {
  actionCodes,
  arabic,
  cod,
  english,
  french,
  orderStatuses,
  progressOf,
  requiredActions,
  typicalPath,
} from 'cod-lifecycle';
import { ask, lifeTo, minute, orderIn, usual } from '../../support/life.ts';
import { known, openShop } from '../../support/shop.ts';

const nine = [
  'new',
  'confirmed',
  'no_answer',
  'processing',
  'shipped',
  'out_for_delivery',
  'delivered',
  'returned',
  'cancelled',
] as const;

describe('what was promised of the lifecycle', () => {
  it('R1 keeps every order in exactly one status', async () => {
    const shop = openShop({ shelf: { OIL: 100 } });
    for (const status of nine) {
      await shop.place(status);
      const order = await shop.live(status, lifeTo[status]);
      expect(order.status).toBe(status);
    }
    const counts = await shop.orders.counts();
    expect(counts).toEqual(Object.fromEntries(nine.map((status) => [status, 1])));
    for (const status of nine) {
      const { rows } = await shop.orders.list({ status: [status] });
      expect(rows.map(({ order }) => order.id)).toEqual([status]);
    }
  });

  it('R2 has nine statuses and no other', () => {
    expect(orderStatuses).toEqual(nine);
    expect(cod().statuses.toSorted()).toEqual(nine.toSorted());
  });

  it('R3 exposes the typical path as data, step n of 6', () => {
    const path = ['new', 'confirmed', 'processing', 'shipped', 'out_for_delivery', 'delivered'];
    expect(typicalPath).toEqual(path);
    expect(path.map(progressOf)).toEqual(path.map((_, index) => ({ step: index + 1, of: 6 })));
    for (const [index, status] of typicalPath.entries())
      expect(cod().definition.statuses[status].step).toBe(index + 1);
  });

  it('R3 leads an order along the typical path, one event a step', () => {
    const steps = [usual.confirm, usual.prepare, usual.ship, usual.setOut, usual.deliver] as const;
    for (const [index, event] of steps.entries()) {
      const from = known(typicalPath[index]);
      const by = event.type === 'deliver' || event.type === 'start_delivery' ? 'driver' : 'agent';
      const decision = ask(orderIn(from), event, event.type === 'ship' ? 'warehouse' : by);
      expect(decision.ok && decision.order.status).toBe(typicalPath[index + 1]);
    }
  });

  it('R4 keeps No Answer, Returned and Cancelled off that path', () => {
    for (const status of ['no_answer', 'returned', 'cancelled'] as const) {
      expect(progressOf(status)).toBeNull();
      expect(cod().definition.statuses[status].step).toBeUndefined();
    }
  });

  it.each([english, french, arabic])(
    'R5 gives every status a label, a meaning, a trigger and an action in $language',
    ({ statuses, actions }) => {
      for (const status of nine) {
        const { label, meaning, trigger, action } = statuses[status];
        for (const text of [label, meaning, trigger, action])
          expect(text.trim().length).toBeGreaterThan(1);
      }
      expect(new Set(nine.map((status) => statuses[status].label)).size).toBe(9);
      for (const code of actionCodes) expect(actions[code].length).toBeGreaterThan(3);
    },
  );

  it('R5 labels the statuses as the shop people say them', () => {
    const labels = nine.map((status) =>
      [english, french, arabic].map(({ statuses }) => statuses[status].label),
    );
    expect(labels).toEqual([
      ['New', 'Nouvelle', 'جديد'],
      ['Confirmed', 'Confirmée', 'مؤكد'],
      ['No Answer', 'Sans réponse', 'لا يوجد رد'],
      ['Processing', 'En préparation', 'قيد التجهيز'],
      ['Shipped', 'Expédiée', 'تم الشحن'],
      ['Out for Delivery', 'En cours de livraison', 'خرج للتوصيل'],
      ['Delivered', 'Livrée', 'تم التوصيل'],
      ['Returned', 'Retournée', 'مرتجع'],
      ['Cancelled', 'Annulée', 'ملغى'],
    ]);
  });

  it('R5 gives every status the action it requires as a code', () => {
    const { policy } = cod();
    const actions = nine.map((status) => requiredActions({ order: orderIn(status), policy }));
    expect(actions).toEqual([
      ['contact_customer'],
      ['prepare_package', 'assign_delivery'],
      ['schedule_call'],
      ['complete_packaging', 'attach_label'],
      ['monitor_delivery'],
      [],
      ['reconcile_cash'],
      ['process_return', 'investigate_reason', 'decide_redelivery'],
      [],
    ]);
  });

  it('R6 lets the time in each status and the conversion between them be read off the history', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.delivered);
    const { rows } = await shop.orders.history('o1');
    const moves = rows.filter(({ from, to }) => from !== to);
    expect(moves.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'nothing → new',
      'new → confirmed',
      'confirmed → processing',
      'processing → shipped',
      'shipped → out_for_delivery',
      'out_for_delivery → delivered',
    ]);
    const minutes = moves.map(({ occurredAt }) => occurredAt);
    expect(minutes).toEqual([0, 1, 3, 4, 5, 6].map(minute));
    expect((await shop.get('o1')).enteredAt).toBe(minute(6));
  });
});
