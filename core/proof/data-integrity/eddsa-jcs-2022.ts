/** eddsa-jcs-2022 (vc-di-eddsa section 3.3): Ed25519 over the JSON as it stands. */
import { canonizeJson } from './canonize-json.ts';
import type { HashingSuite } from './cryptosuite.ts';

export const eddsaJcs2022: HashingSuite = {
  name: 'eddsa-jcs-2022',
  hashes: new Map([['EdDSA', 'sha256']]),
  carriesContext: true,
  canonize: canonizeJson,
};
