/** What the platform's button does: an offer for a wallet and a link to the worker's page, with the same rights. */
import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { refuseErased } from '../erasure.ts';
import { defaultConfigurations } from '../issue/configurations.ts';
import { loadClaims } from '../issue/issue-credential.ts';
import { createClaimLink } from './claim-link.ts';
import { createKeptTxCode, createOffer } from './create-offer.ts';
import { ConfigurationIds, Include } from './order-offer.ts';

export const OfferOrder = z.strictObject({
  configurations: ConfigurationIds.optional(),
  include: Include.optional(),
  txCode: z
    .boolean()
    .optional()
    .describe('A code of six digits that the worker must type, sent by another way than the offer.'),
  byValue: z.boolean().optional().describe('The offer itself in the address, not a reference to it.'),
});
export type OfferOrder = z.infer<typeof OfferOrder>;

export type WorkerOffer = {
  /** `openid-credential-offer://…` */
  readonly offerUri: string;
  readonly claimUrl: string;
  readonly txCode?: string;
  readonly expiresAt: Date;
};

/**
 * Keeps an offer and a claim link, and gives their addresses; undefined when nothing is known of the worker.
 * @throws KlusCVError `conflict` when no gig was completed yet, `gone` when the worker was erased
 */
export async function offerToWorker(
  deps: Pick<IssuerDeps, 'store' | 'settings' | 'hashKey' | 'crypto' | 'clock'>,
  { workerId, order, actor }: { workerId: string; order: OfferOrder; actor: string },
): Promise<WorkerOffer | undefined> {
  const { configurations = defaultConfigurations, include, txCode = false, byValue = false } = order;
  if (!(await loadClaims(deps, workerId, include))) return undefined;
  const expiresAt = new Date(deps.clock().getTime() + deps.settings.offerSeconds * 1000);
  return deps.store.transact(async (stores) => {
    await refuseErased(deps, stores, workerId);
    const kept = txCode ? await createKeptTxCode(deps, stores, expiresAt) : undefined;
    const grant = { workerId, configurations, include, txCodeId: kept?.txCodeId ?? null, expiresAt };
    const offerUri = await createOffer(deps, stores, { ...grant, byValue });
    const claimUrl = await createClaimLink(deps, stores, grant);
    const details = { configurations, txCode };
    await recordChange(deps, stores, { actor, action: 'offer_created', workerId, details });
    return { offerUri, claimUrl, ...(kept ? { txCode: kept.txCode } : {}), expiresAt };
  });
}
