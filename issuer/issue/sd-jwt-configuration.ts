/** `kluscv-sd-jwt`: SD-JWT VC signed with the P-256 key, bound to a bare key. */
import { kluscvVct } from '../../contexts/index.ts';
import { issueSdJwt } from '../../core/proof/sd-jwt.ts';
import { tokenListUrl } from '../status/status-urls.ts';
import type { CredentialConfiguration } from './configuration.ts';

export const sdJwtConfiguration: CredentialConfiguration = {
  id: 'kluscv-sd-jwt',
  scope: 'kluscv-sd-jwt',
  bindingMethods: ['jwk'],
  formatMetadata: {
    format: 'dc+sd-jwt',
    vct: kluscvVct,
    credential_signing_alg_values_supported: ['ES256'],
  },
  claimPrefix: [],
  file: { name: 'kluscv.sd-jwt', mediaType: 'application/dc+sd-jwt' },
  sign: (content, { issuerUrl, keys, crypto }) =>
    issueSdJwt(
      {
        claims: content.claims,
        issuerUrl,
        vct: kluscvVct,
        ...(content.copy ? { copy: content.copy } : {}),
        ...(content.holder ? { holderJwk: content.holder.publicJwk } : {}),
        issuedAt: content.issuedAt,
        validFrom: content.validFrom,
        validUntil: content.validUntil,
        status: { idx: content.status.index, uri: tokenListUrl(issuerUrl, content.status.list) },
        x5c: [...keys.p256.x5c],
      },
      { signer: keys.p256.signer, crypto },
    ),
};
