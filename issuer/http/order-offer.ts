/** `POST /api/v1/workers/{workerId}/offers`: what the platform's own site calls when the worker presses the button. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { loadClaims } from '../issue/issue-credential.ts';
import { createClaimLink } from '../offer/claim-link.ts';
import { createKeptTxCode, createOffer } from '../offer/create-offer.ts';
import { allConfigurations, ConfigurationIds, Include } from '../offer/order-offer.ts';
import { nobodyThere } from './nobody-there.ts';

const Order = z
  .strictObject({
    configurations: ConfigurationIds.optional(),
    include: Include.optional(),
    /** A code of six digits that the worker must type, sent by another way than the offer. */
    txCode: z.boolean().optional(),
    /** The offer itself in the address, not a reference to it. */
    byValue: z.boolean().optional(),
  })
  .optional();

export function orderOffer(deps: IssuerDeps): RequestHandler<{ workerId: string }> {
  return async (req, res) => {
    const {
      configurations = allConfigurations,
      include,
      txCode,
      byValue = false,
    } = parseInput(Order, req.body) ?? {};
    const { workerId } = req.params;
    if (!(await loadClaims(deps, workerId, include))) throw nobodyThere();
    const expiresAt = new Date(deps.clock().getTime() + deps.settings.offerSeconds * 1000);
    const kept = txCode ? await createKeptTxCode(deps, expiresAt) : undefined;
    const grant = { workerId, configurations, include, txCodeId: kept?.txCodeId ?? null, expiresAt };
    const offerUri = await createOffer(deps, { ...grant, byValue });
    const claimUrl = await createClaimLink(deps, grant);
    res
      .status(201)
      .set('Cache-Control', 'no-store')
      .json({
        offerUri,
        claimUrl,
        ...(kept ? { txCode: kept.txCode } : {}),
        expiresAt: expiresAt.toISOString(),
      });
  };
}
