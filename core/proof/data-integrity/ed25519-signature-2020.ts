/**
 * Ed25519Signature2020 (W3C-CCG, superseded by eddsa-rdfc-2022): a proof type of its own, without `cryptosuite`. Never made
 * here, and verified only for those who take everything: public test suites still carry it.
 */
import { canonizeInParts } from '../canonical/index.ts';
import type { HashingSuite } from './cryptosuite.ts';

export const ed25519Signature2020: HashingSuite = {
  name: 'Ed25519Signature2020',
  hashes: new Map([['EdDSA', 'sha256']]),
  carriesContext: false,
  canonize: canonizeInParts,
};
