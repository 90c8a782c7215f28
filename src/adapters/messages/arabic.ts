import type { MessageTexts } from './message-texts.js';

/** Arabic. Each line of prose begins with an Arabic word: the first letter decides which way a phone lays it out. */
export const arabic: MessageTexts = {
  out_for_delivery: {
    subject: ({ order, shop }) =>
      `طلبك ${order}${shop === null ? '' : ` من ${shop}`} في الطريق إليك`,
    text: ({ order, due, carrier, tracking, link, shop }) =>
      [
        `خرج طلبك ${order}${shop === null ? '' : ` من ${shop}`} للتوصيل${carrier === null ? '' : ` مع ${carrier}`}.`,
        due === null ? ' لا شيء عليك دفعه عند الاستلام.' : ` يرجى تجهيز ${due} نقدًا.`,
        tracking === null ? '' : ` رقم التتبع: ${tracking}`,
        link === null ? '' : `\n${link}`,
      ].join(''),
  },
};
