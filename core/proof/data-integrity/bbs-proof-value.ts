/** The `proofValue` of bbs-2023 (vc-di-bbs section 3.3), of the baseline kind: no pseudonyms, no binding to a holder. */
import {
  compressLabels,
  createValue,
  isBytes,
  isIndex,
  isIndexList,
  isListOf,
  isText,
  parseLabels,
  parseValue,
} from './disclosure-value.ts';

export type BbsBaseValue = {
  readonly bbsSignature: Uint8Array;
  readonly bbsHeader: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly hmacKey: Uint8Array;
  readonly mandatoryPointers: readonly string[];
};

export type BbsDerivedValue = {
  readonly bbsProof: Uint8Array;
  /** From canonical labels (`c14n0`) to the labels that were signed (`b0`). */
  readonly labelMap: ReadonlyMap<string, string>;
  /** Which of the sorted statements are mandatory. */
  readonly mandatoryIndexes: readonly number[];
  /** Which of the statements that are not mandatory are shown, ascending. */
  readonly selectiveIndexes: readonly number[];
  readonly presentationHeader: Uint8Array;
};

/** Each statement costs milliseconds: more than this are not looked at. */
const maxBbsStatements = 400;
/** A proof about nothing has 272 bytes, and 32 more for each statement that is kept back. */
const smallestProof = 272;
const maxHeader = 1024;

/** Text of a base proof (section 3.3.1). */
export const createBbsBaseValue = (value: BbsBaseValue): string =>
  createValue('bbsBase', [
    value.bbsSignature,
    value.bbsHeader,
    value.publicKey,
    value.hmacKey,
    value.mandatoryPointers,
  ]);

/** A base proof taken apart (section 3.3.2); undefined when it is none. */
export const parseBbsBaseValue = (value: Uint8Array): BbsBaseValue | undefined => {
  const [bbsSignature, bbsHeader, publicKey, hmacKey, mandatoryPointers] = parseValue('bbsBase', value) ?? [];
  return isBytes(bbsSignature, 80) &&
    isBytes(bbsHeader, 64) &&
    isBytes(publicKey, 96) &&
    isBytes(hmacKey, 32) &&
    isListOf(mandatoryPointers, isText)
    ? { bbsSignature, bbsHeader, publicKey, hmacKey, mandatoryPointers }
    : undefined;
};

/** Text of a derived proof (section 3.3.6), its labels as numbers. */
export const createBbsDerivedValue = (value: BbsDerivedValue): string =>
  createValue('bbsDerived', [
    value.bbsProof,
    compressLabels(value.labelMap, (label) => Number(label.slice(1))),
    value.mandatoryIndexes,
    value.selectiveIndexes,
    value.presentationHeader,
  ]);

const isProof = (value: unknown): value is Uint8Array =>
  value instanceof Uint8Array &&
  value.length >= smallestProof &&
  (value.length - smallestProof) % 32 === 0 &&
  (value.length - smallestProof) / 32 <= maxBbsStatements;

const isAscending = (indexes: readonly number[]): boolean =>
  indexes.every((index, place) => place === 0 || index > (indexes[place - 1] ?? 0));

/** A derived proof taken apart (section 3.3.7); undefined when it is none. */
export const parseBbsDerivedValue = (value: Uint8Array): BbsDerivedValue | undefined => {
  const [bbsProof, labels, mandatoryIndexes, selectiveIndexes, presentationHeader] =
    parseValue('bbsDerived', value) ?? [];
  const labelMap = parseLabels(labels, (number) => (isIndex(number) ? `b${number}` : undefined));
  return labelMap &&
    isProof(bbsProof) &&
    isIndexList(mandatoryIndexes) &&
    isIndexList(selectiveIndexes) &&
    isAscending(selectiveIndexes) &&
    (selectiveIndexes.at(-1) ?? 0) < selectiveIndexes.length + (bbsProof.length - smallestProof) / 32 &&
    selectiveIndexes.length <= maxBbsStatements &&
    presentationHeader instanceof Uint8Array &&
    presentationHeader.length <= maxHeader
    ? { bbsProof, labelMap, mandatoryIndexes, selectiveIndexes, presentationHeader }
    : undefined;
};
