/** W3C credentials and presentations under COSE. Apart from `core/proof/index.ts`: no page needs it. See README.md. */
export { algorithmFromCose, coseAlgorithmOf } from './algorithms.ts';
export { signDocumentCose, verifyDocumentCose } from './document.ts';
export {
  type CoseHeaders,
  type CoseProblem,
  headerLabels,
  type ParsedSign1,
  parseCoseSign1,
  signCoseSign1,
  verifyParsedSign1,
} from './sign1.ts';
