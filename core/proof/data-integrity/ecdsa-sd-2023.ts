/**
 * ecdsa-sd-2023 (vc-di-ecdsa section 3.6): every statement of a document is signed by itself, with a key made for this
 * document alone, so that its holder can show some of them. P-256 only.
 */
import { type Bytes, concatBytes, toUtf8 } from '../../bytes.ts';
import { fromBase58 } from '../../keys/base58.ts';
import type { PublicJwk } from '../../keys/jwk.ts';
import { multikeyFrom, publicJwkFromMultikeyBytes } from '../../keys/multikey.ts';
import type { CryptoPort, RandomBytes, Signer } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../../strict-json.ts';
import { DocumentTooHeavy } from '../canonical/index.ts';
import type { Problem } from '../problem.ts';
import { chooseStatements } from './choose-statements.ts';
import { hasPrefix } from './disclosure-value.ts';
import { type HashTools, hashProofOptions, hashText } from './hash-data.ts';
import {
  createSdBaseValue,
  createSdDerivedValue,
  parseSdBaseValue,
  parseSdDerivedValue,
} from './sd-proof-value.ts';
import { groupStatements, labelsByHmac, partStatements, relabelledStatements } from './statements.ts';

export type SdSigningTools = HashTools & {
  /** The issuer's key, P-256. */
  readonly signer: Signer;
  readonly randomBytes: RandomBytes;
  /** A new P-256 key, used for one credential and forgotten. */
  readonly createEphemeralSigner: () => Signer | Promise<Signer>;
};

export type SdProblem = Problem<
  'proof_malformed' | 'proof_base' | 'proof_signature' | 'document_invalid' | 'document_too_heavy'
>;

const dataFor = (proofHash: Uint8Array, publicKey: Uint8Array, mandatoryHash: Uint8Array): Bytes =>
  concatBytes(proofHash, publicKey, mandatoryHash);

/** The `proofValue` of a base proof (section 3.6.1). Rejects when the document has no statements to sign. */
export const signSdBase = async (
  {
    document,
    options,
    mandatoryPointers,
  }: {
    readonly document: JsonObject;
    readonly options: JsonObject;
    readonly mandatoryPointers: readonly string[];
  },
  tools: SdSigningTools,
): Promise<string> => {
  const hmacKey = tools.randomBytes(32);
  const { groups } = await groupStatements(
    { document, labels: labelsByHmac(hmacKey), groups: { mandatory: mandatoryPointers } },
    tools,
  );
  const ephemeral = await tools.createEphemeralSigner();
  const publicKey = fromBase58(multikeyFrom(ephemeral.publicJwk).slice(1)) ?? new Uint8Array();
  const signatures: Uint8Array[] = [];
  for (const nquad of groups.mandatory.nonMatching.values())
    signatures.push(await ephemeral.sign(toUtf8(nquad)));
  const proofHash = await hashProofOptions(options, document, tools);
  const mandatory = [...groups.mandatory.matching.values()].join('');
  const mandatoryHash = await hashText(mandatory, 'sha256', tools.crypto);
  const baseSignature = await tools.signer.sign(dataFor(proofHash, publicKey, mandatoryHash));
  return createSdBaseValue({ baseSignature, publicKey, hmacKey, signatures, mandatoryPointers });
};

/** The shown part of a document, without a proof, and the `proofValue` for it (section 3.6.6). */
export const deriveSd = async (
  {
    document,
    value,
    selectivePointers,
  }: {
    readonly document: JsonObject;
    readonly value: Uint8Array;
    readonly selectivePointers: readonly string[];
  },
  tools: Pick<HashTools, 'loadDocument' | 'crypto'>,
): Promise<Result<{ readonly document: JsonObject; readonly proofValue: string }, SdProblem>> => {
  const base = parseSdBaseValue(value);
  if (!base) return err({ code: 'proof_malformed', message: 'There is no base proof to derive from.' });
  const { mandatoryPointers, baseSignature, publicKey } = base;
  try {
    const labels = labelsByHmac(base.hmacKey);
    const choice = await chooseStatements({ document, labels, mandatoryPointers, selectivePointers }, tools);
    const { shown, selectiveIndexes, mandatoryIndexes, labelMap } = choice;
    if (!shown) return err({ code: 'document_invalid', message: 'Nothing was chosen to be shown.' });
    const signatures = selectiveIndexes.flatMap((index) => base.signatures[index] ?? []);
    const derived = { baseSignature, publicKey, signatures, labelMap, mandatoryIndexes };
    return ok({ document: shown, proofValue: createSdDerivedValue(derived) });
  } catch {
    return err({ code: 'document_invalid', message: 'The document and the choice do not go together.' });
  }
};

/** Whether a derived proof holds (section 3.6.7): the base signature, and one for each statement that is not mandatory. */
export const verifySdDerived = async (
  {
    document,
    options,
    value,
    key,
  }: {
    readonly document: JsonObject;
    readonly options: JsonObject;
    readonly value: Uint8Array;
    readonly key: PublicJwk;
  },
  tools: HashTools & { readonly crypto: Pick<CryptoPort, 'verifySignature' | 'digest'> },
): Promise<Result<undefined, SdProblem>> => {
  const { crypto } = tools;
  if (hasPrefix(value, 'sdBase'))
    return err({ code: 'proof_base', message: 'This is the proof that a holder derives others from.' });
  const derived = parseSdDerivedValue(value);
  const ephemeral = derived && publicJwkFromMultikeyBytes(derived.publicKey);
  if (!derived || !ephemeral)
    return err({ code: 'proof_malformed', message: 'The value of a proof cannot be read.' });
  const refused = err({
    code: 'proof_signature' as const,
    message: 'A signature does not match the document.',
  });
  let statements: readonly string[];
  let proofHash: Uint8Array;
  try {
    statements = await relabelledStatements(document, derived.labelMap, tools);
    proofHash = await hashProofOptions(options, document, tools);
  } catch (error) {
    if (error instanceof DocumentTooHeavy) return err({ code: 'document_too_heavy', message: error.message });
    return err({
      code: 'document_invalid',
      message: 'The document uses a context or a term that is not defined, or is not the one that was shown.',
    });
  }
  const parted = partStatements(statements, derived.mandatoryIndexes);
  if (parted?.others.length !== derived.signatures.length) return refused;
  const { mandatory, others } = parted;
  const mandatoryHash = await hashText(mandatory, 'sha256', crypto);
  const data = dataFor(proofHash, derived.publicKey, mandatoryHash);
  if (!(await crypto.verifySignature('ES256', key, data, derived.baseSignature))) return refused;
  for (const [index, nquad] of others.entries()) {
    const signature = derived.signatures[index] ?? new Uint8Array();
    if (!(await crypto.verifySignature('ES256', ephemeral, toUtf8(nquad), signature))) return refused;
  }
  return ok(undefined);
};
