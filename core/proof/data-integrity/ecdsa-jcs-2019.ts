/** ecdsa-jcs-2019 (vc-di-ecdsa section 3.3): P-256 with SHA-256, P-384 with SHA-384, over the JSON as it stands. */
import { canonizeJson } from './canonize-json.ts';
import type { HashingSuite } from './cryptosuite.ts';

export const ecdsaJcs2019: HashingSuite = {
  name: 'ecdsa-jcs-2019',
  hashes: new Map([
    ['ES256', 'sha256'],
    ['ES384', 'sha384'],
  ]),
  carriesContext: true,
  canonize: canonizeJson,
};
