/** How long does it take to sign an SD-JWT VC, every claim, member and element disclosable? */
import type { Question } from './measure.ts';
import { countDisclosures, issueWithOurs, issueWithStock } from './sdjwt-sample.ts';

export const question: Question = {
  question: 'sdjwt-issue',
  about: `sign an SD-JWT VC with ${await countDisclosures()} disclosures in both; stock: @sd-jwt/sd-jwt-vc with WebCrypto`,
  ours: issueWithOurs,
  stock: issueWithStock,
};
