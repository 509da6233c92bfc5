/**
 * Was this presentation made for this very request? The nonce must be the one we gave and the audience must be us
 * (OpenID4VP 1.0 section 14.1: replay). The same question for every format.
 */
import type { CheckCode } from '../check-codes.ts';

/** What a verifier gave with its request: its own full client_id, and a nonce that it uses once. */
export type ExpectedBinding = {
  readonly audience: string;
  readonly nonce: string;
  /** When the proof came, where it is looked at again later: how fresh it was is judged by that moment. */
  readonly presentedAt?: Date;
};

/** Compares what the holder signed with what we asked; undefined when both are right. */
export const checkNonce = (
  signed: { readonly audience: unknown; readonly nonce: unknown },
  expected: ExpectedBinding,
): CheckCode | undefined => {
  if (signed.audience !== expected.audience) return 'holder_audience_wrong';
  if (signed.nonce !== expected.nonce) return 'holder_nonce_wrong';
  return undefined;
};
