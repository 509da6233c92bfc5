/** One form for what any platform's KlusCV says, with where it comes from. */
import { askedClaims } from '../../core/openid/index.ts';
import type { CredentialReport, Report, ShownRecord } from '../../core/verify/index.ts';

const judgementNames = [
  'attendance',
  'rating',
  'aspects',
  'recentRating',
  'compliments',
  'satisfaction',
  'reviews',
  'reviewCount',
] as const satisfies readonly (keyof ShownRecord)[];
const personNames = ['name', 'nameBasis'] as const satisfies readonly (keyof ShownRecord)[];
const periodNames = [
  'firstGigDate',
  'lastGigDate',
  'asOf',
  'platform',
] as const satisfies readonly (keyof ShownRecord)[];

export type NormalizedRecord = {
  readonly provenance: {
    /** From the scheme's list, never from the credential. */
    readonly platform: string | null;
    readonly kvkNumber: string | null;
    readonly issuerId: string | null;
    readonly format: string | null;
    readonly validFrom: string | null;
    readonly validUntil: string | null;
    readonly asOf: string | null;
    readonly checkedAt: string;
    readonly trustList: Report['trustList'];
    /** Whether whoever showed it proved that it is theirs. */
    readonly holder: 'proved' | 'not_proved';
  };
  readonly person: Pick<ShownRecord, (typeof personNames)[number]>;
  /** Local dates of the first and last gig. */
  readonly period: { readonly from: string; readonly to: string } | null;
  /** Facts, as in a work record. */
  readonly work: Partial<ShownRecord>;
  /** Opinions of the other platform's clients, on its own scale; null when none were shown. */
  readonly judgements:
    | (Pick<ShownRecord, (typeof judgementNames)[number]> & {
        readonly use: 'show_until_own';
      })
    | null;
};

const pick = (record: ShownRecord, isPicked: (name: string) => boolean): Partial<ShownRecord> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => isPicked(name)));

const judging: ReadonlySet<string> = new Set(judgementNames);
const personal: ReadonlySet<string> = new Set(personNames);
const asked: ReadonlySet<string> = new Set(askedClaims('platform'));
const apart: ReadonlySet<string> = new Set([...judgementNames, ...personNames, ...periodNames]);

/** Genuine, and still to be believed: withdrawn or unchecked ones bring no content. */
const withContent: readonly CredentialReport['outcome'][] = ['valid', 'expired'];

/** The record in a report on one credential; undefined when there is nothing that may be taken over. */
export function normalizeRecord(
  credential: CredentialReport,
  { checkedAt, trustList }: Pick<Report, 'checkedAt' | 'trustList'>,
): NormalizedRecord | undefined {
  const { record, issuer, outcome } = credential;
  if (record === null || !withContent.includes(outcome)) return undefined;
  const judgements = pick(record, (name) => judging.has(name));
  const { firstGigDate: from, lastGigDate: to } = record;
  return {
    provenance: {
      platform: issuer.name,
      kvkNumber: issuer.kvkNumber,
      issuerId: issuer.id,
      format: credential.format,
      validFrom: credential.validFrom,
      validUntil: credential.validUntil,
      asOf: record.asOf ?? null,
      checkedAt,
      trustList,
      holder: credential.holder,
    },
    person: pick(record, (name) => personal.has(name)),
    period: from === undefined || to === undefined ? null : { from, to },
    work: pick(record, (name) => asked.has(name) && !apart.has(name)),
    judgements: Object.keys(judgements).length === 0 ? null : { ...judgements, use: 'show_until_own' },
  };
}
