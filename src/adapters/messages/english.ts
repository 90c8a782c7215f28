import type { MessageTexts } from './message-texts.js';

/** English. Every letter is in the GSM alphabet, so that an SMS holds 160 of them and not 70. */
export const english: MessageTexts = {
  out_for_delivery: {
    subject: ({ order, shop }) =>
      shop === null ? `Your order ${order} is on its way` : `${shop}: order ${order} is on its way`,
    text: ({ order, due, carrier, tracking, link, shop }) =>
      [
        `${shop === null ? 'Your' : `${shop}: your`} order ${order} is on its way${carrier === null ? '' : ` with ${carrier}`}.`,
        due === null
          ? ' There is nothing to pay at the door.'
          : ` Please have ${due} ready in cash.`,
        tracking === null ? '' : ` Tracking: ${tracking}`,
        link === null ? '' : `\n${link}`,
      ].join(''),
  },
};
