/** ecdsa-rdfc-2019 (vc-di-ecdsa section 3.2): P-256 with SHA-256, P-384 with SHA-384, over RDF. */
import { canonizeInParts } from '../canonical/index.ts';
import type { HashingSuite } from './cryptosuite.ts';

export const ecdsaRdfc2019: HashingSuite = {
  name: 'ecdsa-rdfc-2019',
  hashes: new Map([
    ['ES256', 'sha256'],
    ['ES384', 'sha384'],
  ]),
  carriesContext: false,
  canonize: canonizeInParts,
};
