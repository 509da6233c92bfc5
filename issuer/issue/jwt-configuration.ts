/** `kluscv-jwt`: a W3C credential (VCDM 1.1) as a JWT, signed with the P-256 key, bound to a DID of the wallet. */
import { kluscvType } from '../../contexts/index.ts';
import { createJwtCredential } from '../../core/credential/index.ts';
import { issueJwtCredential } from '../../core/proof/jwt-vc.ts';
import { jwtIssuerOf } from '../keys/jwt-issuer.ts';
import { bitstringPlaces } from '../status/status-urls.ts';
import type { CredentialConfiguration } from './configuration.ts';

export const jwtConfiguration: CredentialConfiguration = {
  id: 'kluscv-jwt',
  scope: 'kluscv-jwt',
  bindingMethods: ['did:jwk', 'did:key'],
  formatMetadata: {
    format: 'jwt_vc_json',
    credential_definition: { type: ['VerifiableCredential', kluscvType] },
    credential_signing_alg_values_supported: ['ES256'],
  },
  claimPrefix: ['credentialSubject'],
  file: { name: 'kluscv.jwt', mediaType: 'application/jwt' },
  sign: (content, { issuerUrl, keys }) => {
    const { did, verificationMethod, signer } = jwtIssuerOf(issuerUrl, keys);
    const payload = createJwtCredential({
      claims: content.claims,
      issuer: did,
      subjectId: content.holder?.did,
      issuedAt: content.issuedAt,
      validFrom: content.validFrom,
      validUntil: content.validUntil,
      status: bitstringPlaces(issuerUrl, content.status),
    });
    return issueJwtCredential({ payload, verificationMethod }, signer);
  },
};
