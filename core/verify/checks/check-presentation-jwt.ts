/**
 * W3C presentation as a JWT: is the presenter the subject of the credential? The JWT must be signed by a key of the DID that the
 * platform put into the credential (VCDM 1.1 section 6.3.1; OpenID4VP 1.0 appendix B.1.3.1).
 */
import { type ParsedJws, parseJws, parseJwsPayload, verifyParsedJws } from '../../proof/index.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import type { CheckCode } from '../check-codes.ts';
import type { VerifyContext } from '../context.ts';
import { belongsTo, loadKeys } from '../formats/did-keys.ts';
import type { Holder } from '../formats/format.ts';
import { parseNumericDate } from '../formats/numeric-date.ts';
import { checkNonce, type ExpectedBinding } from './check-nonce.ts';
import { isKeyItself, onlyOne } from './presenter.ts';

const isSignedBy = async (
  did: string,
  { jws, payload }: { readonly jws: ParsedJws; readonly payload: JsonObject },
  context: VerifyContext,
): Promise<boolean> => {
  const { kid, typ } = jws.header;
  const named = [payload.iss, isJsonObject(payload.vp) ? payload.vp.holder : undefined];
  if (!named.every((name) => name === undefined || name === did)) return false;
  if (!belongsTo(kid, did) || (typ !== undefined && typ !== 'JWT')) return false;
  const keys = await loadKeys(did, 'authentication', context);
  const key = keys.ok ? keys.value(kid) : undefined;
  return key !== undefined && (await verifyParsedJws(jws, key, context.crypto)).ok;
};

/** As for a key binding of an SD-JWT. */
const maxAgeMs = 600_000;

/** Members that say when it holds need not be there; the nonce makes it fresh. One that is there must be right. */
const isInTime = ({ iat, nbf, exp }: JsonObject, now: Date, clockSkewSeconds: number): boolean => {
  const skew = clockSkewSeconds * 1000;
  const hasBegun = (value: unknown) => {
    const begin = parseNumericDate(value)?.getTime();
    return value === undefined || (begin !== undefined && begin - skew <= now.getTime());
  };
  const end = parseNumericDate(exp)?.getTime();
  const hasEnded = exp !== undefined && (end === undefined || end + skew <= now.getTime());
  const made = parseNumericDate(iat)?.getTime();
  const isOld = made !== undefined && made + maxAgeMs + skew < now.getTime();
  return hasBegun(iat) && hasBegun(nbf) && !hasEnded && !isOld;
};

/**
 * The answer for a JWT credential, with or without the presentation that it came in.
 *
 * @param expected undefined when nobody asked for a proof: one that came along must still hold, but proves nothing now
 */
export const checkPresentationJwt = async (
  compact: string | undefined,
  holder: Holder,
  expected: ExpectedBinding | undefined,
  context: VerifyContext,
): Promise<CheckCode> => {
  if (compact === undefined) return expected === undefined ? 'holder_not_asked' : 'holder_proof_missing';
  if (holder.kind !== 'did' || !isKeyItself(holder.did)) return 'holder_key_missing';
  const jws = parseJws(compact);
  const payload = jws.ok ? parseJwsPayload(jws.value) : jws;
  if (!jws.ok || !payload.ok) return 'holder_signature_invalid';
  const presentation = { jws: jws.value, payload: payload.value };
  if (!(await isSignedBy(holder.did, presentation, context))) return 'holder_signature_invalid';
  if (expected === undefined) return 'holder_not_asked';
  const { aud, nonce } = payload.value;
  const wrong = checkNonce({ audience: onlyOne(aud), nonce }, expected);
  if (wrong !== undefined) return wrong;
  const at = expected.presentedAt ?? context.now;
  return isInTime(payload.value, at, context.clockSkewSeconds) ? 'holder_proved' : 'holder_proof_old';
};
