/** eddsa-rdfc-2022 (vc-di-eddsa section 3.2): Ed25519 over RDF, so that it is the meaning of the terms that is signed. */
import { canonizeInParts } from '../canonical/index.ts';
import type { HashingSuite } from './cryptosuite.ts';

export const eddsaRdfc2022: HashingSuite = {
  name: 'eddsa-rdfc-2022',
  hashes: new Map([['EdDSA', 'sha256']]),
  carriesContext: false,
  canonize: canonizeInParts,
};
