/** Signing W3C credentials and presentations with Data Integrity proofs (VC Data Integrity 1.0 section 4.2). */
import type { DocumentLoader, ProofObject } from '@digitalbazaar/data-integrity';
import { KlusCVError } from '../../errors.ts';
import type { Signer } from '../../ports.ts';
import type { JsonObject } from '../../strict-json.ts';
import { createLibrarySuite, cryptosuiteFor, cryptosuites, KnownKeyProof } from './cryptosuites.ts';

export const credentialsV2Context = 'https://www.w3.org/ns/credentials/v2';
const dataIntegrityContext = 'https://w3id.org/security/data-integrity/v2';

/** A document with its proof. */
export type SecuredDocument = JsonObject & { readonly proof: object | readonly object[] };

export type SigningTools = { readonly signer: Signer; readonly loadDocument: DocumentLoader };

const contextsOf = (document: JsonObject): readonly unknown[] => {
  const context = document['@context'];
  return Array.isArray(context) ? context : [context];
};

/** A VCDM 1.1 document does not know of proofs by itself. */
const withProofContext = (document: JsonObject): JsonObject => {
  const contexts = contextsOf(document);
  return contexts.includes(credentialsV2Context) || contexts.includes(dataIntegrityContext)
    ? document
    : { ...document, '@context': [...contexts, dataIntegrityContext] };
};

const proofsOf = ({ proof }: JsonObject): readonly unknown[] => {
  if (proof === undefined) return [];
  return Array.isArray(proof) ? proof : [proof];
};

const addProof = async (
  original: JsonObject,
  {
    verificationMethod,
    created,
    proofMembers,
  }: {
    readonly verificationMethod: string;
    readonly created: Date;
    readonly proofMembers: ProofObject;
  },
  { signer, loadDocument }: SigningTools,
): Promise<SecuredDocument> => {
  const { proof: _, ...document } = structuredClone(withProofContext(original));
  const name = cryptosuiteFor(signer.algorithm);
  const facts = cryptosuites.get(name);
  if (!facts) throw new KlusCVError('internal');
  const suite = new KnownKeyProof({
    cryptosuite: createLibrarySuite(name, facts, async () => false),
    date: created,
    signer: { id: verificationMethod, algorithm: facts.keyKind, sign: ({ data }) => signer.sign(data) },
  });
  let proof: ProofObject;
  try {
    proof = await suite.createProof({
      document,
      purpose: { update: async (draft) => ({ ...draft, ...proofMembers }) },
      proofSet: [],
      documentLoader: loadDocument,
    });
  } catch (cause) {
    throw new KlusCVError('invalid_request', 'The document uses a context or a term that is not defined.', {
      cause,
    });
  }
  const earlier = proofsOf(original);
  return { ...document, proof: earlier.length === 0 ? proof : structuredClone([...earlier, proof]) };
};

/**
 * Signs a credential: eddsa-rdfc-2022 with an Ed25519 key, ecdsa-rdfc-2019 with a P-256 key. Gives a new object; a proof
 * that was there stays, beside the new one. Throws `invalid_request` when a term or context is not defined (safe mode).
 */
export const issueDataIntegrity = (
  {
    credential,
    verificationMethod,
    created,
  }: { readonly credential: JsonObject; readonly verificationMethod: string; readonly created: Date },
  tools: SigningTools,
): Promise<SecuredDocument> =>
  addProof(
    credential,
    { verificationMethod, created, proofMembers: { proofPurpose: 'assertionMethod' } },
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
  }: {
    readonly presentation: JsonObject;
    readonly verificationMethod: string;
    readonly challenge: string;
    readonly domain: string;
    readonly created: Date;
  },
  tools: SigningTools,
): Promise<SecuredDocument> =>
  addProof(
    presentation,
    { verificationMethod, created, proofMembers: { proofPurpose: 'authentication', challenge, domain } },
    tools,
  );
