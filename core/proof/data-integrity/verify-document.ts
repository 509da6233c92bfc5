/** Verifying Data Integrity proofs (VC Data Integrity 1.0 sections 4.4 and 4.5): every proof of a document must hold. */
import { algorithmOf } from '../../keys/algorithms.ts';
import { isBlsPublicKey, type VerificationKey } from '../../keys/bls-key.ts';
import type { CryptoPort, HashName } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import {
  type DocumentLoader,
  DocumentTooHeavy,
  hasHiddenMember,
  type LibraryRoom,
} from '../canonical/index.ts';
import type { Problem } from '../problem.ts';
import type { HashingSuite } from './cryptosuite.ts';
import {
  type AcceptedCryptosuites,
  disclosureSuites,
  hashingSuites,
  keyAlgorithmOf,
  kluscvCryptosuites,
  legacySuites,
} from './cryptosuites.ts';
import { readMoment } from './date-time-stamp.ts';
import { createHashData, type HashTools, hashDocument } from './hash-data.ts';
import { type ParsedProof, type Proof, type ProofShapeProblem, parseProofs } from './parse-proofs.ts';
import { type ChainProblem, findCovered, withCovered } from './proof-chain.ts';
import { verifyDisclosure } from './selective-disclosure.ts';

export type DataIntegrityProblem =
  | ProofShapeProblem
  | ChainProblem
  | Problem<
      | 'proof_purpose'
      | 'proof_challenge'
      | 'proof_domain'
      | 'proof_created'
      | 'proof_expired'
      | 'proof_key'
      | 'proof_base'
      | 'proof_signature'
      | 'document_invalid'
      | 'document_too_heavy'
    >;

export type ProofExpectation = {
  readonly document: unknown;
  readonly expectedPurpose: 'assertionMethod' | 'authentication';
  /** When given, every proof must carry it; a presentation is always verified with both. */
  readonly challenge?: string;
  /** One domain that must be among a proof's, or a list that must be the proof's, in any order. */
  readonly domain?: string | readonly string[];
  /** The key of a verification method (a DID URL), when it may be used for the purpose; undefined refuses the proof. */
  readonly keyFor: (verificationMethod: string) => Promise<VerificationKey | undefined>;
  readonly now: Date;
  /** How far ahead the signer's clock may be; 60 by default. */
  readonly clockSkewSeconds?: number;
  /** The suites that are taken, and with which keys: those of a KlusCV by default. */
  readonly accepted?: AcceptedCryptosuites;
};

export type VerifyingTools = {
  readonly crypto: Pick<CryptoPort, 'verifySignature' | 'digest'>;
  readonly loadDocument: DocumentLoader;
  /** What is left for the library of a verification with several documents; enough for one when left out. */
  readonly libraryRoom?: LibraryRoom | undefined;
};

export type VerifiedProofs = {
  /** In the order of the proofs. */
  readonly verificationMethods: readonly string[];
  readonly proofs: readonly Proof[];
};

const defaultSkewSeconds = 60;

const refuse = (code: DataIntegrityProblem['code'], message: string) => err({ code, message });

const isForDomain = ({ domain = [] }: Proof, expected: string | readonly string[]): boolean => {
  const domains = new Set(typeof domain === 'string' ? [domain] : domain);
  if (typeof expected === 'string') return domains.has(expected);
  return domains.size === new Set(expected).size && expected.every((one) => domains.has(one));
};

/** What a proof says of itself, before any cryptography. */
const findMismatch = (
  proof: Proof,
  { expectedPurpose, challenge, domain, now, clockSkewSeconds = defaultSkewSeconds }: ProofExpectation,
) => {
  if (proof.proofPurpose !== expectedPurpose)
    return refuse('proof_purpose', 'A proof was made for another purpose.');
  if (challenge !== undefined && proof.challenge !== challenge) {
    return refuse('proof_challenge', 'A proof does not answer this request.');
  }
  if (domain !== undefined && !isForDomain(proof, domain)) {
    return refuse('proof_domain', 'A proof was made for somebody else.');
  }
  if (proof.created !== undefined && readMoment(proof.created) > now.getTime() + clockSkewSeconds * 1000) {
    return refuse('proof_created', 'A proof says that it will be made later.');
  }
  if (proof.expires !== undefined && readMoment(proof.expires) <= now.getTime()) {
    return refuse('proof_expired', 'A proof has expired.');
  }
  return undefined;
};

