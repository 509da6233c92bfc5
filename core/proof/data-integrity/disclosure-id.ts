/** By what one knows a credential again of which a holder shows now more, now less. */
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import { disclosureSuites } from './cryptosuites.ts';
import { parseProofs } from './parse-proofs.ts';

/**
 * The public key that the issuer made for this credential alone (vc-di-ecdsa section 3.6), the same in its base proof and in each
 * that is derived from it; undefined for a document with another proof, or more than one.
 */
export const disclosureIdOf = async (document: JsonObject): Promise<Uint8Array | undefined> => {
  if (!isJsonObject(document.proof) || document.proof.cryptosuite !== 'ecdsa-sd-2023') return undefined;
  const parsed = parseProofs(document, disclosureSuites);
  const [proof] = parsed.ok ? parsed.value : [];
  if (proof === undefined) return undefined;
  const { parseSdBaseValue, parseSdDerivedValue } = await import('./sd-proof-value.ts');
  return (parseSdDerivedValue(proof.value) ?? parseSdBaseValue(proof.value))?.publicKey;
};
