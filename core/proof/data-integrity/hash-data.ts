/** The bytes that a hashing suite signs (vc-di-eddsa sections 3.2.3 to 3.2.5 and 3.3.3 to 3.3.5; vc-di-ecdsa likewise). */
import { sha256, sha384 } from '@noble/hashes/sha2.js';
import { type Bytes, concatBytes, fromHex, toUtf8 } from '../../bytes.ts';
import type { CryptoPort, HashName } from '../../ports.ts';
import type { JsonObject } from '../../strict-json.ts';
import { canonizeInParts, type DocumentLoader, type LibraryRoom } from '../canonical/index.ts';
import { contextsOf, dataIntegrityContext, definesProofs } from './contexts.ts';
import type { HashingSuite } from './cryptosuite.ts';

export type HashTools = {
  readonly crypto?: Pick<CryptoPort, 'digest' | 'hashText'>;
  readonly loadDocument: DocumentLoader;
  /** What is left for the library of a verification with several documents. */
  readonly libraryRoom?: LibraryRoom | undefined;
};

const hashesInJavaScript = { sha256, sha384 } as const;

/** The hash of a text, or of its parts together, in UTF-8: by the port where it has one that is quicker than JavaScript. */
export const hashText = (
  text: string | readonly string[],
  hash: HashName,
  crypto: HashTools['crypto'],
): Uint8Array | Promise<Uint8Array> => {
  if (crypto?.hashText) return fromHex(crypto.hashText(hash, text));
  const bytes = toUtf8(typeof text === 'string' ? text : text.join(''));
  return crypto?.digest ? crypto.digest(hash, bytes) : hashesInJavaScript[hash](bytes);
};

/** Proof options with the context that their terms are read with: the document's, and one that knows proofs. */
export const withDocumentContext = (options: JsonObject, document: JsonObject): JsonObject => ({
  '@context': definesProofs(document)
    ? document['@context']
    : [...contextsOf(document), dataIntegrityContext],
  ...options,
});

/** The hash of a document without the proof in question. Rejects when the document has no canonical form. */
export const hashDocument = async (
  suite: HashingSuite,
  hash: HashName,
  document: JsonObject,
  { crypto, ...reading }: HashTools,
): Promise<Uint8Array> =>
  hashText(await suite.canonize(document, { ...reading, hash, crypto }), hash, crypto);

/**
 * The hash of the proof's options followed by the hash of the document: what is signed.
 *
 * @param options the proof without its `proofValue`
 */
export const createHashData = async (
  suite: HashingSuite,
  hash: HashName,
  {
    options,
    document,
    documentHash,
  }: {
    readonly options: JsonObject;
    readonly document: JsonObject;
    readonly documentHash: Uint8Array;
  },
  { crypto, ...reading }: HashTools,
): Promise<Bytes> => {
  const read = suite.carriesContext ? options : withDocumentContext(options, document);
  const text = await suite.canonize(read, { ...reading, hash, crypto });
  return concatBytes(await hashText(text, hash, crypto), documentHash);
};

/** The hash of a proof's options in the suites of selective disclosure (vc-di-ecdsa section 3.6.5). */
export const hashProofOptions = async (
  options: JsonObject,
  document: JsonObject,
  { crypto, ...reading }: HashTools,
): Promise<Uint8Array> => {
  const read = withDocumentContext(options, document);
  return hashText(await canonizeInParts(read, { ...reading, crypto }), 'sha256', crypto);
};
