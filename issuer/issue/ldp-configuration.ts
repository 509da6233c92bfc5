/** `kluscv-ldp`: a W3C credential (VCDM 2.0) with an eddsa-rdfc-2022 proof, bound to a DID of the wallet. */
import { kluscvContextUrl, kluscvType, loadDocument } from '../../contexts/index.ts';
import { createCredential } from '../../core/credential/index.ts';
import { issueDataIntegrity } from '../../core/proof/data-integrity.ts';
import { bitstringPlaces } from '../status/status-urls.ts';
import type { CredentialConfiguration } from './configuration.ts';

export const ldpConfiguration: CredentialConfiguration = {
  id: 'kluscv-ldp',
  scope: 'kluscv-ldp',
  bindingMethods: ['did:jwk', 'did:key'],
  formatMetadata: {
    format: 'ldp_vc',
    credential_definition: {
      '@context': ['https://www.w3.org/ns/credentials/v2', kluscvContextUrl],
      type: ['VerifiableCredential', kluscvType],
    },
    credential_signing_alg_values_supported: ['eddsa-rdfc-2022'],
  },
  claimPrefix: ['credentialSubject'],
  file: { name: 'kluscv.json', mediaType: 'application/vc' },
  sign: async (content, { issuerUrl, keys, crypto }) => {
    const credential = createCredential({
      claims: content.claims,
      issuer: keys.did,
      ...(content.holder?.did === undefined ? {} : { subjectId: content.holder.did }),
      validFrom: content.validFrom,
      validUntil: content.validUntil,
      status: bitstringPlaces(issuerUrl, content.status),
    });
    return issueDataIntegrity(
      { credential, verificationMethod: keys.ed25519.verificationMethod, created: content.validFrom },
      { signer: keys.ed25519.signer, loadDocument, crypto },
    );
  },
};
