/** `POST /claim/api/offer` `{include, configurations?}`: what the worker chose, as an offer for the wallet. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { refuseErased } from '../erasure.ts';
import { loadClaims } from '../issue/issue-credential.ts';
import { createOffer } from '../offer/create-offer.ts';
import { ConfigurationIds, Include } from '../offer/order-offer.ts';
import { loadClaimSession } from './claim-cookie.ts';
import { nobodyThere } from './nobody-there.ts';

/** The worker stands in front of the QR code: there is no need for long. */
const offerSeconds = 900;

const Body = z.strictObject({ include: Include.optional(), configurations: ConfigurationIds.optional() });

export function claimOffer(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const session = await loadClaimSession(req, deps);
    const body = parseInput(Body, req.body);
    const { include = session.include, configurations = session.configurations } = body;
    if (!configurations.every((id) => session.configurations.includes(id)))
      throw new KlusCVError('forbidden', 'The platform does not offer this form.');
    if (!(await loadClaims(deps, session.workerId, include))) throw nobodyThere();
    const expiresAt = new Date(deps.clock().getTime() + offerSeconds * 1000);
    const { workerId, txCodeId } = session;
    const offer = { workerId, txCodeId, include, configurations, expiresAt, byValue: false };
    const offerUri = await deps.store.transact(async (stores) => {
      await refuseErased(deps, stores, workerId);
      const details = { configurations };
      await recordChange(deps, stores, { actor: 'worker', action: 'offer_created', workerId, details });
      return createOffer(deps, stores, offer);
    });
    res.status(201).set('Cache-Control', 'no-store').json({ offerUri, expiresAt: expiresAt.toISOString() });
  };
}
