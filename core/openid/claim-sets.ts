/**
 * Claim sets: the combinations of a purpose's optional claims that a query offers to a wallet.
 *
 * A wallet that cannot choose claim by claim takes the first set that the credential satisfies, and a set that names
 * one thing too many is no use to it at all. No dozen of sets can have every combination, so these are the ones that
 * credentials really have: the kinds of work that platforms record, with the judgements that workers turn on.
 */
import type { ClaimName } from '../credential/claims.ts';
import { type Purpose, policyOf } from './purposes.ts';

/** Wallets give up on long lists of sets. */
const mostSets = 12;

/** What platforms record about the kind of work, fullest first. */
const kindsOfWork: readonly (readonly ClaimName[])[] = [
  ['occupations', 'sectors', 'skills'],
  ['sectors', 'skills'],
  ['occupations', 'sectors'],
  ['sectors'],
];

/** Judgements as workers turn them on; a platform asks for marks or for a yes or no, hardly ever for both. */
const judgements: readonly (readonly ClaimName[])[] = [
  ['attendance', 'rating', 'reviews', 'reviewCount'],
  ['attendance', 'rating'],
  ['attendance', 'satisfaction'],
  ['rating'],
  ['satisfaction'],
];

const beside = (facts: readonly ClaimName[], parts: readonly (readonly ClaimName[])[]): ClaimName[][] =>
  parts.map((part) => [...facts, ...part]);

/** The optional claims of each set, per purpose; everything and nothing are added to all of them. */
const optionalSets: ReadonlyMap<Purpose, readonly (readonly ClaimName[])[]> = new Map<
  Purpose,
  readonly (readonly ClaimName[])[]
>([
  [
    'platform',
    [
      ...beside(['name', 'nameBasis', 'asOf', 'clientCount', 'sectors'], judgements),
      ...beside(['name', 'nameBasis', 'asOf', 'clientCount'], kindsOfWork.slice(1)),
      ['name', 'nameBasis', 'asOf', 'rating'],
      ['name', 'asOf'],
    ],
  ],
  [
    'employer',
    [
      ...beside(['nameBasis', 'asOf', 'hoursWorked', 'clientCount', 'sectors'], judgements),
      ...beside(['nameBasis', 'asOf', 'hoursWorked', 'clientCount', 'generalSkills'], kindsOfWork.slice(1)),
      // For who leaves nearly everything out, or asked for the mark alone.
      ['nameBasis', 'asOf', 'rating'],
      ['asOf', 'hoursWorked'],
    ],
  ],
  [
    'uwv',
    [
      ...beside(
        ['nameBasis', 'birthDate', 'asOf', 'hoursByMonth', 'weeksWorked', 'generalSkills'],
        kindsOfWork,
      ),
      ...beside(['nameBasis', 'asOf', 'hoursByMonth', 'weeksWorked', 'generalSkills'], kindsOfWork),
      ['nameBasis', 'asOf', 'hoursByMonth', 'weeksWorked', 'generalSkills'],
      ['asOf', 'hoursByMonth', 'weeksWorked'],
    ],
  ],
  [
    'lender',
    [
      ...beside(
        ['nameBasis', 'birthDate', 'asOf', 'hoursByYear'],
        [['occupations', 'clientCount'], ['clientCount'], ['occupations'], []],
      ),
      ...beside(
        ['nameBasis', 'asOf', 'hoursByYear'],
        [['occupations', 'clientCount'], ['clientCount'], ['occupations'], []],
      ),
      ['asOf', 'hoursByYear'],
    ],
  ],
]);

/**
 * The claim sets of a purpose, each with the required claims, the fullest first, the required claims alone last;
 * at most twelve, no set twice (OpenID4VP 1.0 section 6.4.1).
 */
export function claimSetsOf(purpose: Purpose): ClaimName[][] {
  const { required, optional } = policyOf(purpose);
  const order = [...required, ...optional];
  const sets = new Map<string, ClaimName[]>();
  for (const part of [optional, ...(optionalSets.get(purpose) ?? []), []]) {
    const chosen = new Set<ClaimName>([...required, ...part]);
    const set = order.filter((claim) => chosen.has(claim));
    sets.set(set.join(' '), set);
  }
  const fullestFirst = [...sets.values()].sort((a, b) => b.length - a.length);
  const last = fullestFirst.at(-1);
  return last === undefined ? [] : [...fullestFirst.slice(0, -1).slice(0, mostSets - 1), last];
}