type OneProof = ParsedProof & {
  /** The document without its proofs. */
  readonly bare: JsonObject;
  readonly covered: readonly Proof[];
  readonly key: VerificationKey;
  /** Hashes of the bare document: the proofs of a set sign the same. */
  readonly hashes: Map<string, Promise<Uint8Array>>;
};

const hashOnce = (
  hashes: OneProof['hashes'],
  suite: HashingSuite,
  hash: HashName,
  document: JsonObject,
  tools: HashTools,
): Promise<Uint8Array> => {
  const name = `${suite.carriesContext} ${hash}`;
  const made = hashes.get(name) ?? hashDocument(suite, hash, document, tools);
  hashes.set(name, made);
  return made;
};

const verifyOne = async (
  { proof, suite: name, value, bare, covered, key, hashes }: OneProof,
  tools: VerifyingTools,
): Promise<Result<unknown, DataIntegrityProblem>> => {
  if (disclosureSuites.has(name)) {
    const { proofValue: _, ...options } = proof;
    const document = withCovered(bare, covered);
    if (hasHiddenMember([document, options]))
      return refuse('document_invalid', 'The document has a member that cannot be signed.');
    return verifyDisclosure({ document, options, value, key }, tools);
  }
  if (isBlsPublicKey(key)) return refuse('proof_key', 'The key of a proof is not one for its cryptosuite.');
  const algorithm = algorithmOf(key);
  const suite = hashingSuites.get(name) ?? legacySuites.get(name);
  const hash = suite?.hashes.get(algorithm);
  if (!suite || !hash) return refuse('proof_key', 'The key of a proof is not one for its cryptosuite.');
  const { proofValue: _, ...options } = proof;
  const context = suite.carriesContext ? options['@context'] : undefined;
  const document = context === undefined ? bare : { ...bare, '@context': context };
  let data: Uint8Array;
  try {
    const documentHash = await (document === bare && covered.length === 0
      ? hashOnce(hashes, suite, hash, bare, tools)
      : hashDocument(suite, hash, withCovered(document, covered), tools));
    data = await createHashData(suite, hash, { options, document, documentHash }, tools);
  } catch (error) {
    if (error instanceof DocumentTooHeavy) return refuse('document_too_heavy', error.message);
    return refuse('document_invalid', 'The document uses a context or a term that is not defined.');
  }
  return (await tools.crypto.verifySignature(algorithm, key, data, value))
    ? ok(proof)
    : refuse('proof_signature', 'A signature does not match the document.');
};

/**
 * Verifies all proofs of a document: form, purpose, challenge and domain, times, chain, key, signature. JSON-LD runs in safe
 * mode and with the given loader alone; `document_too_heavy` says nothing
 * about the proofs. Whether the keys are the issuer's is decided by `keyFor`. Never throws for a bad
 * document.
 */
export const verifyDataIntegrity = async (
  expectation: ProofExpectation,
  tools: VerifyingTools,
): Promise<Result<VerifiedProofs, DataIntegrityProblem>> => {
  const { document, keyFor, accepted = kluscvCryptosuites } = expectation;
  if (!isJsonObject(document)) return refuse('proof_malformed', 'The document is not a JSON object.');
  const parsed = parseProofs(document, accepted);
  if (!parsed.ok) return parsed;
  const proofs = parsed.value.map(({ proof }) => proof);
  const covered = findCovered(proofs);
  if (!covered.ok) return covered;
  for (const proof of proofs) {
    const mismatch = findMismatch(proof, expectation);
    if (mismatch) return mismatch;
  }
  const { proof: _, ...bare } = document;
  const hashes: OneProof['hashes'] = new Map();
  for (const [index, one] of parsed.value.entries()) {
    const key = await keyFor(one.proof.verificationMethod);
    if (!key || !accepted.get(one.suite)?.has(keyAlgorithmOf(key))) {
      return refuse('proof_key', 'The key of a proof is not known, or not one for its cryptosuite.');
    }
    const verified = await verifyOne(
      { ...one, bare, covered: covered.value[index] ?? [], key, hashes },
      tools,
    );
    if (!verified.ok) return verified;
  }
  return ok({ verificationMethods: proofs.map(({ verificationMethod }) => verificationMethod), proofs });
};
