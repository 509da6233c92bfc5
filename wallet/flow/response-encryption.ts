/** Closing an answer to the key that the request brought (OpenID4VP 1.0, section 8.3). */
import {
  type ContentEncryption,
  contentEncryptions,
  type EncryptionKey,
  findEncryptionKey,
} from '../../core/openid/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { type FlowProblem, problem } from './flow-problem.ts';

export type ResponseEncryption = { readonly key: EncryptionKey; readonly enc: ContentEncryption };

/** How the answer is to be encrypted; null for a mode without. A mode that asks for it and brings no key is not answered. */
export function parseResponseEncryption(
  responseMode: string,
  metadata: Readonly<Record<string, unknown>> | undefined,
): Result<ResponseEncryption | null, FlowProblem> {
  if (!responseMode.endsWith('.jwt')) return ok(null);
  const key = findEncryptionKey(metadata?.jwks);
  // Without a list it is A128GCM (section 5.1).
  const offered: unknown = metadata?.encrypted_response_enc_values_supported ?? ['A128GCM'];
  const enc = Array.isArray(offered) ? contentEncryptions.find((one) => offered.includes(one)) : undefined;
  return key === undefined || enc === undefined
    ? problem('request_unsupported', 'The answer must be encrypted in a way that this wallet does not know.')
    : ok({ key, enc });
}

/** The members of an answer as a compact JWE. */
export async function encryptAnswer(members: object, { key, enc }: ResponseEncryption): Promise<string> {
  // Only who is asked to encrypt loads what does it.
  const { encryptMessage } = await import('../../core/openid/encryption.ts');
  return encryptMessage({ plaintext: JSON.stringify(members), key, enc });
}
