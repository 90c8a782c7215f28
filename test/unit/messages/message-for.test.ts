import { describe, expect, it } from 'vitest';
import { OptionsError } from 'cod-lifecycle';
import { messageFor } from 'cod-lifecycle/messages';
import type { MessageTexts, OwnMessageTexts } from 'cod-lifecycle/messages';
import { karim, onItsWay } from './notification.ts';

const tracking = { number: 'MA123456', carrier: 'Amana', url: 'https://track.example/MA123456' };
const source = { kind: 'shopify', shop: 'zahra.example', externalId: '7', reference: '#1042' };
const full = { assignee: karim, tracking, source };
const mad = (amount: number) => ({ amount, currency: 'MAD' });

/** Without the marks that only say which way to lay it out. */
const seen = (text: string) => text.replaceAll(/\p{Bidi_Control}/gu, '');

describe('what a customer is told when their order is out for delivery', () => {
  it.each([
    [
      'en',
      'Zahra: order #1042 is on its way',
      'Zahra: your order #1042 is on its way with Karim. Please have MAD 240.00 ready in cash. Tracking: MA123456\nhttps://track.example/MA123456',
    ],
    [
      'fr',
      'Zahra : commande #1042 en route',
      'Zahra : votre commande #1042 est en route avec Karim. Merci de préparer 240,00 MAD en espèces. Suivi : MA123456\nhttps://track.example/MA123456',
    ],
    [
      'ar',
      'طلبك #1042 من Zahra في الطريق إليك',
      'خرج طلبك #1042 من Zahra للتوصيل مع Karim. يرجى تجهيز 240,00 د.م. نقدًا. رقم التتبع: MA123456\nhttps://track.example/MA123456',
    ],
  ])('is said in %s, with all that is known', (locale, subject, text) => {
    const message = messageFor(onItsWay({ ...full, customer: { locale } }), { shop: 'Zahra' });
    expect(seen(message.subject)).toBe(subject);
    expect(seen(message.text)).toBe(text);
    expect(message.locale).toBe(`${locale}-MA`);
  });

  it.each([
    ['en', 'Your order o1 is on its way. Please have MAD 240.00 ready in cash.'],
    ['fr', 'Votre commande o1 est en route. Merci de préparer 240,00 MAD en espèces.'],
    ['ar', 'خرج طلبك o1 للتوصيل. يرجى تجهيز 240,00 د.م. نقدًا.'],
  ])('says no more than is known, in %s', (locale, text) => {
    expect(seen(messageFor(onItsWay({ customer: { locale } })).text)).toBe(text);
  });

  it.each([
    ['en', 'There is nothing to pay at the door.'],
    ['fr', 'Rien à payer à la livraison.'],
    ['ar', 'لا شيء عليك دفعه عند الاستلام.'],
  ])('has a sentence of its own where nothing is due, in %s', (locale, sentence) => {
    const { text } = messageFor(onItsWay({ amountDue: mad(0), customer: { locale } }));
    expect(text).toContain(sentence);
    expect(text).not.toMatch(/\d,?\.?00|MAD|د\.م/);
  });

  it('names the carrier where the assignee has no name', () => {
    expect(messageFor(onItsWay({ tracking })).text).toContain('on its way with Amana.');
  });

  it('does for an order of a lifecycle that assigns nobody', () => {
    const notification = onItsWay();
    const order: Record<string, unknown> = { ...notification.order };
    delete order['assignee'];
    const bare = { ...notification, order: order as unknown as typeof notification.order };
    expect(messageFor(bare).text).toContain('is on its way.');
  });
});

describe('the language of a message', () => {
  it.each([
    ['ar', 'ar-MA'],
    ['ar-EG', 'ar-EG'],
    ['fr-MA', 'fr-MA'],
    ['fr_CA', 'fr-CA'],
    ['FR', 'fr-MA'],
    ['ara', 'ar-MA'],
    ['en-GB', 'en-GB'],
    ['de-DE', 'fr-MA'],
    ['frr', 'fr-MA'],
    ['ar-a', 'fr-MA'],
    ['', 'fr-MA'],
    [null, 'fr-MA'],
  ])('for %j is %s, where the shop speaks French', (locale, said) => {
    expect(messageFor(onItsWay({ customer: { locale } }), { locale: 'fr' }).locale).toBe(said);
  });

  it('is English where nothing is said', () => {
    expect(messageFor(onItsWay()).locale).toBe('en-MA');
  });

  it.each(['de', 'no tag', ''])('of the shop is refused when it is %j', (locale) => {
    const known = onItsWay({ customer: { locale: 'fr' } });
    expect(() => messageFor(known, { locale })).toThrow(OptionsError);
  });
});

