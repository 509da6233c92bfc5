/** What a signed report says: the report itself, what it is about, who made it, when and what for. */
import { z } from 'zod';
import { Purpose } from '../openid/index.ts';
import { outcomes, type Report } from '../verify/index.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const message = z.looseObject({ nl: z.string(), en: z.string() });
const outcome = z.enum(outcomes);

const ReportForm = z.looseObject({
  outcome,
  message,
  checkedAt: z.iso.datetime(),
  verifier: z.string(),
  trustList: z.looseObject({ version: z.number(), issued: z.string() }).nullable(),
  credentials: z.array(
    z.looseObject({
      outcome,
      message,
      issuer: z.looseObject({ id: z.string().nullable(), name: z.string().nullable(), listed: z.boolean() }),
      validFrom: z.string().nullable(),
      validUntil: z.string().nullable(),
      record: z.looseObject({}).nullable(),
      holder: z.enum(['proved', 'not_proved']),
      checks: z.array(
        z.looseObject({
          check: z.string(),
          outcome: z.enum(['pass', 'fail', 'undetermined', 'not_applicable']),
          code: z.string(),
          message,
        }),
      ),
    }),
  ),
});
const isReport = (value: unknown): value is Report => ReportForm.safeParse(value).success;

/** One thing that is otherwise than in the earlier report; `credential` counts from 0. */
export const Change = z.object({
  what: z.enum(['outcome', 'check', 'issuer_name', 'issuer_stopped', 'newer_exists']),
  credential: z.number().int().nonnegative(),
  /** Which check, for `check`. */
  check: z.string().optional(),
  /** Outcome, code, name or day; null for what was not there. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type Change = z.infer<typeof Change>;

export const Since = z.object({
  /** Of the earlier report. */
  reference: z.string(),
  checkedAt: z.iso.datetime(),
  /** False when the two are about different credentials; then nothing is compared. */
  sameCredentials: z.boolean(),
  changes: z.array(Change),
});
export type Since = z.infer<typeof Since>;

/** The payload of the JWS, a JWT (RFC 7519): `iss` is the verifier's DID, `jti` the reference number. */
export const ReportContent = z.object({
  iss: z.string(),
  iat: z.number().int(),
  jti: z.string().max(40),
  /** Base address of the verifier. */
  verifierUrl: z.url(),
  /** As stated by who asked; null when nothing was stated. */
  purpose: Purpose.nullable(),
  /** When a wallet showed it to this verifier, for a report on a wallet's answer; whose it is was proved then. */
  presentedAt: z.iso.datetime().optional(),
  /** Present when the verifier keeps this report in a register: until when. */
  kept: z.object({ until: z.iso.datetime() }).optional(),
  /** What was handed in, byte for byte: SHA-256 in hexadecimal, and how many bytes. */
  document: z.object({ sha256: hex, bytes: z.number().int().nonnegative() }),
  /** The credentials found in it, whatever was around them: the digest of what the issuer signed. */
  credentials: z.array(z.object({ format: z.string(), sha256: hex })),
  report: z.custom<Report>(isReport),
  since: Since.optional(),
});
export type ReportContent = z.infer<typeof ReportContent>;

/** What stands in the QR code of the PDF: which report it is, and the digest of its signed form. */
export const ReportNote = z.object({
  iss: z.string(),
  iat: z.number().int(),
  jti: z.string().max(40),
  outcome,
  /** SHA-256 of the compact JWS of the report, in hexadecimal. */
  sha256: hex,
});
export type ReportNote = z.infer<typeof ReportNote>;
