/**
 * Encrypted messages between wallet and verifier (RFC 7516): ECDH-ES on P-256 with A128GCM or A256GCM, as HAIP 1.0
 * section 5 has it. Left out on purpose: key wrapping, RSA, compression, and any key that a message brings along.
 */
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import { fromBase64Url, fromUtf8, toUtf8 } from '../bytes.ts';
import type { PrivateJwk } from '../keys/index.ts';
import { err, ok, type Result } from '../result.ts';
import { isJsonObject, type JsonObject, parseStrictJson } from '../strict-json.ts';
import {
  type ContentEncryption,
  contentEncryptions,
  type EncryptionKey,
  keyAgreement,
} from './encryption-key.ts';

/** Longest message that is opened, in letters. */
const maxLength = 2_000_000;

/** A compact JWE that only the holder of the key opens. */
export async function encryptMessage(input: {
  readonly plaintext: string;
  readonly key: EncryptionKey;
  readonly enc: ContentEncryption;
  /** Further header members, such as `typ` and `cty`. */
  readonly header?: JsonObject;
}): Promise<string> {
  const { plaintext, key, enc, header } = input;
  return new CompactEncrypt(toUtf8(plaintext))
    .setProtectedHeader({
      ...header,
      alg: keyAgreement,
      enc,
      ...(key.kid === undefined ? {} : { kid: key.kid }),
    })
    .encrypt(await importJWK({ ...key.publicJwk }, keyAgreement));
}

/**
 * Opens a compact JWE with a JSON object inside. The header must name exactly this key, ECDH-ES, and an encryption that
 * was offered; `crit` and `zip` are refused. The error is a sentence that says nothing of the key or the content.
 */
export async function decryptMessage(
  compact: string,
  key: { readonly privateJwk: PrivateJwk; readonly kid: string },
): Promise<Result<JsonObject, string>> {
  if (compact.length > maxLength) return err('The encrypted response is too long.');
  const header = parseHeader(compact);
  if (!header) return err('The response is not a compact JWE.');
  if ('crit' in header || 'zip' in header)
    return err('The encrypted response uses an extension that is not offered.');
  if (header.alg !== keyAgreement) return err('The response must be encrypted with ECDH-ES.');
  if (!contentEncryptions.some((enc) => enc === header.enc))
    return err('The content encryption of the response was not offered.');
  if (header.kid !== key.kid) return err('The response must name the key of this request in "kid".');
  try {
    const { plaintext } = await compactDecrypt(
      compact,
      await importJWK({ ...key.privateJwk }, keyAgreement),
      {
        keyManagementAlgorithms: [keyAgreement],
        contentEncryptionAlgorithms: [...contentEncryptions],
      },
    );
    const parsed = parseStrictJson(fromUtf8(plaintext));
    return parsed.ok && isJsonObject(parsed.value)
      ? ok(parsed.value)
      : err('The encrypted response must contain a JSON object.');
  } catch {
    // Which step failed is nobody's business: it would tell an attacker about the content.
    return err('The response cannot be decrypted with the key of this request.');
  }
}

function parseHeader(compact: string): JsonObject | undefined {
  const [first = '', ...rest] = compact.split('.');
  if (rest.length !== 4) return undefined;
  const bytes = fromBase64Url(first);
  if (!bytes) return undefined;
  try {
    const parsed = parseStrictJson(fromUtf8(bytes));
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : undefined;
  } catch {
    return undefined;
  }
}
