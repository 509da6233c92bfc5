/** How long does it take to sign an SD-JWT VC, every claim disclosable? */

import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { SDJwtVcInstance, type SdJwtVcPayload } from '@sd-jwt/sd-jwt-vc';
import { kluscvVct } from '../contexts/index.ts';
import { issueSdJwt } from '../core/proof/index.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import type { Question } from './measure.ts';
import { claims, now, p256 } from './sample.ts';

const { privateKey } = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
  'sign',
  'verify',
]);
const stock = new SDJwtVcInstance({
  hasher: (data) => {
    const bytes = typeof data === 'string' ? Buffer.from(data) : new Uint8Array(data);
    return new Uint8Array(createHash('sha256').update(bytes).digest());
  },
  hashAlg: 'sha-256',
  saltGenerator: () => randomBytes(16).toString('base64url'),
  signAlg: 'ES256',
  signer: async (data) =>
    Buffer.from(
      await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, Buffer.from(data)),
    ).toString('base64url'),
});
const names = Object.keys(claims);

export const issueSdJwtWithOurs = (): Promise<string> =>
  issueSdJwt(
    {
      claims,
      issuerUrl: 'https://issuer.example',
      vct: kluscvVct,
      holderJwk: p256.publicJwk,
      validFrom: now,
      validUntil: new Date('2031-11-14T00:00:00Z'),
      issuedAt: now,
      x5c: [],
    },
    { signer: p256, crypto: nodeCrypto },
  );

export const question: Question = {
  question: 'sdjwt-issue',
  about:
    'sign an SD-JWT VC; ours makes nested members and list elements disclosable too, stock the top level only',
  ours: issueSdJwtWithOurs,
  stock: () =>
    stock.issue<SdJwtVcPayload>(
      { ...claims, iss: 'https://issuer.example', vct: kluscvVct, iat: 1_794_000_000 },
      { _sd: names } as Parameters<typeof stock.issue>[1],
    ),
};
