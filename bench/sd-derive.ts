/** How long does it take a holder to choose what to show (ecdsa-sd-2023 derived proof)? */
import { createDiscloseCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { deriveSdProof } from '../core/proof/index.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import type { Question } from './measure.ts';
import { loader } from './sample.ts';
import { issueBaseWithStock, sdLoader, selectivePointers, stockSuite } from './sd-sample.ts';

// Made by the stock library, so that neither has an easier one.
const base = await issueBaseWithStock();

export const deriveWithOurs = async () => {
  const derived = await deriveSdProof(
    { credential: base, selectivePointers },
    { loadDocument: loader, crypto: nodeCrypto },
  );
  if (!derived.ok) throw new Error(derived.error.message);
  return derived.value;
};

export const question: Question = {
  question: 'sd-derive',
  about: 'derive a proof for four claims from an ecdsa-sd-2023 base proof; stock: @digitalbazaar/vc',
  ours: deriveWithOurs,
  stock: () =>
    vc.derive({
      verifiableCredential: base,
      suite: stockSuite(createDiscloseCryptosuite({ selectivePointers })),
      documentLoader: sdLoader,
    }),
};
