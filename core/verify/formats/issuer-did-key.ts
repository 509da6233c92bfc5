/** The key of a platform's DID document that a credential names, if it may speak for that platform. */
import type { PublicJwk } from '../../keys/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { isCompromised, type Platform } from '../../trust/index.ts';
import type { VerifyContext } from '../context.ts';
import { belongsTo, loadKeys } from './did-keys.ts';
import type { SignatureFailure } from './format.ts';

/**
 * The public key; refused when it is not one of `did` for credentials, or somebody else may have had it.
 *
 * @param did on the scheme's list as `platform`'s; its DID document may be fetched
 * @param verificationMethod the DID URL, unknown as it came
 */
export const issuerKeyOf = async (
  { did, verificationMethod }: { readonly did: string; readonly verificationMethod: unknown },
  platform: Platform,
  context: VerifyContext,
): Promise<Result<PublicJwk, Extract<SignatureFailure, `issuer_${string}`>>> => {
  if (!belongsTo(verificationMethod, did)) return err('issuer_key_foreign');
  const keys = await loadKeys(did, 'assertionMethod', context, verificationMethod);
  if (!keys.ok) return err('issuer_unreachable');
  const key = keys.value(verificationMethod);
  if (key === undefined) return err('issuer_key_foreign');
  return isCompromised(platform, key) ? err('issuer_key_compromised') : ok(key);
};
