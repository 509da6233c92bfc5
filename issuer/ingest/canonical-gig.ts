import type { GigRecord } from '../../core/credential/gig-record.ts';

/**
 * A gig record as canonical JSON (RFC 8785): the members in the order of their names, which are known, so that nothing
 * has to be sorted; numbers and texts as ECMAScript writes them, as the RFC says.
 *
 * @param gig texts without half letters, as everything that was read here
 */
export const canonicalGig = (gig: GigRecord): string =>
  JSON.stringify({
    aspects: gig.aspects?.map(({ aspect, best, value, worst }) => ({ aspect, best, value, worst })),
    client: gig.client && { id: gig.client.id, name: gig.client.name },
    compliments: gig.compliments,
    gigId: gig.gigId,
    minutes: gig.minutes,
    occupation: gig.occupation,
    rating: gig.rating && canonicalRating(gig.rating),
    review: gig.review && { date: gig.review.date, text: gig.review.text },
    sector: gig.sector && { code: gig.sector.code, scheme: gig.sector.scheme, version: gig.sector.version },
    skills: gig.skills,
    startedAt: gig.startedAt,
    status: gig.status,
    updatedAt: gig.updatedAt,
    workerId: gig.workerId,
    workerName: gig.workerName,
  });

const canonicalRating = (rating: NonNullable<GigRecord['rating']>) =>
  'satisfied' in rating
    ? { satisfied: rating.satisfied }
    : { best: rating.best, value: rating.value, worst: rating.worst };
