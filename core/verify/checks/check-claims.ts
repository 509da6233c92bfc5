/** Are the claims in the words of the vocabulary, and is what was asked among them? */
import { type ClaimName, Claims, claimNames, PartialClaims } from '../../credential/claims.ts';
import type { JsonObject } from '../../strict-json.ts';

type ClaimsCheck =
  | { readonly code: 'claims_read' | 'claims_incomplete'; readonly claims: PartialClaims }
  | { readonly code: 'content_unknown'; readonly claims: undefined };

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inside, step) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, step) : undefined),
    value,
  );

/**
 * One claim: its value, `kept_back` when the holder showed too little of it to be understood (a mark without its
 * scale, a list without its items), or `unknown` when it is not what the vocabulary says.
 */
const readClaim = (name: ClaimName, value: unknown): 'read' | 'kept_back' | 'unknown' => {
  const parsed = Claims.shape[name].safeParse(value);
  if (parsed.success) return 'read';
  const onlyMissing = parsed.error.issues.every((issue) =>
    issue.code === 'too_small' ? Array.isArray(at(value, issue.path)) : at(value, issue.path) === undefined,
  );
  return onlyMissing ? 'kept_back' : 'unknown';
};

type Scale = {
  readonly ratingValue?: number | undefined;
  readonly worstRating: number;
  readonly bestRating: number;
};

/** On a scale that runs either way: in some countries one is the best mark. */
const isOnScale = ({ ratingValue, worstRating, bestRating }: Scale): boolean =>
  ratingValue === undefined ||
  (Math.min(worstRating, bestRating) <= ratingValue && ratingValue <= Math.max(worstRating, bestRating));

/** More than a life has, with room. */
const mostHours = 1_000_000;

/** Whether one figure says what another one rules out: nobody can have counted so, whoever signed it. */
const contradicts = (claims: PartialClaims): boolean => {
  const { firstGigDate, lastGigDate, attendance, satisfaction, rating, aspects = [], recentRating } = claims;
  const { hoursWorked = 0, hoursByYear = [], hoursByMonth = [], sectors = [] } = claims;
  const scales: readonly (Scale | undefined)[] = [rating, recentRating, ...aspects];
  return (
    (firstGigDate !== undefined && lastGigDate !== undefined && firstGigDate > lastGigDate) ||
    (attendance !== undefined && attendance.attended > attendance.agreed) ||
    (satisfaction !== undefined && satisfaction.satisfied > satisfaction.rated) ||
    scales.some((scale) => scale !== undefined && !isOnScale(scale)) ||
    [hoursWorked, ...[...hoursByYear, ...hoursByMonth, ...sectors].map(({ hours }) => hours)].some(
      (hours) => hours > mostHours,
    )
  );
};

/** Members that the vocabulary does not have are left out. */
const AnyClaims = PartialClaims.strip();

/**
 * Signed members to claims. Members that the vocabulary does not have are left out: a later version may add some.
 *
 * @param signed the members that the platform signed, formats' own names already taken off
 */
export const checkClaims = (signed: JsonObject): ClaimsCheck => {
  const parsed = AnyClaims.safeParse(signed);
  if (parsed.success) return accept(parsed.data, 'claims_read');
  const present = claimNames.filter((name) => signed[name] !== undefined);
  const readings = present.map((name) => ({ name, reading: readClaim(name, signed[name]) }));
  if (readings.some(({ reading }) => reading === 'unknown'))
    return { code: 'content_unknown', claims: undefined };
  const read = readings.filter(({ reading }) => reading === 'read');
  const claims = PartialClaims.parse(Object.fromEntries(read.map(({ name }) => [name, signed[name]])));
  return accept(claims, read.length === present.length ? 'claims_read' : 'claims_incomplete');
};

/** The same for claims that are known to be in the words of the vocabulary. */
export const checkReadClaims = (claims: PartialClaims): ClaimsCheck => accept(claims, 'claims_read');

const accept = (claims: PartialClaims, code: 'claims_read' | 'claims_incomplete'): ClaimsCheck =>
  contradicts(claims) ? { code: 'content_unknown', claims: undefined } : { code, claims };

/** Only what was asked: a wallet may show more than that, and it is not ours to keep (VER-31). */
export const keepAsked = (claims: PartialClaims, asked: readonly string[]): PartialClaims =>
  PartialClaims.parse(Object.fromEntries(Object.entries(claims).filter(([name]) => asked.includes(name))));

/** The required claims that are not there. */
export const missingClaims = (claims: PartialClaims, required: readonly string[]): readonly string[] =>
  required.filter((name) => !Object.keys(claims).includes(name));
