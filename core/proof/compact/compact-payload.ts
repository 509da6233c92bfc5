/** What the QR edition says: the facts of a KlusCV under short names, dates as days, codes in place of URIs. */
import { z } from 'zod';
import { escoOccupations, escoSkills, sbiSector, words } from '../../../contexts/index.ts';
import { PartialClaims } from '../../credential/claims.ts';
import { KlusCVError } from '../../errors.ts';

const millisecondsPerDay = 86_400_000;
/** The longest that a list is; the claims put the most frequent first. */
const maxListLength = 3;
/** A concept's code, or its URI; a longer one stays out. */
const maxCodeLength = 200;
const maxSectorLength = 10;

const day = z.int().min(0).max(100_000);
const count = z.int().min(1);
const text = z.string().min(1).max(200);
const concepts = z
  .array(z.tuple([z.string().min(1).max(maxCodeLength), count]))
  .min(1)
  .max(maxListLength);

const sectorText = z.string().min(1).max(maxSectorLength);

export const CompactPayload = z.strictObject({
  /** Day of issue, day until which it is valid; days since 1970-01-01 (UTC). */
  t: day,
  x: day,
  /** Place in the token status list: index and URL. */
  s: z.tuple([z.int().min(0), z.url()]).optional(),
  n: text.optional(),
  /** `nameBasis`: 1 for an identity document, 0 for not checked. */
  b: z.union([z.literal(0), z.literal(1)]).optional(),
  p: text.optional(),
  g: count.optional(),
  /** First gig, last gig, data up to. */
  f: day.optional(),
  l: day.optional(),
  a: day.optional(),
  h: z.number().min(0).optional(),
  w: count.optional(),
  c: count.optional(),
  /** Occupations and skills: ESCO code (the URI when it has none here) and gigs. */
  o: concepts.optional(),
  k: concepts.optional(),
  /** Sectors: version of SBI, code, gigs, hours. */
  e: z
    .array(z.tuple([sectorText, sectorText, count, z.number().min(0)]))
    .min(1)
    .max(maxListLength)
    .optional(),
  /** This copy was made for somebody; for whom, the paper and the file say. */
  m: z.literal(1).optional(),
});
export type CompactPayload = z.infer<typeof CompactPayload>;

/** The number of a moment's day (UTC) since 1970. */
export const dayOf = (date: Date): number => Math.floor(date.getTime() / millisecondsPerDay);

/** The beginning (UTC) of a day. */
export const dateOfDay = (number: number): Date => new Date(number * millisecondsPerDay);

const toDay = (date: string | undefined): number | undefined =>
  date === undefined ? undefined : dayOf(new Date(`${date}T00:00:00Z`));

const fromDay = (number: number | undefined): string | undefined =>
  number === undefined ? undefined : dateOfDay(number).toISOString().slice(0, 10);

type Concept = { readonly id: string; readonly code: string; readonly nl: string; readonly en: string };
type Concepts = PartialClaims['skills'];

/** A list that has nothing to say is absent, as everywhere. */
const firstFew = <T>(list: readonly T[] | undefined): T[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list.slice(0, maxListLength);

const toCodes = (claims: Concepts, table: readonly Concept[]): CompactPayload['k'] =>
  firstFew(
    claims
      ?.map(({ id, gigs }): [string, number] => [
        table.find((concept) => concept.id === id)?.code ?? id,
        gigs,
      ])
      .filter(([code]) => code.length <= maxCodeLength),
  );

const fromCodes = (codes: CompactPayload['k'], table: readonly Concept[]): Concepts =>
  codes?.map(([code, gigs]) => {
    const { id, nl, en } = table.find((concept) => concept.code === code) ?? { id: code, nl: code, en: code };
    return { id, labelNl: nl, labelEn: en, gigs };
  });

const fromSectors = (sectors: CompactPayload['e']): PartialClaims['sectors'] =>
  sectors?.map(([version, code, gigs, hours]) => {
    const known = sbiSector(version, code);
    return {
      scheme: 'SBI',
      version,
      code,
      labelNl: known?.nl ?? words.nl.record.sectorUnknown(version, code),
      labelEn: known?.en ?? words.en.record.sectorUnknown(version, code),
      gigs,
      hours,
    };
  });

const withoutAbsent = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** The payload for some claims: the facts that fit on paper; judgements, hours by period and texts stay out. */
export const createCompactPayload = ({
  claims,
  issuedAt,
  validUntil,
  status,
  madeForSomebody = false,
}: {
  readonly claims: PartialClaims;
  readonly issuedAt: Date;
  readonly validUntil: Date;
  readonly status?: { readonly idx: number; readonly uri: string };
  readonly madeForSomebody?: boolean;
}): CompactPayload =>
  CompactPayload.parse(
    withoutAbsent({
      t: dayOf(issuedAt),
      x: dayOf(validUntil),
      s: status && [status.idx, status.uri],
      n: claims.name,
      b: claims.nameBasis && (claims.nameBasis === 'identity_document' ? 1 : 0),
      p: claims.platform,
      g: claims.gigsCompleted,
      f: toDay(claims.firstGigDate),
      l: toDay(claims.lastGigDate),
      a: toDay(claims.asOf),
      h: claims.hoursWorked,
      w: claims.weeksWorked,
      c: claims.clientCount,
      o: toCodes(claims.occupations, escoOccupations),
      k: toCodes(claims.skills, escoSkills),
      e: firstFew(
        claims.sectors
          ?.filter(({ version, code }) => Math.max(version.length, code.length) <= maxSectorLength)
          .map(({ version, code, gigs, hours }) => [version, code, gigs, hours]),
      ),
      m: madeForSomebody ? 1 : undefined,
    }),
  );

/** The claims of a payload, with labels from the tables here; undefined when one is out of form, as a code that nobody knows. */
export const parseCompactClaims = (payload: CompactPayload): PartialClaims | undefined => {
  const claims = PartialClaims.safeParse(
    withoutAbsent({
      name: payload.n,
      nameBasis: payload.b === undefined ? undefined : payload.b === 1 ? 'identity_document' : 'not_checked',
      platform: payload.p,
      gigsCompleted: payload.g,
      firstGigDate: fromDay(payload.f),
      lastGigDate: fromDay(payload.l),
      asOf: fromDay(payload.a),
      hoursWorked: payload.h,
      weeksWorked: payload.w,
      clientCount: payload.c,
      occupations: fromCodes(payload.o, escoOccupations),
      skills: fromCodes(payload.k, escoSkills),
      sectors: fromSectors(payload.e),
    }),
  );
  return claims.success ? claims.data : undefined;
};

/** The claims of a payload that `parseCompact` gave. Throws `invalid_request` for any other that is out of form. */
export const claimsFromCompact = (payload: CompactPayload): PartialClaims => {
  const claims = parseCompactClaims(payload);
  if (!claims) throw new KlusCVError('invalid_request', 'A claim of the compact edition is out of form.');
  return claims;
};
