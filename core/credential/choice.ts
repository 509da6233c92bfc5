/** What the worker chooses to have in a KlusCV. Facts are on and judgements off until the worker says otherwise. */
import { z } from 'zod';
import { KlusCVError } from '../errors.ts';
import { baseClaims, type ClaimName, claimNames, offByDefault } from './claims.ts';

export type Choice = {
  readonly claims: ReadonlySet<ClaimName>;
  /** All reviews, or those of these gigs; only looked at when `claims` has `reviews`. */
  readonly reviews: 'all' | readonly string[];
};

const gigIds = z.array(z.string().min(1).max(200)).max(1000);
const Include = z.union([
  z.array(z.enum(claimNames)).max(100),
  z.partialRecord(z.enum(claimNames), z.union([z.boolean(), gigIds])),
]);

const base: ReadonlySet<ClaimName> = new Set(baseClaims);
const off: ReadonlySet<ClaimName> = new Set(offByDefault);
const byDefault = claimNames.filter((claim) => !off.has(claim));

const refuse = (reason: string): KlusCVError => new KlusCVError('invalid_request', `include: ${reason}`);

/** `nameBasis` stands and falls with `name`; `reviewCount` stands wherever `reviews` stands. */
const complete = (claims: Set<ClaimName>): ReadonlySet<ClaimName> => {
  for (const claim of base) claims.add(claim);
  if (claims.has('name')) claims.add('nameBasis');
  else claims.delete('nameBasis');
  if (claims.has('reviews')) claims.add('reviewCount');
  return claims;
};

/**
 * Reads the member `include` of a request: absent for the default; a list of claim names for the base claims,
 * the name and exactly those; an object of claim name to boolean for changes to the default, in which `reviews`
 * may also be a list of gigIds. Throws `invalid_request` for anything else, and when a base claim is turned off.
 */
export const parseChoice = (include: unknown): Choice => {
  if (include === undefined) return { claims: complete(new Set(byDefault)), reviews: 'all' };
  const parsed = Include.safeParse(include);
  if (!parsed.success) {
    throw refuse(
      `a list of claim names, or an object of claim name to boolean; the claims are ${claimNames.join(', ')}.`,
    );
  }
  if (Array.isArray(parsed.data)) {
    return { claims: complete(new Set<ClaimName>(['name', ...parsed.data])), reviews: 'all' };
  }
  const claims = new Set(byDefault);
  let reviews: Choice['reviews'] = 'all';
  for (const claim of claimNames) {
    const wish = parsed.data[claim];
    if (wish === undefined) continue;
    if (typeof wish === 'object') {
      if (claim !== 'reviews') throw refuse(`only reviews can be a list; ${claim} is true or false.`);
      reviews = wish;
    }
    if (wish === false && base.has(claim))
      throw refuse(`${claim} is in every KlusCV and cannot be left out.`);
    if (wish === false || (typeof wish === 'object' && wish.length === 0)) claims.delete(claim);
    else claims.add(claim);
  }
  return { claims: complete(claims), reviews };
};
