/**
 * Selective disclosure of W3C credentials: a base proof for the holder, proofs derived from it for readers. The suites
 * themselves are loaded only when they are needed.
 */
import { toDateTimeStamp } from '../../date-time-stamp.ts';
import { KlusCVError } from '../../errors.ts';
import { isBlsPublicKey, type VerificationKey } from '../../keys/bls-key.ts';
import type { CryptoPort } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import { hasHiddenMember } from '../canonical/index.ts';
import type { Problem } from '../problem.ts';
import type { BbsSigningTools } from './bbs-2023.ts';
import { withProofContext } from './contexts.ts';
import { disclosureSuites } from './cryptosuites.ts';
import type { SdProblem, SdSigningTools } from './ecdsa-sd-2023.ts';
import type { HashTools } from './hash-data.ts';
import { parseProofs } from './parse-proofs.ts';
import { defaultMandatoryPointers, findPointerProblem } from './pointers.ts';

export type { BbsSigner, BbsSigningTools } from './bbs-2023.ts';
export type { SdSigningTools } from './ecdsa-sd-2023.ts';

export type DeriveProblem =
  | SdProblem
  | Problem<'proof_missing' | 'proof_unsupported' | 'proof_context' | 'pointer_invalid'>;

export type BaseProofRequest = {
  readonly credential: JsonObject;
  readonly verificationMethod: string;
  readonly created: Date;
  /** JSON pointers to what every presentation must show; by default issuer, validity, status and schema. */
  readonly mandatoryPointers?: readonly string[];
  readonly proofId?: string;
  readonly expires?: Date;
};

/** The document without a proof, the proof's members, and the pointers: what both suites begin with. */
const prepareBaseProof = (
  cryptosuite: 'ecdsa-sd-2023' | 'bbs-2023',
  { credential, verificationMethod, created, mandatoryPointers, proofId, expires }: BaseProofRequest,
) => {
  if (hasHiddenMember(credential))
    throw new KlusCVError('invalid_request', 'The document has a member that cannot be signed.');
  const { proof: earlier, ...document } = withProofContext(credential);
  if (earlier !== undefined)
    throw new KlusCVError('invalid_request', 'A proof for selective disclosure stands by itself.');
  const pointers = mandatoryPointers ?? defaultMandatoryPointers(document);
  const problem = findPointerProblem(document, pointers);
  if (problem !== undefined) throw new KlusCVError('invalid_request', problem);
  const options: JsonObject = {
    ...(proofId === undefined ? {} : { id: proofId }),
    type: 'DataIntegrityProof',
    created: toDateTimeStamp(created),
    ...(expires === undefined ? {} : { expires: toDateTimeStamp(expires) }),
    verificationMethod,
    cryptosuite,
    proofPurpose: 'assertionMethod',
  };
  return { document, options, mandatoryPointers: pointers };
};

/** The signing of a base proof, with every failure of JSON-LD as `invalid_request`. */
const orInvalidRequest = async (signing: Promise<string>): Promise<string> => {
  try {
    return await signing;
  } catch (cause) {
    throw new KlusCVError(
      'invalid_request',
      'The document uses a context or a term that is not defined, or a pointer selects nothing.',
      { cause },
    );
  }
};

/**
 * Signs a credential with an ecdsa-sd-2023 base proof, for its holder alone. Gives a new object. Throws `invalid_request`
 * when a term or context is not defined, a pointer points to nothing, a proof is there already, or the key is not P-256.
 */
export const issueSdBaseProof = async (
  request: BaseProofRequest,
  tools: SdSigningTools,
): Promise<JsonObject & { readonly proof: object }> => {
  if (tools.signer.algorithm !== 'ES256')
    throw new KlusCVError('invalid_request', 'The key is not one for this cryptosuite.');
  const prepared = prepareBaseProof('ecdsa-sd-2023', request);
  const { signSdBase } = await import('./ecdsa-sd-2023.ts');
  const proofValue = await orInvalidRequest(signSdBase(prepared, tools));
  return { ...prepared.document, proof: { ...prepared.options, proofValue } };
};

/**
 * Signs a credential with a bbs-2023 base proof, for its holder alone. The proof has no `created`, by which proofs derived
 * from it could be told to belong together. Throws as `issueSdBaseProof`.
 */
export const issueBbsBaseProof = async (
  request: BaseProofRequest,
  tools: BbsSigningTools,
): Promise<JsonObject & { readonly proof: object }> => {
  const { document, options, mandatoryPointers } = prepareBaseProof('bbs-2023', request);
  const { created: _, ...timeless } = options;
  const { signBbsBase } = await import('./bbs-2023.ts');
  const proofValue = await orInvalidRequest(
    signBbsBase({ document, options: timeless, mandatoryPointers }, tools),
  );
  return { ...document, proof: { ...timeless, proofValue } };
};

const problem = (code: DeriveProblem['code'], message: string) => err({ code, message });

/**
 * The credential with what the pointers choose, and what its issuer made mandatory, under a proof derived from its base
 * proof. A result, since base proofs come from outside: `pointer_invalid` for a pointer to nothing.
 *
 * @param selectivePointers JSON pointers into the credential, its proof left out
 */
export const deriveSdProof = async (
  {
    credential,
    selectivePointers,
  }: {
    readonly credential: JsonObject;
    readonly selectivePointers: readonly string[];
  },
  tools: Pick<HashTools, 'loadDocument' | 'crypto'>,
): Promise<Result<JsonObject & { readonly proof: object }, DeriveProblem>> => {
  const parsed = parseProofs(credential, disclosureSuites);
  if (!parsed.ok) {
    const { code, message } = parsed.error;
    return problem(code, message);
  }
  const [base, ...more] = parsed.value;
  if (!base || more.length > 0)
    return problem('proof_malformed', 'There is not exactly one proof to derive from.');
  const { proof: _, ...document } = credential;
  const wrong = findPointerProblem(document, selectivePointers);
  if (wrong !== undefined) return problem('pointer_invalid', wrong);
  const request = { document, value: base.value, selectivePointers };
  const derived =
    base.proof.cryptosuite === 'bbs-2023'
      ? await (await import('./bbs-2023.ts')).deriveBbs(request, tools)
      : await (await import('./ecdsa-sd-2023.ts')).deriveSd(request, tools);
  if (!derived.ok) return derived;
  const { proofValue } = derived.value;
  const original = isJsonObject(credential.proof) ? credential.proof : base.proof;
  return ok({ ...derived.value.document, proof: { ...original, proofValue } });
};

/** Whether a derived proof of one of these suites holds; a base proof is refused as `proof_base`. */
export const verifyDisclosure = async (
  {
    key,
    ...given
  }: {
    readonly document: JsonObject;
    readonly options: JsonObject;
    readonly value: Uint8Array;
    readonly key: VerificationKey;
  },
  tools: HashTools & { readonly crypto: Pick<CryptoPort, 'verifySignature' | 'digest'> },
): Promise<Result<undefined, SdProblem>> => {
  if (isBlsPublicKey(key)) {
    const { verifyBbsDerived } = await import('./bbs-2023.ts');
    return verifyBbsDerived({ ...given, key }, tools);
  }
  const { verifySdDerived } = await import('./ecdsa-sd-2023.ts');
  return verifySdDerived({ ...given, key }, tools);
};
