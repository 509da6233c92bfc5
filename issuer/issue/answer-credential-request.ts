/** From credential request to credentials (OpenID4VCI 1.0, section 8), in the order that leaks and costs least. */
import { KlusCVError } from '../../core/errors.ts';
import { samePublicJwk } from '../../core/keys/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { IssuerDeps } from '../deps.ts';
import { hashSecret } from '../offer/secrets.ts';
import type { CredentialConfiguration } from './configuration.ts';
import { configurations } from './configurations.ts';
import type { HolderKey } from './holder-key.ts';
import { issueCredential, loadSignable } from './issue-credential.ts';
import { describeUsedNonce, isFreshNonce } from './nonce.ts';
import { type OpenidError, refuse } from './openid-error.ts';
import { batchSize, parseCredentialRequest } from './parse-credential-request.ts';
import { verifyProof } from './verify-proof.ts';

export type CredentialAnswer = { readonly credentials: readonly { readonly credential: unknown }[] };

/** Checks token, request, proofs and nonce, then signs one credential for each key. */
export async function answerCredentialRequest(
  deps: IssuerDeps,
  { accessToken, body }: { accessToken: string | undefined; body: unknown },
): Promise<Result<CredentialAnswer, OpenidError>> {
  const { store, clock } = deps;
  const tokenHash = hashSecret(accessToken ?? '');
  const token =
    accessToken === undefined ? undefined : await store.accessTokens.loadAccessToken(tokenHash, clock());
  if (!token) return refuse('invalid_token', 'The access token is missing, unknown or expired.');
  const request = parseCredentialRequest(body, configurations);
  if (!request.ok) return request;
  const configuration = configurations.get(request.value.configurationId);
  if (!configuration) return refuse('unknown_credential_configuration', 'There is no such configuration.');
  if (!(await store.accessTokens.allowsConfiguration(tokenHash, configuration.id)))
    return refuse('insufficient_scope', 'The access token is for another credential configuration.');
  const holders = await verifyProofs(deps, configuration, request.value.proofs);
  if (!holders.ok) return holders;
  const signable = await loadSignable(deps, token.workerId, token.include).catch(refuseDenied);
  const amount = { count: holders.value.length, limit: batchSize };
  if (!signable || !(await store.accessTokens.takeFromGrant(tokenHash, configuration.id, amount)))
    return refuse(
      'credential_request_denied',
      'There is nothing, or nothing more, to issue with this token.',
    );
  const credentials: { credential: unknown }[] = [];
  for (const holder of holders.value) {
    const issued = await issueCredential(deps, {
      configuration,
      signable,
      holder,
      actor: 'wallet',
    }).catch(refuseDenied);
    if (!issued)
      return refuse('credential_request_denied', 'The record cannot be signed in this form; take another.');
    credentials.push({ credential: issued.credential });
  }
  return ok({ credentials });
}

/** Every proof must hold, with a key of its own and one nonce of ours for all; the nonce is used up here. */
async function verifyProofs(
  { settings, store, hashKey, crypto, clock }: IssuerDeps,
  { bindingMethods }: CredentialConfiguration,
  proofs: readonly string[],
): Promise<Result<readonly HolderKey[], OpenidError>> {
  const now = clock();
  const holders: HolderKey[] = [];
  const nonces = new Set<string>();
  for (const jwt of proofs) {
    const proof = await verifyProof(jwt, { audience: settings.url, bindingMethods, now }, crypto);
    if (!proof.ok) return proof;
    const { holder, nonce } = proof.value;
    if (holders.some((other) => samePublicJwk(other.publicJwk, holder.publicJwk)))
      return refuse('invalid_proof', 'Each proof needs a key of its own.');
    holders.push(holder);
    nonces.add(nonce);
  }
  const [nonce, ...others] = nonces;
  if (nonce === undefined || others.length > 0 || !isFreshNonce(hashKey, nonce, now))
    return refuse('invalid_nonce', 'The nonce is not one of this issuer, or has expired; get a new one.');
  if (!(await store.accessTokens.burnNonce(describeUsedNonce(nonce))))
    return refuse('invalid_nonce', 'The nonce was used before; get a new one.');
  return ok(holders);
}

/** What the worker chose may be gone by now (a review, the worker), or have no place in this form: then nothing is issued. */
function refuseDenied(error: unknown): undefined {
  if (error instanceof KlusCVError && (error.code === 'invalid_request' || error.code === 'conflict'))
    return undefined;
  throw error;
}
