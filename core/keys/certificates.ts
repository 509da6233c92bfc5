/** Certificates. Apart from `index.ts`, since the X.509 library is large: only who needs it loads it. */
export {
  createCertificateChain,
  createLeafCertificate,
  createRootCertificate,
  type LeafRequest,
} from './create-certificates.ts';
export {
  type ChainPath,
  type ChainProblem,
  type Leaf,
  parseLeaf,
  verifyCertificateChain,
} from './verify-certificate-chain.ts';
