/** The wallet's proof that it holds the key (OpenID4VCI 1.0, appendix F.1). */
import { z } from 'zod';
import { PublicJwk } from '../../core/keys/jwk.ts';
import type { CryptoPort } from '../../core/ports.ts';
import { parseJws, parseJwsPayload, verifyParsedJws } from '../../core/proof/jws.ts';
import { ok, type Result } from '../../core/result.ts';
import type { BindingMethod, HolderKey } from './holder-key.ts';
import { type OpenidError, refuse } from './openid-error.ts';
import { resolveHolderDid } from './resolve-holder-did.ts';

/** Signature algorithms of proofs, as the metadata names them. */
export const proofAlgorithms = ['ES256', 'EdDSA'] as const;

/** How old a proof may be, and how far a wallet's clock may be ahead. */
const maxAgeSeconds = 600;
const maxAheadSeconds = 60;

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;

const Header = z.looseObject({
  typ: z.literal('openid4vci-proof+jwt'),
  alg: z.enum(proofAlgorithms),
  kid: z.string().max(4_000).optional(),
  jwk: z.record(z.string(), z.unknown()).optional(),
  x5c: z.unknown().optional(),
});

/** `iss` is not looked at: the wallets of this flow are anonymous, and some put their DID there all the same. */
const Payload = z.looseObject({ aud: z.string(), iat: z.number(), nonce: z.string().min(1).max(500) });

export type VerifiedProof = { readonly holder: HolderKey; readonly nonce: string };

/**
 * Checks form, key, audience, age and signature of one proof. Whether the nonce is one of ours is asked afterwards,
 * once for all proofs of a request.
 * @returns `invalid_proof` with what is wrong, never an exception
 */
export async function verifyProof(
  jwt: string,
  expected: { audience: string; bindingMethods: readonly BindingMethod[]; now: Date },
  crypto: CryptoPort,
): Promise<Result<VerifiedProof, OpenidError>> {
  const parsed = parseJws(jwt);
  if (!parsed.ok) return refuse('invalid_proof', 'The proof is not a signed JWT.');
  const header = Header.safeParse(parsed.value.header);
  if (!header.success)
    return refuse('invalid_proof', 'The proof has a typ, alg or key member that is not taken.');
  const json = parseJwsPayload(parsed.value);
  const payload = Payload.safeParse(json.ok ? json.value : undefined);
  if (!payload.success) return refuse('invalid_proof', 'The proof needs aud, iat and nonce.');
  const { aud, iat, nonce } = payload.data;
  if (aud !== expected.audience) return refuse('invalid_proof', 'The proof is meant for another issuer.');
  const age = expected.now.getTime() / 1000 - iat;
  if (age > maxAgeSeconds || age < -maxAheadSeconds)
    return refuse('invalid_proof', 'The proof is too old, or its iat is in the future.');
  const holder = await findHolderKey(header.data, expected.bindingMethods);
  if (!holder.ok) return holder;
  const signature = await verifyParsedJws(parsed.value, holder.value.publicJwk, crypto);
  if (!signature.ok) return refuse('invalid_proof', 'The signature of the proof is not right.');
  return ok({ holder: holder.value, nonce });
}

async function findHolderKey(
  header: z.infer<typeof Header>,
  bindingMethods: readonly BindingMethod[],
): Promise<Result<HolderKey, OpenidError>> {
  const named = [header.kid, header.jwk, header.x5c].filter((member) => member !== undefined);
  if (named.length !== 1)
    return refuse('invalid_proof', 'The proof names its key by exactly one of kid and jwk.');
  if (header.jwk) return parseHolderJwk(header.jwk, bindingMethods);
  if (header.kid === undefined) return refuse('invalid_proof', 'Keys in certificates are not taken.');
  const method = /^(did:(?:jwk|key)):/.exec(header.kid)?.[1];
  const allowed = bindingMethods.some((binding) => binding === method);
  if (!allowed) return refuse('invalid_proof', 'This configuration is not bound to keys of this kind.');
  const resolved = await resolveHolderDid(header.kid);
  return resolved ? ok(resolved) : refuse('invalid_proof', 'The kid leads to no key that is taken.');
}

function parseHolderJwk(
  jwk: Record<string, unknown>,
  bindingMethods: readonly BindingMethod[],
): Result<HolderKey, OpenidError> {
  if (!bindingMethods.includes('jwk'))
    return refuse('invalid_proof', 'This configuration is bound to a DID; name the key by kid.');
  if (privateMembers.some((member) => Object.hasOwn(jwk, member)))
    return refuse('invalid_proof', 'The jwk holds a private key. Do not use this key again.');
  const publicJwk = PublicJwk.safeParse(jwk);
  return publicJwk.success
    ? ok({ publicJwk: publicJwk.data })
    : refuse('invalid_proof', 'The jwk is not a P-256 or Ed25519 key.');
}
