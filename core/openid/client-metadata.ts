/** What a verifier says of itself in a request: which formats it reads, and to which key an answer is encrypted (section 5.1). */

import type { PresentationFormat } from './dcql.ts';
import { type ContentEncryption, contentEncryptions, type EncryptionKey } from './encryption-key.ts';

const formatMetadata: ReadonlyMap<PresentationFormat, object> = new Map<PresentationFormat, object>([
  ['dc+sd-jwt', { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256', 'EdDSA'] }],
  [
    'ldp_vc',
    {
      proof_type_values: ['DataIntegrityProof'],
      cryptosuite_values: ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019', 'ecdsa-sd-2023'],
    },
  ],
  ['jwt_vc_json', { alg_values: ['ES256', 'EdDSA'] }],
]);

export type ClientMetadata = {
  readonly client_name: string;
  readonly vp_formats_supported: Readonly<Record<string, object>>;
  readonly jwks?: { readonly keys: readonly object[] };
  readonly encrypted_response_enc_values_supported?: readonly ContentEncryption[];
};

/** `client_metadata`; with a key, the answer must be encrypted to it. */
export function createClientMetadata(options: {
  readonly verifierName: string;
  readonly formats: readonly PresentationFormat[];
  readonly encryptTo?: EncryptionKey;
}): ClientMetadata {
  const { verifierName, formats, encryptTo } = options;
  return {
    client_name: verifierName,
    vp_formats_supported: Object.fromEntries(
      formats.map((format) => [format, formatMetadata.get(format) ?? {}]),
    ),
    ...(encryptTo === undefined
      ? {}
      : {
          jwks: {
            keys: [
              {
                ...encryptTo.publicJwk,
                ...(encryptTo.kid === undefined ? {} : { kid: encryptTo.kid }),
                alg: 'ECDH-ES',
                use: 'enc',
              },
            ],
          },
          encrypted_response_enc_values_supported: [...contentEncryptions],
        }),
  };
}
