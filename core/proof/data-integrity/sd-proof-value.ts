/** The `proofValue` of ecdsa-sd-2023 (vc-di-ecdsa section 3.5): CBOR with a prefix that tells base from derived. */
import { decode, encode } from 'cbor2';
import { type Bytes, concatBytes, equalBytes, toBase64Url } from '../../bytes.ts';

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

const basePrefix = Uint8Array.of(0xd9, 0x5d, 0x00);
const derivedPrefix = Uint8Array.of(0xd9, 0x5d, 0x01);
const p256Multicodec = Uint8Array.of(0x80, 0x24);
const maxStatements = 5000;

const isBytes = (value: unknown, length: number): value is Uint8Array =>
  value instanceof Uint8Array && value.length === length;
const isListOf = <T>(value: unknown, is: (one: unknown) => one is T): value is readonly T[] =>
  Array.isArray(value) && value.length <= maxStatements && value.every(is);
const isSignature = (value: unknown): value is Uint8Array => isBytes(value, 64);
const isText = (value: unknown): value is string => typeof value === 'string';
const isIndex = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isPublicKey = (value: unknown): value is Uint8Array =>
  isBytes(value, 35) && equalBytes(value.subarray(0, 2), p256Multicodec);

const decodeList = (value: Uint8Array, prefix: Uint8Array): readonly unknown[] | undefined => {
  if (!equalBytes(value.subarray(0, 3), prefix)) return undefined;
  try {
    const list: unknown = decode(value.subarray(3), {
      preferMap: true,
      rejectDuplicateKeys: true,
      maxDepth: 8,
    });
    return Array.isArray(list) && list.length === 5 ? list : undefined;
  } catch {
    return undefined;
  }
};

/** True for the value of a base proof: for the holder alone, since it discloses everything. */
export const isSdBaseValue = (value: Uint8Array): boolean => equalBytes(value.subarray(0, 3), basePrefix);

/** Bytes of a base proof (section 3.5.2). */
export const createSdBaseValue = ({
  baseSignature,
  publicKey,
  hmacKey,
  signatures,
  mandatoryPointers,
}: SdBaseValue): string =>
  `u${toBase64Url(concatBytes(basePrefix, encode([baseSignature, publicKey, hmacKey, signatures, mandatoryPointers])))}`;

/** A base proof taken apart (section 3.5.3); undefined when it is none. */
export const parseSdBaseValue = (value: Uint8Array): SdBaseValue | undefined => {
  const [baseSignature, publicKey, hmacKey, signatures, mandatoryPointers] =
    decodeList(value, basePrefix) ?? [];
  return isSignature(baseSignature) &&
    isPublicKey(publicKey) &&
    isBytes(hmacKey, 32) &&
    isListOf(signatures, isSignature) &&
    isListOf(mandatoryPointers, isText)
    ? { baseSignature, publicKey, hmacKey, signatures, mandatoryPointers }
    : undefined;
};

const labelForm = /^c14n(0|[1-9]\d*)$/;

const bytesOfLabel = (label: string): Bytes =>
  Uint8Array.from(atob(label.slice(1).replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );

/** Bytes of a derived proof (section 3.5.7), its labels as numbers and digests. */
export const createSdDerivedValue = ({
  baseSignature,
  publicKey,
  signatures,
  labelMap,
  mandatoryIndexes,
}: SdDerivedValue): string => {
  const labels = new Map(
    [...labelMap].map(([name, label]) => [Number(name.slice('c14n'.length)), bytesOfLabel(label)]),
  );
  const list = [baseSignature, publicKey, signatures, labels, mandatoryIndexes];
  return `u${toBase64Url(concatBytes(derivedPrefix, encode(list)))}`;
};

const parseLabels = (labels: unknown): ReadonlyMap<string, string> | undefined => {
  if (!(labels instanceof Map) || labels.size > maxStatements) return undefined;
  const parsed = new Map<string, string>();
  for (const [number, digest] of labels) {
    const name = `c14n${String(number)}`;
    if (!isIndex(number) || !isBytes(digest, 32) || !labelForm.test(name)) return undefined;
    parsed.set(name, `u${toBase64Url(digest)}`);
  }
  return new Set(parsed.values()).size === parsed.size ? parsed : undefined;
};

/** A derived proof taken apart (section 3.5.8); undefined when it is none, or gives two labels one name. */
export const parseSdDerivedValue = (value: Uint8Array): SdDerivedValue | undefined => {
  const [baseSignature, publicKey, signatures, labels, mandatoryIndexes] =
    decodeList(value, derivedPrefix) ?? [];
  const labelMap = parseLabels(labels);
  return labelMap &&
    isSignature(baseSignature) &&
    isPublicKey(publicKey) &&
    isListOf(signatures, isSignature) &&
    isListOf(mandatoryIndexes, isIndex) &&
    new Set(mandatoryIndexes).size === mandatoryIndexes.length
    ? { baseSignature, publicKey, signatures, labelMap, mandatoryIndexes }
    : undefined;
};
