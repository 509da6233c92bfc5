/** How long does it take to sign a credential for selective disclosure (ecdsa-sd-2023 base proof)? */
import type { Question } from './measure.ts';
import { issueBaseWithOurs, issueBaseWithStock } from './sd-sample.ts';

export const question: Question = {
  question: 'sd-base',
  about: 'sign an ecdsa-sd-2023 base proof; stock: @digitalbazaar/vc with the ecdsa-sd-2023 cryptosuite',
  ours: issueBaseWithOurs,
  stock: issueBaseWithStock,
};