describe('an amount', () => {
  it.each([
    ['en', 24_000, 'MAD', 'MAD 240.00'],
    ['fr-TN', 12_500, 'TND', '12,500 DT'],
    ['ar-KW', 1_250, 'KWD', '١٫٢٥٠ د.ك.'],
    ['ar-MA', 24_050, 'MAD', '240,50 د.م.'],
    ['en-US', 1_500, 'JPY', '¥1,500'],
    // By ISO 4217 the dinar of Iraq has three decimals, whatever a platform thinks.
    ['en', 12_500, 'IQD', 'IQD 12.500'],
    ['fr-FR', 123_456_789, 'EUR', '1 234 567,89 €'],
    ['en', Number.MAX_SAFE_INTEGER, 'MAD', 'MAD 90,071,992,547,409.91'],
  ])('in %s of %i %s is %s, to the last minor unit', (locale, amount, currency, written) => {
    const amountDue = { amount, currency };
    expect(seen(messageFor(onItsWay({ amountDue, customer: { locale } })).text)).toContain(written);
  });
});

describe('an Arabic message', () => {
  const { subject, text } = messageFor(onItsWay({ ...full, customer: { locale: 'ar' } }), {
    shop: 'Zahra',
  });

  it('keeps what is written the other way apart', () => {
    for (const part of ['#1042', 'Zahra', 'Karim', 'MA123456']) {
      expect(text).toContain(`\u2068${part}\u2069`);
    }
    expect(subject).toContain('\u2068#1042\u2069');
    expect(text).toMatch(/\u2068\u200f240,00 د\.م\.\u200f\u2069/);
  });

  it('ends whatever it sets apart', () => {
    for (const part of [subject, text]) {
      expect(part.match(/\u2068/g)?.length).toBe(part.match(/\u2069/g)?.length);
    }
  });

  it('begins with an Arabic letter, which decides its direction', () => {
    for (const part of [subject, text]) expect(part).toMatch(/^\p{Script=Arabic}/u);
  });

  it('leaves the link as it is, on a line of its own', () => {
    expect(text.split('\n').at(-1)).toBe('https://track.example/MA123456');
  });
});

describe('a message that is no Arabic one', () => {
  const gsm =
    /^[@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/u;

  it.each(['en', 'fr', 'fr-FR'])('in %s costs one SMS letter by letter', (locale) => {
    for (const amountDue of [mad(0), mad(24_000), mad(123_456_789)]) {
      const about = onItsWay({ ...full, amountDue, customer: { locale } });
      expect(messageFor(about, { shop: 'Zahra' }).text).toMatch(gsm);
      expect(messageFor(about).text).toMatch(gsm);
    }
  });
});

describe('what others wrote', () => {
  const nasty = 'Karim\r\nBcc: all@evil.example\u2028\u0000\u202emirak\u2069\u2066';

  it.each(['en', 'fr', 'ar'])('stays on its line and in its direction, in %s', (locale) => {
    const message = messageFor(
      onItsWay({
        customer: { locale },
        assignee: { ...karim, name: nasty },
        source: { ...source, reference: nasty },
        tracking: { ...tracking, number: nasty, url: null },
      }),
      { shop: nasty },
    );
    for (const part of [message.subject, message.text]) {
      expect(part).toContain('Karim Bcc: all@evil.example mirak');
      expect(part).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e\u2066]/u);
      expect(part.match(/\u2068/g)?.length).toBe(part.match(/\u2069/g)?.length);
    }
  });

  it.each([
    'javascript:alert(1)',
    'https://track.example/a b',
    'https://track.example/\nPay here: https://evil.example',
    'track.example/1',
    ' ',
  ])('is no link when it is %j', (url) => {
    const { text } = messageFor(onItsWay({ tracking: { ...tracking, url } }));
    expect(text).not.toContain('\n');
    expect(text).not.toContain('evil');
  });

  it('is left out when nothing is left of it', () => {
    const blank = { ...source, reference: '\u200e \n' };
    expect(messageFor(onItsWay({ source: blank }), { shop: ' ' }).subject).toBe(
      'Your order o1 is on its way',
    );
  });
});

describe('a shop’s own words', () => {
  const texts = {
    fr: { out_for_delivery: { text: ({ order, due }) => `On arrive ! ${order}, ${due ?? '0'}` } },
  } satisfies OwnMessageTexts;

  it('take the place of the ones here, one by one', () => {
    const about = onItsWay({ ...full, customer: { locale: 'fr' } });
    const message = messageFor(about, { texts });
    expect(message.text).toBe('On arrive ! #1042, 240,00 MAD');
    expect(message.subject).toBe('Votre commande #1042 est en route');
    expect(messageFor(onItsWay(full), { texts }).text).toBe(messageFor(onItsWay(full)).text);
  });

  it('must be made for a template that is not known here', () => {
    for (const template of ['delivered', 'toString', '__proto__']) {
      expect(() => messageFor(onItsWay({ template }))).toThrow(OptionsError);
    }
  });

  it('do not compile where a message is missing, or one is there that nobody sends', () => {
    const say = () => '';
    const whole: MessageTexts = { out_for_delivery: { subject: say, text: say } };
    // @ts-expect-error a language has every message
    const none: MessageTexts = {};
    // @ts-expect-error a message has both parts
    const half: MessageTexts = { out_for_delivery: { subject: say } };
    // @ts-expect-error no such message is ever sent
    const more: MessageTexts = { ...whole, delivred: { subject: say, text: say } };
    // @ts-expect-error no such language is spoken here
    const other = () => messageFor(onItsWay(), { texts: { de: whole } });
    expect([whole, none, half, more]).toHaveLength(4);
    expect(other).not.toThrow();
  });
});
