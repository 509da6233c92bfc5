/**
 * Every answer that a check can give, in one table: which check gives it, whether it passed, and what it makes of
 * the whole credential. The sentences stand in `contexts/words`, section `checks`, under the same codes.
 */
import { checkMessage } from './messages.ts';
import type { Check, CheckName, Outcome } from './report.ts';

type Meaning = readonly [check: CheckName, outcome: Check['outcome'], verdict: Outcome];

export const checkCodes = {
  format_known: ['format', 'pass', 'valid'],
  format_unreadable: ['format', 'fail', 'malformed'],
  content_unknown: ['format', 'fail', 'malformed'],
  base_proof_shown: ['format', 'fail', 'malformed'],

  issuer_listed: ['issuer', 'pass', 'valid'],
  issuer_stopped: ['issuer', 'pass', 'valid'],
  issuer_not_listed: ['issuer', 'fail', 'unknown_issuer'],
  issuer_not_listed_then: ['issuer', 'fail', 'unknown_issuer'],
  issuer_key_foreign: ['issuer', 'fail', 'unknown_issuer'],
  issuer_key_compromised: ['issuer', 'fail', 'unknown_issuer'],
  issuer_unreachable: ['issuer', 'undetermined', 'undetermined'],
  trust_list_missing: ['issuer', 'undetermined', 'undetermined'],
  trust_list_outdated: ['issuer', 'undetermined', 'undetermined'],

  signature_valid: ['signature', 'pass', 'valid'],
  signature_invalid: ['signature', 'fail', 'changed'],
  signature_too_heavy: ['signature', 'undetermined', 'undetermined'],

  holder_proved: ['holder', 'pass', 'valid'],
  holder_not_asked: ['holder', 'not_applicable', 'valid'],
  holder_key_missing: ['holder', 'fail', 'not_bound'],
  holder_proof_missing: ['holder', 'fail', 'not_bound'],
  holder_signature_invalid: ['holder', 'fail', 'not_bound'],
  holder_audience_wrong: ['holder', 'fail', 'not_bound'],
  holder_nonce_wrong: ['holder', 'fail', 'not_bound'],
  holder_content_wrong: ['holder', 'fail', 'not_bound'],
  holder_proof_old: ['holder', 'fail', 'not_bound'],
  holder_too_heavy: ['holder', 'undetermined', 'undetermined'],

  validity_current: ['validity', 'pass', 'valid'],
  validity_not_yet: ['validity', 'fail', 'not_yet_valid'],
  validity_expired: ['validity', 'fail', 'expired'],

  status_active: ['status', 'pass', 'valid'],
  status_newer: ['status', 'pass', 'valid'],
  status_revoked: ['status', 'fail', 'revoked'],
  status_copy_off: ['status', 'fail', 'revoked'],
  status_suspended: ['status', 'fail', 'suspended'],
  status_missing: ['status', 'undetermined', 'undetermined'],
  status_foreign: ['status', 'undetermined', 'undetermined'],
  status_unreachable: ['status', 'undetermined', 'undetermined'],
  status_unreadable: ['status', 'undetermined', 'undetermined'],
  status_expired: ['status', 'undetermined', 'undetermined'],
  status_outside: ['status', 'undetermined', 'undetermined'],

  claims_read: ['claims', 'pass', 'valid'],
  claims_incomplete: ['claims', 'pass', 'valid'],
  claims_missing: ['claims', 'fail', 'valid'],
} as const satisfies Record<string, Meaning>;

export type CheckCode = keyof typeof checkCodes;

const made = new Map<CheckCode, Check>();

/** One check's answer, with its sentence in every language; the same object each time. */
export const createCheck = (code: CheckCode): Check => {
  const known = made.get(code);
  if (known !== undefined) return known;
  const [check, outcome] = checkCodes[code];
  const answer = { check, outcome, code, message: checkMessage(code) };
  made.set(code, answer);
  return answer;
};

/** What this answer alone makes of the credential. */
export const verdictOf = (code: CheckCode): Outcome => checkCodes[code][2];
