/** What an issuer says about itself: the parts of its metadata that this wallet uses (OpenID4VCI 1.0, section 12.2; RFC 8414). */
import { z } from 'zod';

const address = z.string().max(2048);
const Display = z.object({ name: z.string().max(300).optional(), locale: z.string().max(35).optional() });

export const IssuerMetadata = z.object({
  credential_issuer: address,
  authorization_servers: z.array(address).max(10).optional(),
  credential_endpoint: address,
  nonce_endpoint: address.optional(),
  display: z.array(Display).max(50).optional(),
  credential_configurations_supported: z.record(z.string(), z.unknown()),
});
export type IssuerMetadata = z.infer<typeof IssuerMetadata>;

export const ServerMetadata = z.object({ issuer: address, token_endpoint: address });
export type ServerMetadata = z.infer<typeof ServerMetadata>;

const shared = {
  cryptographic_binding_methods_supported: z.array(z.string()).optional(),
  proof_types_supported: z
    .record(z.string(), z.object({ proof_signing_alg_values_supported: z.array(z.string()) }))
    .optional(),
  credential_metadata: z.object({ display: z.array(Display).max(50).optional() }).optional(),
};

/** The formats that this wallet holds; a configuration in any other is passed over. */
export const CredentialConfiguration = z.discriminatedUnion('format', [
  z.object({ format: z.literal('dc+sd-jwt'), vct: z.string().max(2048), ...shared }),
  z.object({
    format: z.literal('ldp_vc'),
    credential_definition: z.object({ type: z.array(z.string()).min(1) }),
    ...shared,
  }),
  z.object({
    format: z.literal('jwt_vc_json'),
    credential_definition: z.object({ type: z.array(z.string()).min(1) }),
    ...shared,
  }),
]);
export type CredentialConfiguration = z.infer<typeof CredentialConfiguration>;

export const TokenAnswer = z.object({
  access_token: z.string().min(1).max(16_384),
  token_type: z.string().max(50),
  authorization_details: z
    .array(
      z.object({
        credential_configuration_id: z.string().optional(),
        credential_identifiers: z.array(z.string()).min(1).optional(),
      }),
    )
    .max(50)
    .optional(),
});
export type TokenAnswer = z.infer<typeof TokenAnswer>;

export const NonceAnswer = z.object({ c_nonce: z.string().min(1).max(4096) });

export const CredentialAnswer = z.object({
  credentials: z
    .array(z.object({ credential: z.union([z.string().min(1), z.record(z.string(), z.unknown())]) }))
    .min(1)
    .max(50),
});

export const ErrorAnswer = z.object({ error: z.string().max(200) });
