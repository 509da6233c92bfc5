/** A reviewer is a third person: on an objection the review goes for good, and so does what was issued with it (domain rule 8). */
import canonicalize from 'canonicalize';
import { parseChoice } from '../../core/credential/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuedCredential } from '../../store/index.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { hashRemovedReview } from '../erasure.ts';
import { offerToWorker, type WorkerOffer } from '../offer/offer-to-worker.ts';
import { changeCredentialStatusIn } from '../status/change-credential-status.ts';

export type RemovedReview = {
  /** Credentials and papers that held the review, and are withdrawn now. */
  readonly withdrawn: readonly string[];
  /** The same choice without the review, for the worker; absent when nothing was withdrawn. */
  readonly offer?: WorkerOffer;
};

/**
 * Removes the review of a gig, withdraws what was issued with it, and offers the worker the same without it.
 * @throws KlusCVError `not_found` when there is no such gig, or no review in it
 */
export async function removeReview(
  deps: Pick<IssuerDeps, 'store' | 'settings' | 'hashKey' | 'crypto' | 'clock'>,
  { gigId, actor }: { gigId: string; actor: string },
): Promise<RemovedReview> {
  const removed = await deps.store.transact(async (stores) => {
    const gig = await stores.erasure.loadGig(gigId);
    if (gig?.review === undefined) throw new KlusCVError('not_found', 'There is no review of this gig.');
    const { review: _, ...without } = gig;
    const gigHash = hashRemovedReview(deps.hashKey, gigId);
    await stores.erasure.removeReview({ gigId, gigHash, canonical: canonicalize(without) ?? '' });
    const { workerId } = gig;
    await recordChange(deps, stores, { actor, action: 'review_removed', workerId, subject: gigHash });
    const held = (await stores.credentials.listCredentials(workerId)).filter(
      (issued) => issued.status !== 'revoked' && holdsReview(issued, gigId),
    );
    for (const { credentialId } of held)
      await changeCredentialStatusIn(deps, stores, {
        credentialId,
        status: 'revoked',
        reasonCode: 'review_objection',
        actor,
      });
    return { workerId, held };
  });
  await deps.store.scrub();
  const [newest] = removed.held;
  const withdrawn = removed.held.map(({ credentialId }) => credentialId);
  if (newest === undefined) return { withdrawn };
  const order = withoutReview(newest.include, gigId);
  const offer = await offerToWorker(deps, { workerId: removed.workerId, order, actor });
  return { withdrawn, ...(offer ? { offer } : {}) };
}

function holdsReview({ include }: IssuedCredential, gigId: string): boolean {
  const { claims, reviews } = parseChoice(include);
  return claims.has('reviews') && (reviews === 'all' || reviews.includes(gigId));
}

/** A list of gigs loses this one; "all reviews" goes on meaning all that there are. */
function withoutReview(include: unknown, gigId: string): { include?: unknown } {
  const { claims, reviews } = parseChoice(include);
  if (include === undefined) return {};
  if (reviews === 'all' || !claims.has('reviews')) return { include };
  return {
    include: {
      ...(typeof include === 'object' ? include : {}),
      reviews: reviews.filter((id) => id !== gigId),
    },
  };
}
