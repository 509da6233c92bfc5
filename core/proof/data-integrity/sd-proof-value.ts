/** The `proofValue` of ecdsa-sd-2023 (vc-di-ecdsa section 3.5). */
import { equalBytes, fromBase64Url, toBase64Url } from '../../bytes.ts';
import {
  compressLabels,
  createValue,
  isBytes,
  isIndexList,
  isListOf,
  isText,
  parseLabels,
  parseValue,
} from './disclosure-value.ts';

export type SdBaseValue = {
  readonly baseSignature: Uint8Array;
  /** Multikey bytes (35) of the key that signed the single statements, made for this credential alone. */
  readonly publicKey: Uint8Array;
  readonly hmacKey: Uint8Array;
  readonly signatures: readonly Uint8Array[];
  readonly mandatoryPointers: readonly string[];
};

export type SdDerivedValue = {
  readonly baseSignature: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly signatures: readonly Uint8Array[];
  /** From canonical labels (`c14n0`) to the labels that were signed (`u…`). */
  readonly labelMap: ReadonlyMap<string, string>;
  /** Which of the sorted statements are mandatory. */
  readonly mandatoryIndexes: readonly number[];
};

const p256Multicodec = Uint8Array.of(0x80, 0x24);

const isSignature = (value: unknown): value is Uint8Array => isBytes(value, 64);
const isPublicKey = (value: unknown): value is Uint8Array =>
  isBytes(value, 35) && equalBytes(value.subarray(0, 2), p256Multicodec);

/** Text of a base proof (section 3.5.2). */
export const createSdBaseValue = (value: SdBaseValue): string =>
  createValue('sdBase', [
    value.baseSignature,
    value.publicKey,
    value.hmacKey,
    value.signatures,
    value.mandatoryPointers,
  ]);

/** A base proof taken apart (section 3.5.3); undefined when it is none. */
export const parseSdBaseValue = (value: Uint8Array): SdBaseValue | undefined => {
  const [baseSignature, publicKey, hmacKey, signatures, mandatoryPointers] =
    parseValue('sdBase', value) ?? [];
  return isSignature(baseSignature) &&
    isPublicKey(publicKey) &&
    isBytes(hmacKey, 32) &&
    isListOf(signatures, isSignature) &&
    isListOf(mandatoryPointers, isText)
    ? { baseSignature, publicKey, hmacKey, signatures, mandatoryPointers }
    : undefined;
};

/** Text of a derived proof (section 3.5.7), its labels as numbers and digests. */
export const createSdDerivedValue = (value: SdDerivedValue): string =>
  createValue('sdDerived', [
    value.baseSignature,
    value.publicKey,
    value.signatures,
    compressLabels(value.labelMap, (label) => fromBase64Url(label.slice(1))),
    value.mandatoryIndexes,
  ]);

const parseLabel = (digest: unknown): string | undefined =>
  isBytes(digest, 32) ? `u${toBase64Url(digest)}` : undefined;

/** A derived proof taken apart (section 3.5.8); undefined when it is none. */
export const parseSdDerivedValue = (value: Uint8Array): SdDerivedValue | undefined => {
  const [baseSignature, publicKey, signatures, labels, mandatoryIndexes] =
    parseValue('sdDerived', value) ?? [];
  const labelMap = parseLabels(labels, parseLabel);
  return labelMap &&
    isSignature(baseSignature) &&
    isPublicKey(publicKey) &&
    isListOf(signatures, isSignature) &&
    isIndexList(mandatoryIndexes)
    ? { baseSignature, publicKey, signatures, labelMap, mandatoryIndexes }
    : undefined;
};
