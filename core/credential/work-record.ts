/** A work record: the gig records of one worker, counted. Every figure's rule stands in `issuer/aggregate/`. */
import { z } from 'zod';

const count = z.int().min(1);
const hours = z.number().min(0);
export const LocalDate = z.iso.date();

export const Attendance = z.strictObject({ attended: z.int().min(0), agreed: count });
export const Rating = z.strictObject({
  /** Mean to two decimals; absent below five ratings. */
  ratingValue: z.number().optional(),
  worstRating: z.number(),
  bestRating: z.number(),
  ratingCount: count,
});
export const AspectRating = Rating.extend({
  /** As the platform names it, such as "Communicatie". */
  reviewAspect: z.string().min(1).max(100),
});
/** The mean over the last ratings alone; `window` is how many those are. */
export const RecentRating = z.strictObject({
  ratingValue: z.number(),
  worstRating: z.number(),
  bestRating: z.number(),
  window: count,
});
export const Compliment = z.strictObject({ kind: z.string().min(1).max(100), count });
export const Satisfaction = z.strictObject({ satisfied: z.int().min(0), rated: count });
export const EscoCount = z.strictObject({ id: z.url(), gigs: count });
export const SectorCount = z.strictObject({
  scheme: z.literal('SBI'),
  version: z.string(),
  code: z.string(),
  gigs: count,
  hours,
});
export const ClientCount = z.strictObject({ name: z.string(), gigs: count });

/** What there is none of is absent: no empty list, no zero count (gigsCompleted apart). */
export const WorkRecord = z.strictObject({
  gigsCompleted: z.int().min(0),
  firstGigDate: LocalDate.optional(),
  lastGigDate: LocalDate.optional(),
  asOf: LocalDate,
  hoursWorked: hours.optional(),
  hoursByYear: z.record(z.string().regex(/^\d{4}$/), hours).optional(),
  hoursByMonth: z.record(z.string().regex(/^\d{4}-\d{2}$/), hours).optional(),
  weeksWorked: count.optional(),
  clientCount: count.optional(),
  attendance: Attendance.optional(),
  rating: Rating.optional(),
  /** Only where the platform has them, as the next two; never computed from something else. */
  aspects: z.array(AspectRating).min(1).optional(),
  recentRating: RecentRating.optional(),
  compliments: z.array(Compliment).min(1).optional(),
  satisfaction: Satisfaction.optional(),
  /** How many reviews there are to choose from. */
  reviewCount: count.optional(),
  skills: z.array(EscoCount).min(1).optional(),
  occupations: z.array(EscoCount).min(1).optional(),
  sectors: z.array(SectorCount).min(1).optional(),
  clients: z.array(ClientCount).min(1).optional(),
});
export type WorkRecord = z.infer<typeof WorkRecord>;

/** A review that the worker can choose: `gigId` names it, `month` is all that is said of its date. */
export type Review = { readonly gigId: string; readonly text: string; readonly month: string };

export const NameBasis = z.enum(['identity_document', 'not_checked']);
export type NameBasis = z.infer<typeof NameBasis>;

/** The person the record is about, as the platform knows the name. */
export type Worker = {
  readonly workerId: string;
  readonly name: string;
  readonly birthDate?: string;
  readonly nameBasis: NameBasis;
};
