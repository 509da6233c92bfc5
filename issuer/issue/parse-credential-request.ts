/** The credential request (OpenID4VCI 1.0, section 8.2): which configuration, and which keys prove themselves. */
import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { type OpenidError, refuse } from './openid-error.ts';

/** The most keys in one request, one credential each; stands in the metadata as `batch_size`. */
export const batchSize = 10;

const jwt = z.string().max(20_000);
const Body = z.looseObject({
  credential_configuration_id: z.string().max(200).optional(),
  credential_identifier: z.string().max(500).optional(),
  proofs: z.record(z.string(), z.array(z.unknown()).max(100)).optional(),
  /** Drafts before 1.0 had one proof; taken where nothing else is said. */
  proof: z.looseObject({ proof_type: z.string(), jwt: jwt.optional() }).optional(),
  credential_response_encryption: z.unknown().optional(),
});

export type CredentialRequest = { readonly configurationId: string; readonly proofs: readonly string[] };

/**
 * The request as typed members; unknown ones are ignored.
 * @returns an error of section 8.3.1.2 when the form is wrong, or names what this issuer has not got
 */
export function parseCredentialRequest(
  body: unknown,
  knownConfigurations: { has: (configurationId: string) => boolean },
): Result<CredentialRequest, OpenidError> {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return refuse('invalid_credential_request', 'The body is not a credential request.');
  const { credential_configuration_id: configurationId, credential_identifier: identifier } = parsed.data;
  if (parsed.data.credential_response_encryption !== undefined)
    return refuse('invalid_encryption_parameters', 'This issuer does not encrypt responses.');
  if ((configurationId === undefined) === (identifier === undefined))
    return refuse(
      'invalid_credential_request',
      'Exactly one of credential_configuration_id and credential_identifier is needed.',
    );
  if (configurationId === undefined)
    return refuse('unknown_credential_identifier', 'The token response named no credential identifiers.');
  if (!knownConfigurations.has(configurationId))
    return refuse('unknown_credential_configuration', 'This issuer has no such credential configuration.');
  const proofs = parseProofs(parsed.data);
  return proofs.ok ? ok({ configurationId, proofs: proofs.value }) : proofs;
}

function parseProofs(body: z.infer<typeof Body>): Result<readonly string[], OpenidError> {
  const { proof, proofs } = body;
  if (proof && proofs)
    return refuse('invalid_credential_request', 'Both proof and proofs are there; only proofs is needed.');
  if (proof) {
    return proof.proof_type === 'jwt' && proof.jwt !== undefined
      ? ok([proof.jwt])
      : refuse('invalid_proof', 'Only proofs of type jwt are taken.');
  }
  if (!proofs) return refuse('invalid_proof', 'A proof of the key is needed.');
  if (Object.keys(proofs).length !== 1)
    return refuse('invalid_credential_request', 'proofs holds exactly one type of proof.');
  const given = z
    .array(jwt)
    .min(1)
    .safeParse(Object.hasOwn(proofs, 'jwt') ? proofs.jwt : undefined);
  if (!given.success) return refuse('invalid_proof', 'proofs must hold a list of JWTs under jwt.');
  if (given.data.length > batchSize)
    return refuse('invalid_credential_request', `At most ${batchSize} keys in one request.`);
  return ok(given.data);
}
