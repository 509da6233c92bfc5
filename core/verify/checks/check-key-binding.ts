/** SD-JWT: is the presenter the one whose key stands in `cnf`? RFC 9901 section 7.3, OpenID4VP 1.0 section 8.6. */
import { parseJws, parseJwsPayload, parseSdJwt, verifyKeyBinding } from '../../proof/index.ts';
import type { CheckCode } from '../check-codes.ts';
import type { VerifyContext } from '../context.ts';
import type { Holder } from '../formats/format.ts';
import { checkNonce, type ExpectedBinding } from './check-nonce.ts';

type KeyBindingCode = 'kb_sd_hash' | 'kb_issued_at';

const codes: ReadonlyMap<string, CheckCode> = new Map<KeyBindingCode, CheckCode>([
  ['kb_sd_hash', 'holder_content_wrong'],
  ['kb_issued_at', 'holder_proof_old'],
]);

const signedPayload = (keyBindingJwt: string) => {
  const parsed = parseJws(keyBindingJwt);
  const payload = parsed.ok ? parseJwsPayload(parsed.value) : parsed;
  return payload.ok ? payload.value : undefined;
};

/**
 * The answer for an SD-JWT, with or without its key binding JWT.
 *
 * @param expected undefined when nobody asked for a proof: one that came along must still hold, but proves nothing now
 */
export const checkKeyBinding = async (
  compact: string,
  holder: Holder,
  expected: ExpectedBinding | undefined,
  { now, clockSkewSeconds, crypto }: VerifyContext,
): Promise<CheckCode> => {
  // With nothing behind its last tilde it has none.
  const parsed = compact.endsWith('~') ? undefined : parseSdJwt(compact);
  const keyBindingJwt = parsed?.ok ? parsed.value.keyBindingJwt : undefined;
  if (keyBindingJwt === undefined) {
    if (expected === undefined) return 'holder_not_asked';
    return holder.kind === 'jwk' ? 'holder_proof_missing' : 'holder_key_missing';
  }
  if (holder.kind !== 'jwk') return 'holder_key_missing';
  const payload = signedPayload(keyBindingJwt);
  if (payload === undefined) return 'holder_signature_invalid';
  const { aud, nonce, iat } = payload;
  const verified = await verifyKeyBinding(
    {
      presentation: compact,
      holderJwk: holder.jwk,
      audience: String(aud),
      nonce: String(nonce),
      now: expected === undefined ? new Date(Number(iat) * 1000) : (expected.presentedAt ?? now),
      skew: clockSkewSeconds,
    },
    crypto,
  );
  // Signature first, then whom it is for: a stranger's proof is a stranger's, whatever it says.
  if (!verified.ok && verified.error.code !== 'kb_sd_hash' && verified.error.code !== 'kb_issued_at') {
    return 'holder_signature_invalid';
  }
  const wrong = expected === undefined ? undefined : checkNonce({ audience: aud, nonce }, expected);
  if (wrong !== undefined) return wrong;
  if (!verified.ok) return codes.get(verified.error.code) ?? 'holder_signature_invalid';
  return expected === undefined ? 'holder_not_asked' : 'holder_proved';
};
