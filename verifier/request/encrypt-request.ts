/** Request objects for the eyes of one wallet: it posts a key with what it can (OpenID4VP 1.0 section 5.10). */
import { KlusCVError } from '../../core/errors.ts';
import {
  type ContentEncryption,
  contentEncryptions,
  type EncryptionKey,
  encryptMessage,
  findEncryptionKey,
  requestObjectType,
} from '../../core/openid/index.ts';
import { isJsonObject, type JsonObject, parseStrictJson } from '../../core/strict-json.ts';

export type RequestEncryption = { readonly key: EncryptionKey; readonly enc: ContentEncryption };

/**
 * How a wallet wants its request object encrypted, or undefined when it has not said so.
 * @param form `wallet_metadata` as JSON, or its members flattened into the form, as some wallets send them
 * @throws KlusCVError `invalid_request` when it cannot be read, or asks for what is not offered: an open request object
 *   must not go to a wallet that wants it closed
 */
export function parseRequestEncryption(form: {
  readonly wallet_metadata?: string | undefined;
  readonly jwks?: string | undefined;
  readonly jwks_uri?: string | undefined;
  readonly request_object_encryption_enc_values_supported?: string | undefined;
}): RequestEncryption | undefined {
  const metadata = form.wallet_metadata === undefined ? flattened(form) : parseObject(form.wallet_metadata);
  if (metadata.jwks === undefined && metadata.jwks_uri === undefined) return undefined;
  const key = findEncryptionKey(metadata.jwks);
  const accepted = metadata.request_object_encryption_enc_values_supported;
  const enc = contentEncryptions.find((one) => !Array.isArray(accepted) || accepted.includes(one));
  if (!key || !enc)
    throw new KlusCVError(
      'invalid_request',
      'Request objects are encrypted with ECDH-ES to a P-256 key in "jwks", with A128GCM or A256GCM.',
    );
  return { key, enc };
}

/** The signed request object inside a JWE (RFC 9101 section 6.1: signed, then encrypted). */
export const encryptRequestObject = (jwt: string, { key, enc }: RequestEncryption): Promise<string> =>
  encryptMessage({ plaintext: jwt, key, enc, header: { typ: requestObjectType, cty: 'JWT' } });

const flattened = (form: Parameters<typeof parseRequestEncryption>[0]): JsonObject => ({
  ...(form.jwks === undefined ? {} : { jwks: parseObject(form.jwks) }),
  ...(form.jwks_uri === undefined ? {} : { jwks_uri: form.jwks_uri }),
  ...(form.request_object_encryption_enc_values_supported === undefined
    ? {}
    : {
        request_object_encryption_enc_values_supported: [form.request_object_encryption_enc_values_supported],
      }),
});

function parseObject(text: string): JsonObject {
  const parsed = parseStrictJson(text);
  if (!parsed.ok || !isJsonObject(parsed.value))
    throw new KlusCVError('invalid_request', 'The "wallet_metadata" is not JSON.');
  return parsed.value;
}
