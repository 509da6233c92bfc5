/** How long does it take to sign a W3C credential (eddsa-rdfc-2022)? */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { issueDataIntegrity } from '../core/proof/index.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import type { Question } from './measure.ts';
import { ed25519, loader, now, stockLoader, unsigned, verificationMethod } from './sample.ts';

export const issueWithStock = (): Promise<Record<string, unknown>> =>
  vc.issue({
    credential: unsigned(),
    suite: new DataIntegrityProof({
      cryptosuite,
      date: now,
      signer: { id: verificationMethod, algorithm: 'Ed25519', sign: ({ data }) => ed25519.sign(data) },
    }),
    documentLoader: stockLoader,
    now,
  });

export const issueWithOurs = () =>
  issueDataIntegrity(
    { credential: unsigned(), verificationMethod, created: now },
    { signer: ed25519, loadDocument: loader, crypto: nodeCrypto },
  );

export const question: Question = {
  question: 'issue',
  about: 'sign a W3C credential, eddsa-rdfc-2022; stock: @digitalbazaar/vc',
  ours: issueWithOurs,
  stock: issueWithStock,
};
