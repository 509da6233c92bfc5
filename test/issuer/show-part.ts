import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createDiscloseCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { derive } from '@digitalbazaar/vc';
import { loadDocument } from '../../contexts/index.ts';

/** With the library of Digital Bazaar, as it comes: the hours, and what is mandatory. */
export const showPart = (base: unknown) =>
  derive({
    verifiableCredential: JSON.parse(JSON.stringify(base)),
    suite: new DataIntegrityProof({
      cryptosuite: createDiscloseCryptosuite({ selectivePointers: ['/credentialSubject/hoursWorked'] }),
    }),
    documentLoader: loadDocument,
  });
