/** How long does it take to verify a W3C credential (eddsa-rdfc-2022)? */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { verifyDataIntegrity } from '../core/proof/index.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import { issueWithOurs } from './issue.ts';
import type { Question } from './measure.ts';
import { ed25519, loader, now, stockLoader } from './sample.ts';

const credential = await issueWithOurs();

export const verifyWithOurs = async (): Promise<void> => {
  const result = await verifyDataIntegrity(
    {
      document: credential,
      expectedPurpose: 'assertionMethod',
      keyFor: async () => ed25519.publicJwk,
      now,
    },
    { crypto: nodeCrypto, loadDocument: loader },
  );
  if (!result.ok) throw new Error(result.error.message);
};

export const question: Question = {
  question: 'verify',
  about: 'verify a W3C credential, eddsa-rdfc-2022; stock: @digitalbazaar/vc',
  ours: verifyWithOurs,
  stock: async () => {
    const result = await vc.verifyCredential({
      credential,
      suite: new DataIntegrityProof({ cryptosuite }),
      documentLoader: stockLoader,
      now,
    });
    if (!result.verified) throw new Error('The stock library refuses what it should take.');
  },
};
