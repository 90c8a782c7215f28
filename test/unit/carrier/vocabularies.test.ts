import { describe, expect, it } from 'vitest';
import { aftership, carrier, easypost, shiprocket, yalidine } from 'cod-lifecycle/carrier';
import type { Meaning, Vocabulary } from 'cod-lifecycle/carrier';
import { lifeTo, minute } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

/** What a carrier's words mean, as a report tells it. */
async function meaningOf<Said>(vocabulary: Vocabulary<Said>, said: Said): Promise<Meaning | null> {
  const { orders } = openShop();
  const { report } = carrier({ orders, id: 'c', vocabulary, collected: 'as_due' });
  return (await report({ orderId: 'none', said, at: minute(0) })).meaning;
}

const setOut = { event: 'start_delivery' };
const delivered = { event: 'deliver' };
const tried = (outcome: string) => ({ event: 'record_delivery_attempt', outcome });
const failed = (reason: string) => ({ event: 'report_failed_delivery', reason });

describe('what carriers say', () => {
  it.each([
    ['OutForDelivery', null, setOut],
    ['OutForDelivery', 'OutForDelivery_001', setOut],
    ['OutForDelivery', 'OutForDelivery_004', 'nothing'],
    ['Delivered', 'Delivered_004', delivered],
    ['Delivered', 'Delivered_005', 'note'],
    ['AttemptFail', 'AttemptFail_003', tried('customer_unavailable')],
    ['Exception', 'Exception_003', failed('refused')],
    ['Exception', 'Exception_004', 'nothing'],
    ['Exception', 'Exception_010', failed('as_last_visit')],
    ['Exception', 'Exception_011', 'back'],
    ['Exception', 'Exception_013', failed('lost')],
    ['Exception', 'Exception_020', 'note'],
    ['Expired', 'Expired_001', 'note'],
    ['InTransit', 'InTransit_013', 'nothing'],
    ['Pending', 'Pending_001', 'nothing'],
    ['Beamed', 'Beamed_001', null],
  ])('AfterShip: %s, %s', async (tag, subtag, meaning) => {
    expect(await meaningOf(aftership, { tag, subtag })).toEqual(meaning);
  });

  it.each([
    ['out_for_delivery', 'out_for_delivery', setOut],
    ['delivered', 'arrived_at_destination', delivered],
    ['in_transit', 'arrived_at_facility', 'nothing'],
    ['in_transit', 'lost', failed('lost')],
    ['failure', 'weather_delay', 'note'],
    ['failure', 'refused', failed('refused')],
    ['return_to_sender', 'refused', failed('refused')],
    ['return_to_sender', 'damaged', failed('damaged')],
    ['return_to_sender', 'address_correction', failed('wrong_address')],
    ['return_to_sender', 'return', failed('as_last_visit')],
    ['cancelled', 'cancelled', 'note'],
    ['teleported', null, null],
  ])('EasyPost: %s, %s', async (status, detail, meaning) => {
    expect(await meaningOf(easypost, { status, status_detail: detail })).toEqual(meaning);
  });

  it.each([
    [17, setOut],
    ['17', setOut],
    [7, delivered],
    [21, tried('other')],
    [9, failed('as_last_visit')],
    [41, failed('as_last_visit')],
    [10, 'back'],
    [12, failed('lost')],
    [20, 'nothing'],
    [8, 'note'],
    [6, 'picked_up'],
    [999, null],
    ['NA', null],
  ])('Shiprocket: %s', async (id, meaning) => {
    expect(await meaningOf(shiprocket, { shipment_status_id: id })).toEqual(meaning);
  });

  it.each([
    ['Sorti en livraison', null, setOut],
    ['Livré', null, delivered],
    ['Tentative échouée', 'Client ne répond pas', tried('customer_unavailable')],
    ['Tentative \u00e9chou\u00e9e', 'Client incapable de payer', tried('no_cash')],
    ['Tentative échouée'.normalize('NFD'), 'Le client n’a pas commandé', tried('refused')],
    ['Tentative échouée', 'Un lion sur la route', tried('other')],
    ['Echèc livraison', null, failed('as_last_visit')],
    ['Échec livraison', 'Annulé par le client', failed('refused')],
    ['Retour vers centre', null, failed('as_last_visit')],
    ['Retourné au vendeur', null, 'back'],
    ['En attente du client', null, 'nothing'],
    ['En alerte', 'Téléphone injoignable', 'note'],
    ['Expédié', null, 'picked_up'],
    ['Retour', null, null],
  ])('Yalidine: %s, %s', async (status, reason, meaning) => {
    expect(await meaningOf(yalidine, { status, reason })).toEqual(meaning);
  });

  it.each<[string, Vocabulary<never>]>([
    ['AfterShip', aftership],
    ['EasyPost', easypost],
    ['Shiprocket', shiprocket],
    ['Yalidine', yalidine],
  ])(
    '%s asks for nothing that a carrier may not send, and cancels nothing',
    async (_name, { meanings }) => {
      for (const code of Object.keys(meanings)) {
        const shop = openShop();
        await shop.place('o1');
        await shop.live('o1', lifeTo.shipped);
        shop.clock.pass({ minutes: 120 });
        const words: Vocabulary<string> = { meanings, codesOf: (said) => [said], utcOffset: null };
        const { orders } = shop;
        const { report } = carrier({ orders, id: 'c', vocabulary: words, collected: 'as_due' });
        const { meaning, sent } = await report({ orderId: 'o1', said: code, at: minute(60) });
        expect([code, sent.filter(({ outcome }) => outcome.kind !== 'applied')]).toEqual([
          code,
          [],
        ]);
        expect([code, meaning]).not.toEqual([code, null]);
        const { status } = await shop.get('o1');
        expect(['shipped', 'out_for_delivery', 'delivered', 'returned']).toContain(status);
      }
    },
  );

  it('keeps the hours of Algeria and India where they name no zone', async () => {
    for (const [words, said, at] of [
      [yalidine, { status: 'Sorti en livraison' }, '2026-01-15 11:00:00'],
      [shiprocket, { shipment_status_id: 17 }, '15 01 2026 15:30:00'],
      [shiprocket, { shipment_status_id: 17 }, '2026-01-15 15:30:00'],
    ] as const) {
      const shop = openShop();
      await shop.place('o1');
      await shop.live('o1', lifeTo.shipped);
      shop.clock.pass({ minutes: 120 });
      const vocabulary = words as Vocabulary<unknown>;
      const { report } = carrier({ orders: shop.orders, id: 'c', vocabulary, collected: 'as_due' });
      await report({ orderId: 'o1', said, at });
      expect(await shop.get('o1')).toMatchObject({
        status: 'out_for_delivery',
        enteredAt: minute(60),
      });
    }
  });
});
