/** The proofs of a document, in shape (VC Data Integrity 1.0 section 2.1). */
import { z } from 'zod';
import { fromBase64Url } from '../../bytes.ts';
import { fromBase58 } from '../../keys/base58.ts';
import { err, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import type { Problem } from '../problem.ts';
import { contextsOf } from './contexts.ts';
import { type AcceptedCryptosuites, hashingSuites, legacySuites } from './cryptosuites.ts';
import { proofMoment } from './date-time-stamp.ts';

export type ProofShapeProblem = Problem<
  'proof_missing' | 'proof_malformed' | 'proof_unsupported' | 'proof_context'
>;

const maxProofs = 10;

export const Proof = z.looseObject({
  id: z.string().min(1).optional(),
  type: z.string(),
  /** Of a `DataIntegrityProof`; a proof of an older type is its own suite. */
  cryptosuite: z.string().optional(),
  verificationMethod: z.string().min(1),
  proofPurpose: z.string(),
  proofValue: z.string(),
  created: proofMoment.optional(),
  expires: proofMoment.optional(),
  challenge: z.string().optional(),
  domain: z.union([z.string(), z.array(z.string())]).optional(),
  /** The ids of proofs that had to be there first: then this one is part of a chain. */
  previousProof: z.union([z.string(), z.array(z.string()).min(1).max(maxProofs)]).optional(),
});
export type Proof = z.infer<typeof Proof>;

/** Looks and takes the object as it is: what was signed must not be a copy that lost a member. */
const isProof = (value: unknown): value is Proof => Proof.safeParse(value).success;

/** A proof in shape, the name of its suite, and the bytes of its `proofValue`. */
export type ParsedProof = { readonly proof: Proof; readonly suite: string; readonly value: Uint8Array };

const lengths: ReadonlySet<number> = new Set([64, 96]);

/** The longest `proofValue` of a selective disclosure that is looked at, in letters. */
const maxDisclosure = 100_000;

/** Multibase: base58 with `z` for the suites of one signature, base64url with `u` for those of selective disclosure. */
const parseValue = (suite: string, text: string): Uint8Array | undefined => {
  if (hashingSuites.has(suite) || legacySuites.has(suite)) {
    const bytes = text.startsWith('z') ? fromBase58(text.slice(1)) : undefined;
    return bytes && lengths.has(bytes.length) ? bytes : undefined;
  }
  return text.startsWith('u') && text.length <= maxDisclosure ? fromBase64Url(text.slice(1)) : undefined;
};

const sameContext = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * A proof may repeat the document's context: another one would give its terms another meaning. Under the JCS suites it
 * may be the beginning of the document's (vc-di-eddsa section 3.3.2): what came after it was not signed.
 */
const hasForeignContext = (proof: Proof, suite: string, document: JsonObject): boolean => {
  if (!('@context' in proof)) return false;
  if (hashingSuites.get(suite)?.carriesContext !== true)
    return !sameContext(proof['@context'], document['@context']);
  const contexts = contextsOf(document);
  return contextsOf(proof).some((context, index) => !sameContext(context, contexts[index]));
};

const problem = (code: ProofShapeProblem['code'], message: string) => err({ code, message });

const isKnownType = (type: unknown, accepted: AcceptedCryptosuites): boolean =>
  type === 'DataIntegrityProof' || (typeof type === 'string' && legacySuites.has(type) && accepted.has(type));

/** The suite that a proof names; undefined when it is not said in the way of its type. */
const suiteOf = ({ type, cryptosuite, created }: Proof): string | undefined => {
  if (type === 'DataIntegrityProof')
    return cryptosuite === undefined || legacySuites.has(cryptosuite) ? undefined : cryptosuite;
  return cryptosuite === undefined && created !== undefined ? type : undefined;
};

const parseProof = (
  one: unknown,
  document: JsonObject,
  accepted: AcceptedCryptosuites,
): Result<ParsedProof, ProofShapeProblem> => {
  if (isJsonObject(one) && 'type' in one && !isKnownType(one.type, accepted))
    return problem('proof_unsupported', 'A proof is of a kind that is not known here.');
  const proof = isProof(one) ? one : undefined;
  const suite = proof && suiteOf(proof);
  if (!proof || suite === undefined) return problem('proof_malformed', 'A proof is not well-formed.');
  if (!accepted.has(suite))
    return problem('proof_unsupported', 'A proof has a cryptosuite that is not taken here.');
  const value = parseValue(suite, proof.proofValue);
  if (!value)
    return problem('proof_malformed', 'The value of a proof is not in the form of its cryptosuite.');
  if (hasForeignContext(proof, suite, document))
    return problem('proof_context', 'A proof brings a context of its own.');
  return ok({ proof, suite, value });
};

/** All proofs of a document, each well-formed and of an accepted cryptosuite; one that is not spoils all. */
export const parseProofs = (
  document: JsonObject,
  accepted: AcceptedCryptosuites,
): Result<readonly ParsedProof[], ProofShapeProblem> => {
  const { proof } = document;
  if (proof === undefined) return problem('proof_missing', 'The document has no proof.');
  const list: readonly unknown[] = Array.isArray(proof) ? proof : [proof];
  if (list.length === 0) return problem('proof_missing', 'The document has no proof.');
  if (list.length > maxProofs) return problem('proof_malformed', 'The document has too many proofs.');
  const proofs: ParsedProof[] = [];
  for (const one of list) {
    const parsed = parseProof(one, document, accepted);
    if (!parsed.ok) return parsed;
    proofs.push(parsed.value);
  }
  return ok(proofs);
};
