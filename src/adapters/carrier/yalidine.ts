import type { FailureReason } from '../../order/reasons.js';
import { all, failedFor, handedOver, setOut, triedFor } from './meaning.js';
import type { Meaning, Vocabulary } from './meaning.js';

/** What Yalidine says: `data.status` and `data.reason` of an event. */
export interface YalidineSaid {
  readonly status: string;
  readonly reason?: string | null;
}

const reasons: Readonly<Record<string, FailureReason>> = {
  'Téléphone injoignable': 'customer_unavailable',
  'Client ne répond pas': 'customer_unavailable',
  'Faux numéro': 'customer_unavailable',
  'Client absent (reporté)': 'customer_unavailable',
  'Client absent (échoué)': 'customer_unavailable',
  'Client no-show': 'customer_unavailable',
  'Annulé par le client': 'refused',
  'Commande double': 'refused',
  "Le client n'a pas commandé": 'refused',
  'Produit erroné': 'other',
  'Produit manquant': 'other',
  'Produit cassé ou défectueux': 'damaged',
  'Client incapable de payer': 'no_cash',
  'Wilaya erronée': 'wrong_address',
  'Commune erronée': 'wrong_address',
  'Adresse non livrable': 'out_of_area',
};

/** A status with each of its reasons. */
const withReasons = (
  status: string,
  meaningOf: (reason: FailureReason) => Meaning,
): Record<string, Meaning> =>
  Object.fromEntries(
    Object.entries(reasons).map(([text, reason]) => [`${status}: ${text}`, meaningOf(reason)]),
  );

const tried = 'Tentative échouée';
// As Yalidine spells it; accents make no difference.
const failed = 'Echèc livraison';

/**
 * Yalidine's statuses (Guepex speaks the same), with the reasons of visits that failed. What has failed for good mostly
 * brings no reason along: the last visit's counts. Times have no zone; they are taken as Algeria's.
 *
 * Source: Yalidine's webhook documentation and histories of real parcels, by copies (2026); it publishes no definitions.
 *
 * @category Carriers
 * @since 0.1.0
 */
export const yalidine: Vocabulary<YalidineSaid> = {
  utcOffset: '+01:00',
  codesOf: ({ status, reason }) => (reason ? [`${status}: ${reason}`, status] : [status]),
  meanings: {
    ...all('nothing', 'Pas encore expédié', 'A vérifier', 'En préparation', 'Pas encore ramassé'),
    ...all('nothing', 'Prêt à expédier', 'En passation', 'Débloqué', 'Transfert', 'Centre'),
    ...all('nothing', 'Vers Wilaya', 'En transit', 'Reçu à Wilaya', 'En attente du client'),
    ...all('nothing', 'Prêt pour livreur', 'En attente', 'Alerte résolue'),
    ...all('picked_up', 'Ramassé', 'Expédié'),
    'Sorti en livraison': setOut,
    Livré: handedOver,
    [tried]: triedFor('other'),
    ...withReasons(tried, triedFor),
    [failed]: failedFor('as_last_visit'),
    ...withReasons(failed, failedFor),
    ...all(failedFor('as_last_visit'), 'Retour vers centre', 'Retourné au centre'),
    ...all(failedFor('as_last_visit'), 'Retour transfert', 'Retour groupé', 'Retour à retirer'),
    'Retour vers vendeur': failedFor('as_last_visit'),
    'Retourné au vendeur': 'back',
    ...all('note', 'Bloqué', 'En localisation', 'En alerte', 'Retour non retiré'),
    ...all('note', 'Colis abandonné', 'Echange échoué', 'Annulé'),
  },
};
