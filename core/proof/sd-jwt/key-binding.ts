/** Key binding: the holder's signature over one presentation, for one reader, once (RFC 9901 sections 4.3 and 7.3). */
import { z } from 'zod';
import type { PublicJwk } from '../../keys/jwk.ts';
import type { CryptoPort, Signer } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import { signJws, verifyJws } from '../jws.ts';
import type { Problem } from '../problem.ts';
import { digestOf } from './disclosure.ts';
import { parseSdJwt } from './parse-sd-jwt.ts';

export type KeyBindingProblem = Problem<
  'kb_missing' | 'kb_malformed' | 'kb_signature' | 'kb_audience' | 'kb_nonce' | 'kb_sd_hash' | 'kb_issued_at'
>;

const KeyBindingPayload = z.looseObject({
  iat: z.number(),
  aud: z.string(),
  nonce: z.string(),
  sd_hash: z.string(),
  // Not asked for; where a wallet names an end or a begin, it is held to it (RFC 7519 section 4.1).
  exp: z.number().optional(),
  nbf: z.number().optional(),
});

/** Presentations older than this many seconds are refused. */
const defaultMaxAgeSeconds = 600;

const toSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** The SD-JWT (ending in a tilde) with the holder's key binding JWT behind it. */
export const addKeyBinding = async (
  withoutKeyBinding: string,
  {
    audience,
    nonce,
    issuedAt,
  }: { readonly audience: string; readonly nonce: string; readonly issuedAt: Date },
  { signer, crypto }: { readonly signer: Signer; readonly crypto: Pick<CryptoPort, 'sha256'> },
): Promise<string> => {
  const sdHash = await digestOf(withoutKeyBinding, crypto);
  const payload = { iat: toSeconds(issuedAt), aud: audience, nonce, sd_hash: sdHash };
  return withoutKeyBinding + (await signJws({ header: { typ: 'kb+jwt' }, payload }, signer));
};

export type KeyBindingExpectation = {
  /** A compact SD-JWT with key binding. */
  readonly presentation: string;
  /** The key of the credential's `cnf`. */
  readonly holderJwk: PublicJwk;
  /** The verifier's full client id. */
  readonly audience: string;
  readonly nonce: string;
  readonly now: Date;
  /** Seconds that the clocks may differ. */
  readonly skew: number;
  readonly maxAgeSeconds?: number;
};

/**
 * Verifies that the holder signed this very presentation for this audience and nonce, within the time window.
 * The order is that of OpenID4VP 1.0 section 8.6: signature, audience, nonce, sd_hash, time.
 */
export const verifyKeyBinding = async (
  {
    presentation,
    holderJwk,
    audience,
    nonce,
    now,
    skew,
    maxAgeSeconds = defaultMaxAgeSeconds,
  }: KeyBindingExpectation,
  crypto: Pick<CryptoPort, 'sha256' | 'verifySignature'>,
): Promise<Result<{ readonly issuedAt: Date }, KeyBindingProblem>> => {
  const refuse = (code: KeyBindingProblem['code'], message: string) => err({ code, message });
  const parsed = parseSdJwt(presentation);
  if (!parsed.ok) return refuse('kb_malformed', parsed.error.message);
  const { keyBindingJwt, withoutKeyBinding } = parsed.value;
  if (keyBindingJwt === undefined) return refuse('kb_missing', 'There is no key binding.');
  const verified = await verifyJws(keyBindingJwt, holderJwk, crypto);
  if (!verified.ok) {
    const code = verified.error.code === 'jws_malformed' ? 'kb_malformed' : 'kb_signature';
    return refuse(code, verified.error.message);
  }
  const payload = KeyBindingPayload.safeParse(verified.value.payload);
  if (verified.value.header.typ !== 'kb+jwt' || !payload.success) {
    return refuse('kb_malformed', 'The key binding JWT lacks its type or a claim.');
  }
  const { iat, exp, nbf, aud, nonce: signedNonce, sd_hash: sdHash } = payload.data;
  if (aud !== audience) return refuse('kb_audience', 'The presentation was made for somebody else.');
  if (signedNonce !== nonce) return refuse('kb_nonce', 'The presentation does not answer this request.');
  if (sdHash !== (await digestOf(withoutKeyBinding, crypto))) {
    return refuse('kb_sd_hash', 'The holder signed other disclosures than these.');
  }
  const age = toSeconds(now) - iat;
  if (!(age >= -skew && age <= maxAgeSeconds + skew)) {
    return refuse('kb_issued_at', 'The presentation was not made just now.');
  }
  const hasEnded = exp !== undefined && toSeconds(now) >= exp + skew;
  const hasNotBegun = nbf !== undefined && toSeconds(now) < nbf - skew;
  if (hasEnded || hasNotBegun) {
    return refuse('kb_issued_at', 'The presentation does not hold at this moment.');
  }
  return ok({ issuedAt: new Date(iat * 1000) });
};
