/**
 * One credential through all the checks, in the order of VER-30: form, issuer on the list (before anything is
 * fetched), signature, claims, holder, validity, status. A check that makes a later one senseless ends the row.
 */
import { type PartialClaims, recordFromClaims } from '../credential/index.ts';
import { hasStopped, type KnownPlatform } from '../trust/index.ts';
import { type CheckCode, createCheck, verdictOf } from './check-codes.ts';
import { checkClaims, checkReadClaims, keepAsked, missingClaims } from './checks/check-claims.ts';
import { checkHolder, type PresentedCredential } from './checks/check-holder.ts';
import { checkIssuer } from './checks/check-issuer.ts';
import type { ExpectedBinding } from './checks/check-nonce.ts';
import { checkStatus } from './checks/check-status.ts';
import { checkValidity } from './checks/check-validity.ts';
import type { VerifyContext } from './context.ts';
import { type OpenedCredential, openCredential } from './formats/index.ts';
import { type Seen, seenMessage } from './messages.ts';
import { readableClaims } from './readable-claims.ts';
import type { CopyNote, CredentialReport } from './report.ts';
import { describeVerdict } from './verdict.ts';
import { worstOutcome } from './worst-outcome.ts';

/** What a request asked for; undefined when nobody asked and a credential was simply handed in. */
export type Asked = ExpectedBinding & {
  /** What else was shown is dropped; everything is kept when this is left out. */
  readonly askedClaims?: readonly string[];
  readonly requiredClaims: readonly string[];
};

/** What is known of a credential by the time that a conclusion is drawn. */
type Findings = {
  readonly codes: readonly CheckCode[];
  readonly seen?: Seen;
  readonly opened?: OpenedCredential;
  readonly platform?: KnownPlatform;
  readonly claims?: PartialClaims;
  readonly validFrom?: Date;
  readonly validUntil?: Date;
  readonly listDate?: Date | undefined;
  readonly copy?: CopyNote | undefined;
  readonly newerExists?: boolean;
};

/** A stranger may call itself what it likes, but not at length. */
const shorten = (id: string): string => id.slice(0, 300);

const conclude = (findings: Findings, { trust, now }: VerifyContext): CredentialReport => {
  const { codes, opened, platform, claims, validFrom, validUntil } = findings;
  const outcome = worstOutcome(codes.map(verdictOf));
  const decisive = codes.find((code) => verdictOf(code) === outcome) ?? 'format_unreadable';
  const stoppedOn = platform !== undefined && hasStopped(platform, now) ? platform.until : undefined;
  const message = describeVerdict({
    outcome,
    code: decisive,
    issuer: platform?.name,
    seen: findings.seen === undefined ? undefined : seenMessage(findings.seen),
    validFrom,
    validUntil,
    listDate: findings.listDate,
    newerExists: findings.newerExists,
    stoppedOn: stoppedOn === undefined ? undefined : new Date(`${stoppedOn}T12:00:00Z`),
    trustListDate: trust.state === 'missing' ? undefined : new Date(trust.list.issued),
  });
  return {
    outcome,
    message,
    format: opened?.format ?? null,
    issuer: {
      id: opened === undefined ? null : shorten(opened.issuerId),
      name: platform?.name ?? null,
      kvkNumber: platform?.kvkNumber ?? null,
      listed: platform !== undefined,
      ...(platform?.vouchedBy !== undefined && { vouchedBy: platform.vouchedBy }),
      ...(platform?.vouchedByList !== undefined && { vouchedByList: platform.vouchedByList }),
      ...(stoppedOn !== undefined && { stoppedOn }),
    },
    validFrom: validFrom?.toISOString() ?? null,
    validUntil: validUntil?.toISOString() ?? null,
    record: claims === undefined ? null : recordFromClaims(claims),
    holder: codes.includes('holder_proved') ? 'proved' : 'not_proved',
    checks: codes.map(createCheck),
    ...(findings.copy !== undefined && { copy: findings.copy }),
    ...(findings.newerExists === true && { newerExists: true }),
  };
};

