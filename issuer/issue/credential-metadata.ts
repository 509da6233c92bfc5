/** The issuer's metadata (OpenID4VCI 1.0, section 12.2.4) and the authorization server's (RFC 8414). */
import { typeMetadata } from '../../contexts/index.ts';
import type { IssuerSettings } from '../deps.ts';
import type { CredentialConfiguration } from './configuration.ts';
import { configurations } from './configurations.ts';
import { batchSize } from './parse-credential-request.ts';
import { proofAlgorithms } from './verify-proof.ts';

type Settings = Pick<IssuerSettings, 'url' | 'name'>;

/** What a wallet reads first. Names and claims come from the type metadata, in every language that it has. */
export function createIssuerMetadata({ url, name }: Settings): Record<string, unknown> {
  return {
    credential_issuer: url,
    credential_endpoint: `${url}/credential`,
    nonce_endpoint: `${url}/nonce`,
    batch_credential_issuance: { batch_size: batchSize },
    display: typeMetadata.display.map(({ locale }) => ({ name, locale })),
    credential_configurations_supported: Object.fromEntries(
      [...configurations].map(([id, configuration]) => [id, createConfigurationMetadata(configuration)]),
    ),
  };
}

function createConfigurationMetadata(configuration: CredentialConfiguration): Record<string, unknown> {
  return {
    ...configuration.formatMetadata,
    scope: configuration.scope,
    cryptographic_binding_methods_supported: configuration.bindingMethods,
    proof_types_supported: { jwt: { proof_signing_alg_values_supported: proofAlgorithms } },
    credential_metadata: {
      display: typeMetadata.display.map(({ locale, name, description, rendering }) => ({
        name,
        locale,
        description,
        background_color: rendering.simple.background_color,
        text_color: rendering.simple.text_color,
      })),
      claims: typeMetadata.claims.map((claim) => ({
        path: [...configuration.claimPrefix, ...claim.path],
        mandatory: 'mandatory' in claim && claim.mandatory === true,
        display: claim.display.map(({ locale, label }) => ({ name: label, locale })),
      })),
    },
  };
}

/** One server for both: the issuer is its own authorization server, for anonymous wallets with a pre-authorized code. */
export function createServerMetadata({ url }: Pick<Settings, 'url'>): Record<string, unknown> {
  return {
    issuer: url,
    token_endpoint: `${url}/token`,
    grant_types_supported: ['urn:ietf:params:oauth:grant-type:pre-authorized_code'],
    'pre-authorized_grant_anonymous_access_supported': true,
    token_endpoint_auth_methods_supported: ['none'],
    response_types_supported: [],
    scopes_supported: [...configurations.values()].map(({ scope }) => scope),
  };
}

/** Keys by which an SD-JWT VC of this issuer can be checked without certificates (SD-JWT VC, section 5). */
export function createJwtVcIssuerMetadata(
  { url }: Pick<Settings, 'url'>,
  keys: readonly { kid: string; publicJwk: object }[],
): Record<string, unknown> {
  return { issuer: url, jwks: { keys: keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid })) } };
}
