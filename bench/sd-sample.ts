/** A credential under ecdsa-sd-2023, with our code and with Digital Bazaar's, over the same document and pointers. */
import { type Cryptosuite, DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createSignCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { multikeyFrom } from '../core/keys/index.ts';
import { issueSdBaseProof } from '../core/proof/index.ts';
import { createEphemeralSigner, nodeCrypto } from '../server/node-crypto.ts';
import { did, loader, now, p256, unsigned } from './sample.ts';

const verificationMethod = `${did}#p256`;
const multikey = {
  '@context': 'https://w3id.org/security/multikey/v1',
  id: verificationMethod,
  type: 'Multikey',
  controller: did,
  publicKeyMultibase: multikeyFrom(p256.publicJwk),
};
const didDocument = {
  '@context': 'https://www.w3.org/ns/did/v1',
  id: did,
  assertionMethod: [multikey],
};

/** What has to be shown always, and what the holder adds. */
export const mandatoryPointers: readonly string[] = [
  '/issuer',
  '/validFrom',
  '/validUntil',
  '/credentialSchema',
];
export const selectivePointers: readonly string[] = [
  '/credentialSubject/name',
  '/credentialSubject/platform',
  '/credentialSubject/gigsCompleted',
  '/credentialSubject/rating',
];

/** The contexts, and the issuer's DID document and key, from memory. */
export const sdLoader: typeof loader = async (url) => {
  const document = url === verificationMethod ? multikey : url === did ? didDocument : undefined;
  return document ? { contextUrl: null, documentUrl: url, document } : loader(url);
};

export const stockSuite = (cryptosuite: Cryptosuite): DataIntegrityProof =>
  new DataIntegrityProof({
    cryptosuite,
    date: now,
    signer: { id: verificationMethod, algorithm: 'P-256', sign: ({ data }) => p256.sign(data) },
  });

export const issueBaseWithStock = () =>
  vc.issue({
    credential: unsigned(),
    suite: stockSuite(createSignCryptosuite({ mandatoryPointers })),
    documentLoader: sdLoader,
    now,
  });

export const issueBaseWithOurs = () =>
  issueSdBaseProof(
    { credential: unsigned(), verificationMethod, created: now, mandatoryPointers },
    {
      signer: p256,
      crypto: nodeCrypto,
      loadDocument: loader,
      randomBytes: nodeCrypto.randomBytes,
      createEphemeralSigner,
    },
  );
