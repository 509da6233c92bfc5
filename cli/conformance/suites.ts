/** The issuers of the conformance server: a new did:key for each cryptosuite that `core/proof` signs with. */
import { didKeyFrom, didKeyMethodId } from '../../core/did/index.ts';
import type { Signer } from '../../core/ports.ts';
import { createNodeSigner, generateKeyPairs } from '../../server/node-crypto.ts';

export type SuiteIssuer = {
  readonly did: string;
  readonly verificationMethod: string;
  readonly signer: Signer;
};

export type Suites = {
  /** By the name in the path. */
  readonly issuers: ReadonlyMap<string, SuiteIssuer>;
  /** By kind of key, for whoever sets up the test suites. */
  readonly dids: Readonly<Record<'ed' | 'p256', string>>;
};

/** Named in the test suites, and not signed with here so far. */
export const laterSuites: ReadonlySet<string> = new Set([
  'eddsa-jcs-2022',
  'ecdsa-rdfc-2019-p384',
  'ecdsa-jcs-2019-p256',
  'ecdsa-jcs-2019-p384',
  'ecdsa-sd-2023-p256',
  'bbs-2023',
  'vc-jwt',
  'status',
]);

const createIssuer = (signer: Signer): SuiteIssuer => {
  const did = didKeyFrom(signer.publicJwk);
  return { did, verificationMethod: didKeyMethodId(did), signer };
};

/** New keys, kept nowhere. */
export const createSuites = (): Suites => {
  const keys = generateKeyPairs();
  const ed = createIssuer(createNodeSigner(keys.ed25519));
  const p256 = createIssuer(createNodeSigner(keys.p256));
  return {
    issuers: new Map([
      ['eddsa-rdfc-2022', ed],
      ['ecdsa-rdfc-2019-p256', p256],
    ]),
    dids: { ed: ed.did, p256: p256.did },
  };
};
