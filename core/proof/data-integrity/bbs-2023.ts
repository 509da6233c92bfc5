/**
 * bbs-2023 (vc-di-bbs section 3.4): one signature over all statements, from which proofs are derived that cannot be traced
 * to each other. Left out on purpose: pseudonyms and binding to a holder (sections 3.5 and later), which are not finished.
 */
import { ALGORITHMS, fromRaw } from '@digitalbazaar/bls12-381-multikey';
import { concatBytes, fromBase64Url, toUtf8 } from '../../bytes.ts';
import { type BlsPublicKey, isBlsPoint } from '../../keys/bls-key.ts';
import type { RandomBytes } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../../strict-json.ts';
import { DocumentTooHeavy } from '../canonical/index.ts';
import {
  createBbsBaseValue,
  createBbsDerivedValue,
  parseBbsBaseValue,
  parseBbsDerivedValue,
} from './bbs-proof-value.ts';
import { chooseStatements } from './choose-statements.ts';
import { hasPrefix } from './disclosure-value.ts';
import type { SdProblem } from './ecdsa-sd-2023.ts';
import { type HashTools, hashProofOptions, hashText } from './hash-data.ts';
import { groupStatements, labelsByShuffle, partStatements, relabelledStatements } from './statements.ts';

/** A BLS12-381 key that can be used and not seen: BBS signs a header and a list of messages at once (80 bytes). */
export type BbsSigner = {
  readonly publicKey: BlsPublicKey;
  readonly sign: (header: Uint8Array, messages: readonly Uint8Array[]) => Promise<Uint8Array>;
};

export type BbsSigningTools = HashTools & { readonly signer: BbsSigner; readonly randomBytes: RandomBytes };

const algorithm = ALGORITHMS.BBS_BLS12381_SHA256;

const keyBytes = ({ x }: BlsPublicKey): Uint8Array => fromBase64Url(x) ?? new Uint8Array();

/** The `proofValue` of a base proof (section 3.4.1). Rejects when the document has no statements to sign. */
export const signBbsBase = async (
  {
    document,
    options,
    mandatoryPointers,
  }: {
    readonly document: JsonObject;
    readonly options: JsonObject;
    readonly mandatoryPointers: readonly string[];
  },
  tools: BbsSigningTools,
): Promise<string> => {
  const hmacKey = tools.randomBytes(32);
  const { groups } = await groupStatements(
    { document, labels: labelsByShuffle(hmacKey), groups: { mandatory: mandatoryPointers } },
    tools,
  );
  const { matching, nonMatching } = groups.mandatory;
  const bbsHeader = concatBytes(
    await hashProofOptions(options, document, tools),
    await hashText([...matching.values()].join(''), 'sha256', tools.crypto),
  );
  const bbsSignature = await tools.signer.sign(bbsHeader, [...nonMatching.values()].map(toUtf8));
  const publicKey = keyBytes(tools.signer.publicKey);
  return createBbsBaseValue({ bbsSignature, bbsHeader, publicKey, hmacKey, mandatoryPointers });
};

/** The shown part of a document, without a proof, and the `proofValue` for it (section 3.4.6). */
export const deriveBbs = async (
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
  const base = parseBbsBaseValue(value);
  if (!base || !(await isBlsPoint(base.publicKey)))
    return err({ code: 'proof_malformed', message: 'There is no base proof to derive from.' });
  const { mandatoryPointers, publicKey, bbsHeader } = base;
  try {
    const labels = labelsByShuffle(base.hmacKey);
    const choice = await chooseStatements({ document, labels, mandatoryPointers, selectivePointers }, tools);
    const { shown, nonMandatory, selectiveIndexes, mandatoryIndexes, labelMap } = choice;
    if (!shown) return err({ code: 'document_invalid', message: 'Nothing was chosen to be shown.' });
    const presentationHeader = new Uint8Array();
    const key = await fromRaw({ algorithm, publicKey });
    const bbsProof = await key.deriveProof({
      signature: base.bbsSignature,
      header: bbsHeader,
      messages: nonMandatory.map(toUtf8),
      presentationHeader,
      disclosedMessageIndexes: [...selectiveIndexes],
    });
    const derived = { bbsProof, labelMap, mandatoryIndexes, selectiveIndexes, presentationHeader };
    return ok({ document: shown, proofValue: createBbsDerivedValue(derived) });
  } catch {
    return err({ code: 'document_invalid', message: 'The document and the choice do not go together.' });
  }
};

/** Whether a derived proof holds (section 3.4.7). */
export const verifyBbsDerived = async (
  {
    document,
    options,
    value,
    key,
  }: {
    readonly document: JsonObject;
    readonly options: JsonObject;
    readonly value: Uint8Array;
    readonly key: BlsPublicKey;
  },
  tools: HashTools,
): Promise<Result<undefined, SdProblem>> => {
  if (hasPrefix(value, 'bbsBase'))
    return err({ code: 'proof_base', message: 'This is the proof that a holder derives others from.' });
  const derived = parseBbsDerivedValue(value);
  if (!derived) return err({ code: 'proof_malformed', message: 'The value of a proof cannot be read.' });
  const refused = err({
    code: 'proof_signature' as const,
    message: 'A signature does not match the document.',
  });
  const publicKey = keyBytes(key);
  if (!(await isBlsPoint(publicKey))) return refused;
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
  if (parted?.others.length !== derived.selectiveIndexes.length) return refused;
  const header = concatBytes(proofHash, await hashText(parted.mandatory, 'sha256', tools.crypto));
  const messages: Uint8Array[] = [];
  for (const [place, index] of derived.selectiveIndexes.entries())
    messages[index] = toUtf8(parted.others[place] ?? '');
  try {
    const verifier = (await fromRaw({ algorithm, publicKey })).verifier();
    const { bbsProof: proof, presentationHeader } = derived;
    return (await verifier.multiverify({ proof, header, presentationHeader, messages }))
      ? ok(undefined)
      : refused;
  } catch {
    return refused;
  }
};
