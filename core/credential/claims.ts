/**
 * Claims: what a KlusCV signs about a worker, the same in every format. In SD-JWT VC they stand at top level,
 * in W3C credentials in `credentialSubject`. Made from a work record by `chooseClaims` (choose-claims.ts),
 * turned back into a (partial) work record by `recordFromClaims` (record-from-claims.ts).
 */
import { z } from 'zod';
import {
  AspectRating,
  Attendance,
  ClientCount,
  Compliment,
  LocalDate,
  NameBasis,
  Rating,
  RecentRating,
  Satisfaction,
} from './work-record.ts';

export { baseClaims, offByDefault } from './default-choice.ts';

const count = z.int().min(1);
const hours = z.number().min(0);
const month = z.string().regex(/^\d{4}-\d{2}$/);
const label = z.string().min(1).max(300);

export const Claims = z.strictObject({
  name: z.string().min(1).max(200),
  nameBasis: NameBasis,
  birthDate: LocalDate,
  /** The platform's trade name, in its own words; a reader is shown the name on the scheme's list. */
  platform: z.string().min(1).max(200),
  gigsCompleted: count,
  firstGigDate: LocalDate,
  lastGigDate: LocalDate,
  asOf: LocalDate,
  hoursWorked: hours,
  hoursByYear: z.array(z.strictObject({ year: z.string().regex(/^\d{4}$/), hours })).min(1),
  hoursByMonth: z.array(z.strictObject({ month, hours })).min(1),
  weeksWorked: count,
  clientCount: count,
  /** ESCO concepts, with their official labels. */
  occupations: z.array(z.strictObject({ id: z.url(), labelNl: label, labelEn: label, gigs: count })).min(1),
  skills: z.array(z.strictObject({ id: z.url(), labelNl: label, labelEn: label, gigs: count })).min(1),
  sectors: z
    .array(
      z.strictObject({
        scheme: z.literal('SBI'),
        version: z.string(),
        code: z.string(),
        labelNl: label,
        labelEn: label,
        gigs: count,
        hours,
      }),
    )
    .min(1),
  clients: z.array(ClientCount).min(1),
  attendance: Attendance,
  rating: Rating,
  aspects: z.array(AspectRating).min(1),
  recentRating: RecentRating,
  compliments: z.array(Compliment).min(1),
  satisfaction: Satisfaction,
  /** Only those that the worker chose. */
  reviews: z
    .array(
      z.strictObject({ reviewBody: z.string(), datePublished: month, reviewerRole: z.literal('client') }),
    )
    .min(1),
  /** How many reviews there were to choose from; stands with `reviews`. */
  reviewCount: count,
  /** The general skills paragraph, Dutch, names filled in. */
  generalSkills: z.string().max(2000),
});
export type Claims = z.infer<typeof Claims>;
export type ClaimName = keyof Claims;
export const claimNames = Object.keys(Claims.shape) as ClaimName[];

/** Claims as they come out of a credential: any of them may have been left out or kept back. */
export const PartialClaims = Claims.partial();
export type PartialClaims = z.infer<typeof PartialClaims>;
