/** The report: what a verification found, in stable codes for programs and in sentences for people. */
import type { PartialClaims } from '../credential/claims.ts';
import type { WorkRecord } from '../credential/work-record.ts';

/** Worst first. With several credentials the report's outcome is the worst of theirs. */
export const outcomes = [
  'malformed',
  'unknown_issuer',
  'changed',
  'not_bound',
  'revoked',
  'suspended',
  'expired',
  'not_yet_valid',
  'undetermined',
  'valid',
] as const;
export type Outcome = (typeof outcomes)[number];

/** A sentence in each language that the project speaks. */
export type Message = { readonly nl: string; readonly en: string };

export type CheckName = 'format' | 'issuer' | 'signature' | 'holder' | 'validity' | 'status' | 'claims';

export type Check = {
  readonly check: CheckName;
  readonly outcome: 'pass' | 'fail' | 'undetermined' | 'not_applicable';
  readonly code: string;
  readonly message: Message;
};

export type CredentialFormat = 'dc+sd-jwt' | 'ldp_vc' | 'jwt_vc_json' | 'kluscv-compact';

/** The part of a work record that was shown, with the person and the chosen reviews. */
export type ShownRecord = Partial<WorkRecord> &
  Pick<PartialClaims, 'name' | 'nameBasis' | 'birthDate' | 'platform' | 'generalSkills' | 'reviews'>;

/**
 * A paper is a copy that the worker can turn off by itself: made for nobody in particular, for somebody whose name does
 * not stand in what was handed in (kept back, or a QR code), or for somebody by name.
 */
export type CopyNote =
  | { readonly madeFor: 'nobody_named' }
  | { readonly madeFor: 'name_kept_back' }
  | { readonly madeFor: 'named'; readonly name: string };

export type CredentialReport = {
  readonly outcome: Outcome;
  /** One sentence or more in each language: the verdict. */
  readonly message: Message;
  readonly format: CredentialFormat | null;
  /** From the scheme's list; `name` is null for an issuer that is not on it. */
  readonly issuer: {
    readonly id: string | null;
    readonly name: string | null;
    readonly kvkNumber: string | null;
    readonly listed: boolean;
    /** Whose list it is on, when that is not the scheme's. */
    readonly vouchedBy?: string;
    /** That list's version and date of issue. */
    readonly vouchedByList?: { readonly version: number; readonly issued: string };
    /** The platform's last day (`2026-06-30`), once it is over. */
    readonly stoppedOn?: string;
  };
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** Null whenever the content could not be trusted (malformed, unknown_issuer, changed). */
  readonly record: ShownRecord | null;
  /** How the holder was bound: by the wallet's key in this very presentation, or not at all. */
  readonly holder: 'proved' | 'not_proved';
  readonly checks: readonly Check[];
  /** Only for a copy. */
  readonly copy?: CopyNote;
  /** The platform has issued one with other figures since; takes nothing away from this one. */
  readonly newerExists?: true;
};

export type Report = {
  readonly outcome: Outcome;
  readonly message: Message;
  readonly checkedAt: string;
  readonly verifier: string;
  /** The scheme's list that vouches for the issuers: its version and date of issue. */
  readonly trustList: { readonly version: number; readonly issued: string } | null;
  readonly credentials: readonly CredentialReport[];
};
