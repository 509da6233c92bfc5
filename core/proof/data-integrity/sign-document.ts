/** Signing W3C credentials and presentations with Data Integrity proofs (VC Data Integrity 1.0 sections 4.2 and 4.3). */
import { toDateTimeStamp } from '../../date-time-stamp.ts';
import { KlusCVError } from '../../errors.ts';
import { toBase58 } from '../../keys/base58.ts';
import type { CryptoPort, Signer } from '../../ports.ts';
import type { JsonObject } from '../../strict-json.ts';
import { type DocumentLoader, hasHiddenMember } from '../canonical/index.ts';
import { credentialsV2Context, withProofContext } from './contexts.ts';
import type { CryptosuiteName } from './cryptosuite.ts';
import { cryptosuiteFor, hashingSuites } from './cryptosuites.ts';
import { createHashData, hashDocument } from './hash-data.ts';
import { type Proof, Proof as ProofSchema } from './parse-proofs.ts';
import { findCovered, withCovered } from './proof-chain.ts';

/** A document with its proof. */
export type SecuredDocument = JsonObject & { readonly proof: object | readonly object[] };

export type SigningTools = {
  readonly signer: Signer;
  readonly loadDocument: DocumentLoader;
  /** For its hash, where that is quicker than JavaScript. */
  readonly crypto?: Pick<CryptoPort, 'digest'>;
};

/** What a proof may say beside what it must. */
export type ProofChoices = {
  /** By default eddsa-rdfc-2022 for Ed25519 and ecdsa-rdfc-2019 for P-256 and P-384. */
  readonly cryptosuite?: CryptosuiteName;
  /** A URL, so that a later proof can name this one. */
  readonly proofId?: string;
  /** Ids of proofs of the document that this one builds on: it covers them. */
  readonly previousProof?: string | readonly string[];
  readonly expires?: Date;
};

const proofsOf = ({ proof }: JsonObject): readonly unknown[] => {
  if (proof === undefined) return [];
  return Array.isArray(proof) ? proof : [proof];
};

const coveredBy = (options: JsonObject, earlier: readonly unknown[]): readonly Proof[] => {
  if (options.previousProof === undefined) return [];
  const own = { ...options, proofValue: '' };
  const parsed = [...earlier, own].map((one) => ProofSchema.safeParse(one));
  const proofs = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const covered = findCovered(proofs);
  if (!covered.ok) throw new KlusCVError('invalid_request', covered.error.message);
  return covered.value.at(-1) ?? [];
};

const addProof = async (
  original: JsonObject,
  {
    verificationMethod,
    created,
    proofMembers,
    choices: { cryptosuite, proofId, previousProof, expires },
  }: {
    readonly verificationMethod: string;
    readonly created: Date;
    readonly proofMembers: JsonObject;
    readonly choices: ProofChoices;
  },
  { signer, loadDocument, crypto }: SigningTools,
): Promise<SecuredDocument> => {
  const { proof: _, ...document } = withProofContext(original);
  const earlier = proofsOf(original);
  // The document and the proof's own options are looked at where they are written to be hashed.
  if (hasHiddenMember(earlier))
    throw new KlusCVError('invalid_request', 'An earlier proof has a member that cannot be signed.');
  const suite = hashingSuites.get(cryptosuite ?? cryptosuiteFor(signer.algorithm));
  const hash = suite?.hashes.get(signer.algorithm);
  if (!suite || !hash)
    throw new KlusCVError(
      'invalid_request',
      'The key is not one for this cryptosuite, or it signs in another way.',
    );
  const options: JsonObject = {
    ...(proofId !== undefined && { id: proofId }),
    type: 'DataIntegrityProof',
    created: toDateTimeStamp(created),
    ...(expires && { expires: toDateTimeStamp(expires) }),
    verificationMethod,
    cryptosuite: suite.name,
    ...proofMembers,
    ...(previousProof !== undefined && { previousProof }),
    ...(suite.carriesContext && { '@context': document['@context'] }),
  };
  const signed = withCovered(document, coveredBy(options, earlier));
  const tools = crypto ? { loadDocument, crypto } : { loadDocument };
  let data: Uint8Array;
  try {
    const documentHash = await hashDocument(suite, hash, signed, tools);
    data = await createHashData(suite, hash, { options, document, documentHash }, tools);
  } catch (cause) {
    throw new KlusCVError('invalid_request', 'The document uses a context or a term that is not defined.', {
      cause,
    });
  }
  const proof = { ...options, proofValue: `z${toBase58(await signer.sign(data))}` };
  return { ...document, proof: earlier.length === 0 ? proof : [...earlier, proof].filter(isObject) };
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Signs a credential: eddsa-rdfc-2022 with an Ed25519 key, ecdsa-rdfc-2019 with a P-256 or P-384 key, or the hashing suite
 * that is asked for. Gives a new object; a proof that was there stays, beside the new one. Throws `invalid_request` when a
 * term or context is not defined (safe mode), the key is not one for the suite, or a previous proof is not there.
 */
export const issueDataIntegrity = (
  {
    credential,
    verificationMethod,
    created,
    ...choices
  }: {
    readonly credential: JsonObject;
    readonly verificationMethod: string;
    readonly created: Date;
  } & ProofChoices,
  tools: SigningTools,
): Promise<SecuredDocument> =>
  addProof(
    credential,
    { verificationMethod, created, proofMembers: { proofPurpose: 'assertionMethod' }, choices },
    tools,
  );

/** An unsigned VCDM 2.0 presentation of these credentials by this holder (a DID). */
export const createPresentation = ({
  holder,
  credentials,
}: {
  readonly holder: string;
  readonly credentials: readonly JsonObject[];
}): JsonObject => ({
  '@context': [credentialsV2Context],
  type: ['VerifiablePresentation'],
  holder,
  verifiableCredential: [...credentials],
});

/**
 * Signs a presentation for one reader, once: `challenge` is the request's nonce, `domain` the verifier's client id
 * (OpenID4VP 1.0 appendix B.1). Throws as `issueDataIntegrity`.
 */
export const signPresentation = (
  {
    presentation,
    verificationMethod,
    challenge,
    domain,
    created,
    ...choices
  }: {
    readonly presentation: JsonObject;
    readonly verificationMethod: string;
    readonly challenge: string;
    readonly domain: string;
    readonly created: Date;
  } & ProofChoices,
  tools: SigningTools,
): Promise<SecuredDocument> =>
  addProof(
    presentation,
    {
      verificationMethod,
      created,
      proofMembers: { proofPurpose: 'authentication', challenge, domain },
      choices,
    },
    tools,
  );
