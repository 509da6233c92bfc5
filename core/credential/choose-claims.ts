/** From a work record to the claims that get signed: what the worker chose of it, with the official labels. */
import { escoOccupation, escoSkill, sbiSector, words } from '../../contexts/index.ts';
import { KlusCVError } from '../errors.ts';
import type { Choice } from './choice.ts';
import { type ClaimName, PartialClaims } from './claims.ts';
import type { Review, Worker, WorkRecord } from './work-record.ts';

type Labels = { readonly nl: string; readonly en: string };

/** A concept that is not in our tables is named by its own identifier: we invent no label. */
const concepts = (
  list: WorkRecord['skills'],
  find: (uri: string) => Labels | undefined,
): PartialClaims['skills'] =>
  list?.map(({ id, gigs }) => {
    const labels = find(id);
    return { id, labelNl: labels?.nl ?? id, labelEn: labels?.en ?? id, gigs };
  });

const sectors = (list: WorkRecord['sectors']): PartialClaims['sectors'] =>
  list?.map(({ scheme, version, code, gigs, hours }) => {
    const labels = sbiSector(version, code);
    return {
      scheme,
      version,
      code,
      labelNl: labels?.nl ?? words.nl.record.sectorUnknown(version, code),
      labelEn: labels?.en ?? words.en.record.sectorUnknown(version, code),
      gigs,
      hours,
    };
  });

const periods = (hours: Readonly<Record<string, number>> | undefined): [string, number][] | undefined =>
  hours === undefined
    ? undefined
    : Object.entries(hours).sort(([first], [second]) => (first < second ? -1 : 1));

const chosenReviews = (reviews: readonly Review[], choice: Choice): PartialClaims['reviews'] => {
  const wanted = choice.reviews === 'all' ? undefined : new Set(choice.reviews);
  const chosen = wanted === undefined ? reviews : reviews.filter(({ gigId }) => wanted.has(gigId));
  if (wanted !== undefined && chosen.length < wanted.size) {
    throw new KlusCVError('invalid_request', 'A review that was chosen is not there, or no longer.');
  }
  if (chosen.length === 0) return undefined;
  return chosen.map(({ text, month }) => ({
    reviewBody: text,
    datePublished: month,
    reviewerRole: 'client',
  }));
};

/**
 * Makes the claims of a KlusCV from a worker's record, leaving out what was not chosen and what there is none of.
 * `platformName` is the platform's trade name; `reviews` are all that there are to choose from.
 * Throws `conflict` when no gig has been completed yet, `invalid_request` when a chosen review does not exist.
 */
export const chooseClaims = (input: {
  readonly worker: Worker;
  readonly platformName: string;
  readonly record: WorkRecord;
  readonly reviews: readonly Review[];
  readonly choice: Choice;
}): PartialClaims => {
  const { worker, platformName, record, reviews, choice } = input;
  if (record.gigsCompleted === 0) {
    throw new KlusCVError('conflict', 'This worker has no completed gigs yet.', {
      remedy: 'Make a KlusCV after the first completed gig.',
    });
  }
  const inSubject = choice.claims.has('name') ? worker.name : words.nl.record.generalSkillsNobody;
  const all: PartialClaims = {
    name: worker.name,
    nameBasis: worker.nameBasis,
    birthDate: worker.birthDate,
    platform: platformName,
    gigsCompleted: record.gigsCompleted,
    firstGigDate: record.firstGigDate,
    lastGigDate: record.lastGigDate,
    asOf: record.asOf,
    hoursWorked: record.hoursWorked,
    hoursByYear: periods(record.hoursByYear)?.map(([year, hours]) => ({ year, hours })),
    hoursByMonth: periods(record.hoursByMonth)?.map(([month, hours]) => ({ month, hours })),
    weeksWorked: record.weeksWorked,
    clientCount: record.clientCount,
    occupations: concepts(record.occupations, escoOccupation),
    skills: concepts(record.skills, escoSkill),
    sectors: sectors(record.sectors),
    clients: record.clients,
    attendance: record.attendance,
    rating: record.rating,
    aspects: record.aspects?.map(({ reviewAspect, ...rating }) => ({ ...rating, reviewAspect })),
    recentRating: record.recentRating,
    compliments: record.compliments,
    satisfaction: record.satisfaction,
    reviews: choice.claims.has('reviews') ? chosenReviews(reviews, choice) : undefined,
    reviewCount: record.reviewCount,
    generalSkills: words.nl.record.generalSkillsText(inSubject, platformName),
  };
  const chosen: Record<string, unknown> = {};
  for (const claim of Object.keys(all) as ClaimName[])
    if (all[claim] !== undefined && choice.claims.has(claim)) chosen[claim] = all[claim];
  return isWithinLimits(all) ? chosen : PartialClaims.parse(chosen);
};

/**
 * Whether nothing is in the claims that parsed gig records may hold and claims may not. All else about their shape
 * follows from how they were counted, so that a schema would find nothing, at the price of the counting itself.
 */
const isWithinLimits = ({ firstGigDate, lastGigDate, ...claims }: PartialClaims): boolean =>
  [claims.name, claims.platform].every((text) => isBetween(text, 200)) &&
  isBetween(claims.generalSkills, 2000) &&
  [claims.skills, claims.occupations, claims.sectors].every((list = []) =>
    list.every(({ labelNl, labelEn }) => isBetween(labelNl, 300) && isBetween(labelEn, 300)),
  ) &&
  [firstGigDate, lastGigDate].every((date) => date !== undefined && date[4] === '-');

const isBetween = (text: string | undefined, longest: number): boolean =>
  text !== undefined && text.length >= 1 && text.length <= longest;
