/** Verifying Data Integrity proofs (VC Data Integrity 1.0 section 4.4): every proof of a document must hold. */
import type { DocumentLoader } from '@digitalbazaar/data-integrity';
import { algorithmOf } from '../../keys/algorithms.ts';
import type { PublicJwk } from '../../keys/jwk.ts';
import type { CryptoPort } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import type { Problem } from '../problem.ts';
import { createLibrarySuite, cryptosuites, KnownKeyProof } from './cryptosuites.ts';
import { type Proof, type ProofShapeProblem, parseProofs } from './parse-proofs.ts';

export type DataIntegrityProblem =
  | ProofShapeProblem
  | Problem<
      | 'proof_purpose'
      | 'proof_challenge'
      | 'proof_domain'
      | 'proof_expired'
      | 'proof_key'
      | 'proof_signature'
      | 'document_invalid'
    >;

export type ProofExpectation = {
  readonly document: unknown;
  readonly expectedPurpose: 'assertionMethod' | 'authentication';
  /** When given, every proof must carry it; a presentation is always verified with both. */
  readonly challenge?: string;
  readonly domain?: string;
  /** The key of a verification method (a DID URL), when it may be used for the purpose; undefined refuses the proof. */
  readonly keyFor: (verificationMethod: string) => Promise<PublicJwk | undefined>;
  readonly now: Date;
};

export type VerifyingTools = {
  readonly crypto: Pick<CryptoPort, 'verifySignature'>;
  readonly loadDocument: DocumentLoader;
};

export type VerifiedProofs = {
  /** In the order of the proofs. */
  readonly verificationMethods: readonly string[];
  readonly proofs: readonly Proof[];
};

const refuse = (code: DataIntegrityProblem['code'], message: string) => err({ code, message });

/** What a proof says of itself, before any cryptography. */
const findMismatch = (proof: Proof, { expectedPurpose, challenge, domain, now }: ProofExpectation) => {
  if (proof.proofPurpose !== expectedPurpose)
    return refuse('proof_purpose', 'A proof was made for another purpose.');
  if (challenge !== undefined && proof.challenge !== challenge) {
    return refuse('proof_challenge', 'A proof does not answer this request.');
  }
  const domains = Array.isArray(proof.domain) ? proof.domain : [proof.domain];
  if (domain !== undefined && !domains.includes(domain)) {
    return refuse('proof_domain', 'A proof was made for somebody else.');
  }
  if (proof.expires !== undefined && Date.parse(proof.expires) <= now.getTime()) {
    return refuse('proof_expired', 'A proof has expired.');
  }
  return undefined;
};

const verifyOne = async (
  document: JsonObject,
  proof: Proof,
  keyFor: ProofExpectation['keyFor'],
  { crypto, loadDocument }: VerifyingTools,
): Promise<Result<Proof, DataIntegrityProblem>> => {
  const facts = cryptosuites.get(proof.cryptosuite);
  if (!facts) return refuse('proof_unsupported', 'A proof has a cryptosuite that is not known here.');
  const key = await keyFor(proof.verificationMethod);
  if (!key || algorithmOf(key) !== facts.algorithm) {
    return refuse('proof_key', 'The key of a proof is not known, or not one for its cryptosuite.');
  }
  let reached = false;
  const suite = new KnownKeyProof({
    cryptosuite: createLibrarySuite(proof.cryptosuite, facts, (data, signature) => {
      reached = true;
      return crypto.verifySignature(facts.algorithm, key, data, signature);
    }),
  });
  const { verified } = await suite.verifyProof({
    proof,
    proofSet: [],
    document,
    documentLoader: loadDocument,
  });
  if (verified) return ok(proof);
  return reached
    ? refuse('proof_signature', 'A signature does not match the document.')
    : refuse('document_invalid', 'The document uses a context or a term that is not defined.');
};

/**
 * Verifies all proofs of a document: form, purpose, challenge and domain, key, signature. JSON-LD runs in safe mode and
 * with the given loader alone. Whether the keys are the issuer's is decided by `keyFor`. Never throws for a bad document.
 */
export const verifyDataIntegrity = async (
  expectation: ProofExpectation,
  tools: VerifyingTools,
): Promise<Result<VerifiedProofs, DataIntegrityProblem>> => {
  if (!isJsonObject(expectation.document))
    return refuse('proof_malformed', 'The document is not a JSON object.');
  const proofs = parseProofs(expectation.document);
  if (!proofs.ok) return proofs;
  const { proof: _, ...document } = expectation.document;
  for (const proof of proofs.value) {
    const mismatch = findMismatch(proof, expectation);
    if (mismatch) return mismatch;
    const verified = await verifyOne(document, proof, expectation.keyFor, tools);
    if (!verified.ok) return verified;
  }
  return ok({
    verificationMethods: proofs.value.map((proof) => proof.verificationMethod),
    proofs: proofs.value,
  });
};
