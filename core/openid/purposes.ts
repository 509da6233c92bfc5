/**
 * Purposes: what each kind of reader may ask, and no more. One table, read by the query, by the check of the answer
 * and by the pages. A reader states its purpose before the worker agrees; the worker may give less than all of it.
 */
import { z } from 'zod';
import type { ClaimName } from '../credential/claims.ts';

export const Purpose = z.enum(['platform', 'employer', 'uwv', 'lender']);
export type Purpose = z.infer<typeof Purpose>;
export const purposes = Purpose.options;

export type PurposePolicy = {
  /** Without these the presentation is refused. */
  readonly required: readonly ClaimName[];
  /** Asked, and fine to leave out: the platform may not have it, the worker may keep it back. */
  readonly optional: readonly ClaimName[];
  /** True for purposes that only a registered reader, with an API key, may state. */
  readonly registeredOnly: boolean;
};

const basis = ['platform', 'gigsCompleted', 'firstGigDate', 'lastGigDate'] as const satisfies ClaimName[];
const named = ['name', ...basis] as const satisfies ClaimName[];

const policies: ReadonlyMap<Purpose, PurposePolicy> = new Map<Purpose, PurposePolicy>([
  [
    'platform',
    {
      required: basis,
      optional: [
        'name',
        'nameBasis',
        'asOf',
        'occupations',
        'clientCount',
        'sectors',
        'skills',
        'attendance',
        'rating',
        'aspects',
        'recentRating',
        'compliments',
        'satisfaction',
        'reviews',
        'reviewCount',
      ],
      registeredOnly: false,
    },
  ],
  [
    'employer',
    {
      required: named,
      optional: [
        'nameBasis',
        'asOf',
        'occupations',
        'hoursWorked',
        'clientCount',
        'clients',
        'sectors',
        'skills',
        'attendance',
        'rating',
        'aspects',
        'recentRating',
        'compliments',
        'satisfaction',
        'reviews',
        'reviewCount',
        'generalSkills',
      ],
      registeredOnly: false,
    },
  ],
  [
    'uwv',
    {
      required: named,
      optional: [
        'nameBasis',
        'birthDate',
        'asOf',
        'occupations',
        'hoursByMonth',
        'weeksWorked',
        'sectors',
        'skills',
        'generalSkills',
      ],
      registeredOnly: true,
    },
  ],
  [
    'lender',
    {
      required: named,
      optional: ['nameBasis', 'birthDate', 'asOf', 'occupations', 'hoursByYear', 'clientCount'],
      registeredOnly: true,
    },
  ],
]);

/** The claims that a purpose requires and may ask. @throws Error never for a parsed Purpose */
export function policyOf(purpose: Purpose): PurposePolicy {
  const policy = policies.get(purpose);
  if (!policy) throw new Error('a purpose without a policy');
  return policy;
}

/** Every claim that a purpose asks, required ones first; a claim outside this list is dropped from an answer. */
export function askedClaims(purpose: Purpose): readonly ClaimName[] {
  const { required, optional } = policyOf(purpose);
  return [...required, ...optional];
}
