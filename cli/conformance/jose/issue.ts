/** `kluscv conformance jose issue`: a document secured in one of six ways. */
import { toBase64 } from '../../../core/bytes.ts';
import { signDocumentCose } from '../../../core/proof/cose/index.ts';
import type { Place } from '../../../core/proof/index.ts';
import { type DocumentKind, signDocumentJwt, signDocumentSdJwt } from '../../../core/proof/jose/index.ts';
import { isJsonObject, type JsonObject } from '../../../core/strict-json.ts';
import { checkTerms, credentialsIn } from '../../../core/verify/index.ts';
import { createNodeSigner, nodeCrypto } from '../../../server/node-crypto.ts';
import { loadConformanceDocument } from '../load-document.ts';
import { findFormProblems, findUnknownMembers } from './check-document.ts';
import { type Feature, failure, type SuiteResult } from './features.ts';
import type { KeyFile } from './parse-key.ts';
import { parsePlace } from './parse-places.ts';

/** Members that must stay readable: without them nobody knows what is disclosed. */
const alwaysOpen: ReadonlySet<string> = new Set(['id', 'type', '@context']);

/** Where nobody says which: every claim about the subject, or the holder. */
const defaultPlaces = (document: JsonObject, kind: DocumentKind): readonly Place[] => {
  if (kind === 'presentation') return 'holder' in document ? [['holder']] : [];
  const { credentialSubject: subject } = document;
  return isJsonObject(subject)
    ? Object.keys(subject)
        .filter((name) => !alwaysOpen.has(name))
        .map((name) => ['credentialSubject', name])
    : [];
};

/**
 * The document with its envelopes emptied. What an envelope's address carries is opaque, and has been looked at by
 * its own rules; JSON-LD would stumble over a blank in it, such as the suite writes before a disclosure.
 */
const withoutContents = (document: JsonObject, kind: DocumentKind): JsonObject =>
  kind === 'presentation'
    ? {
        ...document,
        verifiableCredential: credentialsIn(document).map((credential) =>
          isJsonObject(credential) ? { ...credential, id: 'data:,' } : credential,
        ),
      }
    : document;

/** Secures a document after looking at its form; a document that has a wrong one is a failure, not an error. */
export const issueForSuite = async ({
  document,
  key,
  feature,
  disclosures,
}: {
  readonly document: unknown;
  readonly key: KeyFile;
  readonly feature: Feature;
  /** Places; undefined for the usual ones. */
  readonly disclosures: readonly string[] | undefined;
}): Promise<SuiteResult> => {
  const { kind, form } = feature;
  if (key.privateJwk === undefined) return failure('The key file has no private key that can be used.');
  if (!isJsonObject(document)) return failure('The input is no JSON object.');
  const problems = [
    ...findFormProblems(document, kind),
    ...findUnknownMembers(document, kind),
    ...(await checkTerms(withoutContents(document, kind), loadConformanceDocument)).map(
      ({ message }) => message,
    ),
  ];
  if (problems.length > 0) return failure(problems.join(' '));
  const signer = createNodeSigner(key.privateJwk);
  const content = { document, kind, keyId: key.id };
  if (form === 'jose') return { result: 'success', data: await signDocumentJwt(content, signer) };
  if (form === 'cose') return { result: 'success', data: toBase64(await signDocumentCose(content, signer)) };
  const places = disclosures?.map(parsePlace) ?? defaultPlaces(document, kind);
  const tools = { signer, crypto: nodeCrypto };
  return { result: 'success', data: await signDocumentSdJwt({ ...content, places }, tools) };
};
