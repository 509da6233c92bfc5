/** One claim in words: its name, and what of it the other side would see. */
import { type Language, words } from '../../contexts/index.ts';
import {
  type ClaimName,
  describeRecord,
  formatDate,
  formatNumber,
  type PartialClaims,
  recordFromClaims,
} from '../../core/credential/index.ts';

export type DescribedClaim = {
  readonly label: string;
  /** Parts of the value, each a line; empty when the claim has nothing to show by itself. */
  readonly lines: readonly string[];
};

/** The name of a claim, as the work record calls it. */
export function claimLabel(name: ClaimName, language: Language): string {
  const { record, wallet } = words[language];
  if (name === 'asOf' || name === 'nameBasis' || name === 'reviewCount') return wallet.claims[name];
  return record[name];
}

/** A claim with its value, from the same words as every other view of the record. */
export function describeClaim(
  name: ClaimName,
  claims: PartialClaims,
  language: Language,
  now: Date,
): DescribedClaim {
  const label = claimLabel(name, language);
  const described = describeRecord(recordFromClaims({ [name]: claims[name] }), language, now);
  const date = claims.asOf === undefined ? [] : [formatDate(claims.asOf, language)];
  const count = claims.reviewCount === undefined ? [] : [formatNumber(claims.reviewCount, language)];
  const own: ReadonlyMap<ClaimName, readonly string[]> = new Map<ClaimName, readonly string[]>([
    ['name', described.name === undefined ? [] : [described.name]],
    ['nameBasis', described.nameNote === undefined ? [] : [described.nameNote]],
    ['asOf', date],
    ['reviews', described.reviews?.items.map(({ text }) => text) ?? []],
    ['reviewCount', count],
    ['generalSkills', described.generalSkills === undefined ? [] : [described.generalSkills.note]],
  ]);
  const [row] = [...described.facts, ...described.judgements];
  const ofRow =
    row === undefined ? [] : [...(row.items ?? [row.value]), ...(row.note === undefined ? [] : [row.note])];
  return { label, lines: own.get(name) ?? ofRow };
}
