/** What the platform's button does: an offer for a wallet and a link to the worker's page, with the same rights. */
import { z } from 'zod';
import type { Stores } from '../../store/index.ts';
import { recordChanges } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { describeErased, hashErasedWorker } from '../erasure.ts';
import { defaultConfigurations } from '../issue/configurations.ts';
import { loadClaims } from '../issue/issue-credential.ts';
import { oncePerStore } from '../once-per-store.ts';
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

type Deps = Pick<IssuerDeps, 'store' | 'settings' | 'hashKey' | 'crypto' | 'clock'>;
type Order = {
  readonly workerId: string;
  readonly erasedHash: string;
  readonly actor: string;
  readonly configurations: readonly string[];
  readonly include: unknown;
  readonly txCode: boolean;
  readonly byValue: boolean;
  readonly expiresAt: Date;
};

const keeperOf = oncePerStore<(order: Order) => Promise<WorkerOffer | 'erased'>>();

/**
 * Keeps an offer and a claim link, and gives their addresses; undefined when nothing is known of the worker. What is
 * offered at once goes into one transaction.
 * @throws KlusCVError `conflict` when no gig was completed yet, `gone` when the worker was erased
 */
export async function offerToWorker(
  deps: Deps,
  { workerId, order, actor }: { workerId: string; order: OfferOrder; actor: string },
): Promise<WorkerOffer | undefined> {
  const { configurations = defaultConfigurations, include, txCode = false, byValue = false } = order;
  if (!(await loadClaims(deps, workerId, include))) return undefined;
  const expiresAt = new Date(deps.clock().getTime() + deps.settings.offerSeconds * 1000);
  const erasedHash = hashErasedWorker(deps.hashKey, workerId);
  const keep = keeperOf(deps.store, () =>
    deps.store.joinChanges((stores, orders: readonly Order[]) => keepAll(deps, stores, orders)),
  );
  const kept = await keep({
    workerId,
    erasedHash,
    actor,
    configurations,
    include,
    txCode,
    byValue,
    expiresAt,
  });
  if (kept === 'erased') throw describeErased();
  return kept;
}

async function keepAll(
  deps: Deps,
  stores: Stores,
  orders: readonly Order[],
): Promise<readonly (WorkerOffer | 'erased')[]> {
  const erased = await stores.erasure.findErased(orders.map(({ erasedHash }) => erasedHash));
  const offers: (WorkerOffer | 'erased')[] = [];
  for (const order of orders)
    offers.push(erased.has(order.erasedHash) ? 'erased' : await keepOne(deps, stores, order));
  await recordChanges(
    deps,
    stores,
    orders
      .filter(({ erasedHash }) => !erased.has(erasedHash))
      .map(({ actor, workerId, configurations, txCode }) => ({
        actor,
        action: 'offer_created',
        workerId,
        details: { configurations, txCode },
      })),
  );
  return offers;
}

async function keepOne(deps: Deps, stores: Stores, order: Order): Promise<WorkerOffer> {
  const { workerId, configurations, include, txCode, byValue, expiresAt } = order;
  const kept = txCode ? await createKeptTxCode(deps, stores, expiresAt) : undefined;
  const grant = { workerId, configurations, include, txCodeId: kept?.txCodeId ?? null, expiresAt };
  const offerUri = await createOffer(deps, stores, { ...grant, byValue });
  const claimUrl = await createClaimLink(deps, stores, grant);
  return { offerUri, claimUrl, ...(kept ? { txCode: kept.txCode } : {}), expiresAt };
}
