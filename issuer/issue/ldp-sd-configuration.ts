/**
 * `kluscv-ldp-sd`: a W3C credential (VCDM 2.0) with an ecdsa-sd-2023 base proof by the P-256 key, bound to a DID of the wallet,
 * which derives from it what a reader asks.
 */
import { kluscvContextUrl, kluscvType, loadDocument } from '../../contexts/index.ts';
import { createCredential, mandatoryPointersOf, type PartialClaims } from '../../core/credential/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import { issueSdBaseProof } from '../../core/proof/data-integrity.ts';
import { createEphemeralSigner } from '../../server/node-crypto.ts';
import { bitstringPlaces } from '../status/status-urls.ts';
import type { CredentialConfiguration } from './configuration.ts';

/** The suite takes these letters for the name of a node wherever they stand, and refuses them. */
const namesBlankNodes = (claims: PartialClaims): boolean => /_:|urn:bnid:/.test(JSON.stringify(claims));

export const ldpSdConfiguration: CredentialConfiguration = {
  id: 'kluscv-ldp-sd',
  scope: 'kluscv-ldp-sd',
  bindingMethods: ['did:jwk', 'did:key'],
  formatMetadata: {
    format: 'ldp_vc',
    credential_definition: {
      '@context': ['https://www.w3.org/ns/credentials/v2', kluscvContextUrl],
      type: ['VerifiableCredential', kluscvType],
    },
    credential_signing_alg_values_supported: ['ecdsa-sd-2023'],
  },
  claimPrefix: ['credentialSubject'],
  file: { name: 'kluscv-sd.json', mediaType: 'application/vc' },
  sign: async (content, { issuerUrl, keys, crypto }) => {
    if (namesBlankNodes(content.claims))
      throw new KlusCVError('invalid_request', 'A text of the record cannot be signed in this form.', {
        remedy: 'Take another form, or leave out the name or review that has "_:" in it.',
      });
    const credential = createCredential({
      claims: content.claims,
      issuer: keys.did,
      subjectId: content.holder?.did,
      validFrom: content.validFrom,
      validUntil: content.validUntil,
      status: bitstringPlaces(issuerUrl, content.status),
    });
    return issueSdBaseProof(
      {
        credential,
        // The key stands twice in the DID document: libraries for ecdsa-sd read it as Multikey alone.
        verificationMethod: `${keys.p256.verificationMethod}-multikey`,
        created: content.validFrom,
        mandatoryPointers: mandatoryPointersOf(credential),
      },
      {
        signer: keys.p256.signer,
        loadDocument,
        crypto,
        randomBytes: crypto.randomBytes,
        createEphemeralSigner,
      },
    );
  },
};
