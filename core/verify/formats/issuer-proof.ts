/** A Data Integrity proof by a platform, on a credential or on a status list (VC Data Integrity 1.0 section 4.4). */
import { type AcceptedCryptosuites, kluscvCryptosuites, verifyDataIntegrity } from '../../proof/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import { isCompromised, platformsOfListIssuer } from '../../trust/index.ts';
import type { VerifyContext } from '../context.ts';
import { belongsTo, loadKeys } from './did-keys.ts';
import type { SignatureFailure } from './format.ts';

/** The proofs of a document, which may be one or a list; empty when there is none that can be read. */
export const proofsOf = (document: JsonObject): readonly JsonObject[] => {
  const proofs = Array.isArray(document.proof) ? document.proof : [document.proof];
  return proofs.every(isJsonObject) ? proofs : [];
};

/**
 * Whether every proof of `document` is by a key of `did` and holds.
 *
 * @param did on the scheme's list; its DID document may be fetched
 * @param accepted the suites that are taken; those in which nothing is left out, unless others are named
 */
export const verifyIssuerProof = async (
  document: JsonObject,
  did: string,
  context: VerifyContext,
  accepted: AcceptedCryptosuites = kluscvCryptosuites,
): Promise<Result<undefined, SignatureFailure>> => {
  const methods = proofsOf(document).map((proof) => proof.verificationMethod);
  if (methods.length === 0) return err('signature_invalid');
  const own = methods.filter((method) => belongsTo(method, did));
  if (own.length < methods.length) return err('issuer_key_foreign');
  const known = await loadKeys(did, 'assertionMethod', context);
  const unknown = known.ok ? own.find((method) => known.value(method) === undefined) : undefined;
  const keys = unknown === undefined ? known : await loadKeys(did, 'assertionMethod', context, unknown);
  if (!keys.ok) return err('issuer_unreachable');
  const used = own.flatMap((method) => keys.value(method) ?? []);
  if (used.length < own.length) return err('issuer_key_foreign');
  const platforms = context.trust.state === 'missing' ? [] : platformsOfListIssuer(context.trust.list, did);
  if (platforms.some((platform) => used.some((key) => isCompromised(platform, key))))
    return err('issuer_key_compromised');
  const verified = await verifyDataIntegrity(
    {
      document,
      expectedPurpose: 'assertionMethod',
      keyFor: async (method) => keys.value(method),
      now: context.now,
      clockSkewSeconds: context.clockSkewSeconds,
      accepted,
    },
    context,
  );
  if (verified.ok) return ok(undefined);
  if (verified.error.code === 'document_too_heavy') return err('signature_too_heavy');
  return err(verified.error.code === 'proof_base' ? 'base_proof_shown' : 'signature_invalid');
};
