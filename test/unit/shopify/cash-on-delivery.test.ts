import { describe, expect, it } from 'vitest';
import { shopify } from 'cod-lifecycle/shopify';
import { delivery, orderWith, secret } from '../../fixtures/shopify/delivery.ts';
import type { Fields } from '../../fixtures/signed.ts';

const shop = shopify({ secrets: [secret] });
const isPlaced = async (fields: Fields) => {
  const news = await shop.read(delivery(orderWith(fields)));
  if (news.kind === 'ignore') expect(news.reason).toBe('not_cash_on_delivery');
  return news.kind === 'place';
};

describe('an order', () => {
  it.each([
    'Cash on Delivery (COD)',
    'CASH ON DELIVERY',
    'cash_on_delivery',
    'Pay on delivery',
    'COD',
    'COD Maroc',
    'Paiement à la livraison',
    'PAIEMENT A LA LIVRAISON',
    'Espèces à la livraison',
    'Contre-remboursement',
    'الدفع عند الاستلام',
    'الدفع عند الإستلام',
    'الدَّفع عند التوصيل',
  ])('paid by "%s" is cash on delivery', async (name) => {
    expect(await isPlaced({ payment_gateway_names: [name] })).toBe(true);
  });

  it.each(['shopify_payments', 'Bank Deposit', 'Barcode', 'Code promo', 'Free delivery', 'بطاقة'])(
    'paid by "%s" is not',
    async (name) => {
      expect(await isPlaced({ payment_gateway_names: [name] })).toBe(false);
    },
  );

  it('is when one of several methods is', async () => {
    const names = ['gift_card', 'Cash on Delivery (COD)'];
    expect(await isPlaced({ payment_gateway_names: names })).toBe(true);
  });

  it.each([[[]], [null], [undefined], [[null]]])('without a method is not', async (names) => {
    expect(await isPlaced({ payment_gateway_names: names })).toBe(false);
  });

  it.each([
    ['pending', true],
    ['partially_paid', true],
    ['paid', false],
    ['authorized', false],
    ['voided', false],
    [null, false],
  ])('that is %s owes something: %s', async (financial_status, owing) => {
    expect(await isPlaced({ financial_status })).toBe(owing);
  });

  it('that is not, is ignored even when its address would be refused', async () => {
    const virtual = { payment_gateway_names: ['visa'], shipping_address: null, line_items: [{}] };
    expect(await isPlaced(virtual)).toBe(false);
  });
});

describe('a predicate of the host', () => {
  const readWith = (isCashOnDelivery: (order: Fields) => boolean) =>
    shopify({ secrets: [secret], isCashOnDelivery }).read(delivery());

  it('decides in place of the name, and sees all that the shop sent', async () => {
    const tagged = (order: Fields) => String(order['tags']).includes('premiere-commande');
    expect(await readWith(tagged)).toMatchObject({ kind: 'place' });
    expect(await readWith(() => false)).toMatchObject({ reason: 'not_cash_on_delivery' });
  });

  it('that answers with a promise says no, for a promise is no answer', async () => {
    const later = (async () => true) as never;
    expect(await readWith(later)).toMatchObject({ reason: 'not_cash_on_delivery' });
  });

  it('that throws is heard: the mistake is the host’s, not the shop’s', async () => {
    const broken = () => {
      throw new RangeError('the host’s own');
    };
    await expect(readWith(broken)).rejects.toThrow('the host’s own');
  });
});
