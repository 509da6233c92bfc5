/** `GET /offers/{secret}`: an offer by reference; fetched as often as a wallet likes, always the same (OpenID4VCI 1.0, 4.1.3). */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuerDeps } from '../deps.ts';
import { createOfferObject } from '../offer/create-offer.ts';
import { hashSecret } from '../offer/secrets.ts';

export function serveOffer({ store, settings, clock }: IssuerDeps): RequestHandler<{ secret: string }> {
  return async (req, res) => {
    const offer = await store.offers.loadOffer(hashSecret(req.params.secret));
    if (!offer) throw new KlusCVError('not_found');
    if (offer.used || offer.expiresAt <= clock()) throw new KlusCVError('gone');
    res.set('Cache-Control', 'no-store').json(
      createOfferObject(settings.url, {
        configurations: offer.configurations,
        offerSecret: req.params.secret,
        needsTxCode: offer.txCodeId !== null,
      }),
    );
  };
}