/** Form and issuer: all that can be said without fetching anything. */
const findIssuer = (
  { credential }: PresentedCredential,
  { trust, now }: VerifyContext,
): Findings & { readonly opened?: OpenedCredential } => {
  const opened = openCredential(credential);
  if (!opened.ok) return { codes: ['format_unreadable'], seen: opened.error };
  const { signedAt, kluscv } = opened.value;
  const said = signedAt === undefined || signedAt > now ? now : signedAt;
  const { code, platform } = checkIssuer(opened.value, trust, { signedAt: said, now });
  const known = { opened: opened.value };
  if (platform !== undefined) return { ...known, codes: ['format_known', code], platform };
  // What is neither ours nor by anybody whom we know is no KlusCV, rather than one of an unknown issuer.
  return kluscv
    ? { ...known, codes: ['format_known', code] }
    : { codes: ['format_unreadable'], seen: 'other_credential' };
};

/** The answers when the signature could not be found to hold. */
const failedSignature = (code: CheckCode, { codes, opened, platform }: Findings): Findings => {
  const known = opened === undefined ? {} : { opened };
  const listed = platform === undefined ? known : { ...known, platform };
  if (code === 'issuer_key_foreign' || code === 'issuer_key_compromised')
    return { ...known, codes: ['format_known', code] };
  if (code === 'issuer_unreachable' || code === 'signature_invalid' || code === 'signature_too_heavy')
    return { ...listed, codes: [...codes, code] };
  if (code === 'base_proof_shown') return { ...listed, codes: [code, ...codes.slice(1)], seen: 'base_proof' };
  return { ...listed, codes: [code, ...codes.slice(1), 'signature_valid'], seen: 'unknown_form' };
};

/**
 * All the checks on one credential.
 *
 * @param asked what the request asked; undefined when a credential was simply handed in
 */
export const judgeCredential = async (
  presented: PresentedCredential,
  asked: Asked | undefined,
  context: VerifyContext,
): Promise<CredentialReport> => {
  const found = findIssuer(presented, context);
  const { opened, platform } = found;
  if (opened === undefined || platform === undefined) return conclude(found, context);
  const signed = await opened.verify(platform, context);
  if (!signed.ok) return conclude(failedSignature(signed.error, found), context);
  const { holder, status, validFrom, validUntil, copy } = signed.value;
  const readable = readableClaims(signed.value.claims);
  // Read once already, and nothing in it was made readable since.
  const asRead = readable === signed.value.claims ? signed.value.read : undefined;
  const read = asRead === undefined ? checkClaims(readable) : checkReadClaims(asRead);
  if (read.claims === undefined || validFrom === undefined || validUntil === undefined) {
    return conclude(failedSignature('content_unknown', found), context);
  }
  const lacking = missingClaims(read.claims, asked?.requiredClaims ?? []);
  const claimsCode = lacking.length === 0 ? read.code : 'claims_missing';
  const holderCode = await checkHolder(presented, holder, asked, context);
  // Nobody can tell whose it is: nothing of it is shown, and nothing asks for it further.
  if (verdictOf(holderCode) === 'undetermined')
    return conclude(
      { codes: [...found.codes, 'signature_valid', holderCode], opened, platform, validFrom, validUntil },
      context,
    );
  const validity = checkValidity({ validFrom, validUntil }, context);
  const bound = verdictOf(holderCode) === 'valid';
  const { code, listDate, newerExists } = bound
    ? await checkStatus(status, platform, context)
    : { code: undefined, listDate: undefined, newerExists: false };
  // Who turned a copy off, worker or platform, is nobody's business but theirs.
  const statusCode = code === 'status_revoked' && copy !== undefined ? 'status_copy_off' : code;
  return conclude(
    {
      codes: [
        ...found.codes,
        'signature_valid',
        holderCode,
        validity,
        ...(statusCode === undefined ? [] : [statusCode]),
        claimsCode,
      ],
      opened,
      platform,
      claims: asked?.askedClaims === undefined ? read.claims : keepAsked(read.claims, asked.askedClaims),
      validFrom,
      validUntil,
      listDate,
      copy,
      newerExists,
    },
    context,
  );
};
