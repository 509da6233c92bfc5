/** How long does it take to verify what a holder shows (ecdsa-sd-2023 derived proof)? */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createVerifyCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { allCryptosuites, verifyDataIntegrity } from '../core/proof/index.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import type { Question } from './measure.ts';
import { loader, now, p256 } from './sample.ts';
import { deriveWithOurs } from './sd-derive.ts';
import { sdLoader } from './sd-sample.ts';

const derived = await deriveWithOurs();

export const question: Question = {
  question: 'sd-verify',
  about: 'verify a derived ecdsa-sd-2023 proof over four claims; stock: @digitalbazaar/vc',
  ours: async () => {
    const result = await verifyDataIntegrity(
      {
        document: derived,
        expectedPurpose: 'assertionMethod',
        keyFor: async () => p256.publicJwk,
        now,
        accepted: allCryptosuites,
      },
      { crypto: nodeCrypto, loadDocument: loader },
    );
    if (!result.ok) throw new Error(result.error.message);
  },
  stock: async () => {
    const result = await vc.verifyCredential({
      credential: derived,
      suite: new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() }),
      documentLoader: sdLoader,
      now,
    });
    if (!result.verified) throw new Error('The stock library refuses what it should take.');
  },
};
