/** `kluscv conformance jose verify`: type, signature, claims and form; in a presentation the envelopes' form too. */
import { fromBase64 } from '../../../core/bytes.ts';
import type { PublicJwk } from '../../../core/keys/index.ts';
import { verifyDocumentCose } from '../../../core/proof/cose/index.ts';
import type { Problem } from '../../../core/proof/index.ts';
import { verifyDocumentJwt, verifyDocumentSdJwt } from '../../../core/proof/jose/index.ts';
import { err, type Result } from '../../../core/result.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { nodeCrypto } from '../../../server/node-crypto.ts';
import { findFormProblems } from './check-document.ts';
import { type Feature, failure, type SuiteResult } from './features.ts';
import type { KeyFile } from './parse-key.ts';

const open = async (
  text: string,
  { kind, form }: Feature,
  key: PublicJwk,
): Promise<Result<{ readonly document: JsonObject }, Problem<string>>> => {
  if (form === 'jose') return verifyDocumentJwt({ compact: text, kind, key }, nodeCrypto);
  if (form === 'sdjwt') return verifyDocumentSdJwt({ compact: text, kind, key }, nodeCrypto);
  const bytes = fromBase64(text);
  return bytes === undefined
    ? err({ code: 'cose_encoding', message: 'The COSE message is not written in base64.' })
    : verifyDocumentCose({ bytes, kind, key }, nodeCrypto);
};

/** Verifies a secured document with the key of a file; whether it still holds today is not asked. */
export const verifyForSuite = async ({
  text,
  key,
  feature,
}: {
  readonly text: string;
  readonly key: KeyFile;
  readonly feature: Feature;
}): Promise<SuiteResult> => {
  if (key.publicJwk === undefined) return failure('The key file has no public key that can be used.');
  const opened = await open(text.trim(), feature, key.publicJwk);
  if (!opened.ok) return failure(`${opened.error.code}: ${opened.error.message}`);
  const problems = findFormProblems(opened.value.document, feature.kind);
  return problems.length > 0
    ? failure(problems.join(' '))
    : { result: 'success', data: JSON.stringify(opened.value.document) };
};
