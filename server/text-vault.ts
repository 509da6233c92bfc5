/** Texts at rest: each one a compact JWE (RFC 7516) under a secret of 32 bytes, `dir` with A256GCM, marked with what it is for. */
import { CompactEncrypt, compactDecrypt } from 'jose';
import { fromUtf8, toUtf8 } from '../core/bytes.ts';

/** The text as a JWE; `use` is written under the seal, so that one kind of text cannot stand in another's place. */
export const encryptText = (text: string, use: string, secret: Uint8Array): Promise<string> =>
  new CompactEncrypt(toUtf8(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: use })
    .encrypt(secret);

/** The text in a JWE, by the first of the secrets that opens it; undefined when none does, or it is for another use. */
export const decryptText = async (
  jwe: string,
  use: string,
  secrets: readonly Uint8Array[],
): Promise<string | undefined> => {
  for (const secret of secrets) {
    const opened = await compactDecrypt(jwe, secret, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    }).catch(() => undefined);
    if (opened !== undefined)
      return opened.protectedHeader.typ === use ? fromUtf8(opened.plaintext) : undefined;
  }
  return undefined;
};
