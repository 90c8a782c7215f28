import type { MessageTexts } from './message-texts.js';

/**
 * French. Every letter is in the GSM alphabet, which has é, è and à but neither ç nor ê nor a curved apostrophe, so that
 * an SMS holds 160 of them and not 70.
 */
export const french: MessageTexts = {
  out_for_delivery: {
    subject: ({ order, shop }) =>
      shop === null
        ? `Votre commande ${order} est en route`
        : `${shop} : commande ${order} en route`,
    text: ({ order, due, carrier, tracking, link, shop }) =>
      [
        `${shop === null ? 'Votre' : `${shop} : votre`} commande ${order} est en route${carrier === null ? '' : ` avec ${carrier}`}.`,
        due === null ? ' Rien à payer à la livraison.' : ` Merci de préparer ${due} en espèces.`,
        tracking === null ? '' : ` Suivi : ${tracking}`,
        link === null ? '' : `\n${link}`,
      ].join(''),
  },
};
