/** How long does it take to verify an SD-JWT VC, signature and all disclosures? */
import { verifySdJwt } from '../core/proof/index.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import type { Question } from './measure.ts';
import { countDisclosures, issuerKey, issueWithStock, stock } from './sdjwt-sample.ts';

// Made by the stock library, so that neither has an easier one.
const compact = await issueWithStock();

export const question: Question = {
  question: 'sdjwt-verify',
  about: `verify an SD-JWT VC with ${await countDisclosures()} disclosures, signature and digests; stock: @sd-jwt/sd-jwt-vc`,
  ours: async () => {
    const verified = await verifySdJwt(compact, issuerKey, nodeCrypto);
    if (!verified.ok) throw new Error(verified.error.message);
  },
  stock: () => stock.verify(compact, { currentDate: 1_794_700_000 }),
};
