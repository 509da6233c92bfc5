/** What can go wrong between the wallet and the others: a closed list, so that every one has its own sentence on a screen. */
import { err } from '../../core/result.ts';

export const flowProblemCodes = [
  'offer_unreadable',
  'offer_gone',
  'offer_unsupported',
  'issuer_unreachable',
  'issuer_answer_wrong',
  'code_needed',
  'code_refused',
  'issuer_refused',
  'credential_not_right',
  'request_unreadable',
  'request_gone',
  'request_expired',
  'request_not_genuine',
  'request_unsupported',
  'verifier_unreachable',
  'verifier_refused',
  'nothing_to_share',
  'key_missing',
] as const;
export type FlowProblemCode = (typeof flowProblemCodes)[number];

/** `detail` is for the one who mends things: English, technical, never personal and never shown on a screen. */
export type FlowProblem = { readonly code: FlowProblemCode; readonly detail: string };

/** A failed result with a problem in it. */
export const problem = (
  code: FlowProblemCode,
  detail: string,
): { readonly ok: false; readonly error: FlowProblem } => err({ code, detail });
