/** The same SD-JWT VC for ours and stock: every claim, member and element disclosable in both; stock as its documentation has it, over WebCrypto. */
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { SDJwtVcInstance, type SdJwtVcPayload } from '@sd-jwt/sd-jwt-vc';
import { kluscvVct } from '../contexts/index.ts';
import { type PrivateJwk, publicJwkFrom } from '../core/keys/index.ts';
import { issueSdJwt } from '../core/proof/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../server/node-crypto.ts';
import { claims, now } from './sample.ts';

const issuerJwk: PrivateJwk = generatePrivateJwk('ES256');
export const issuerKey = publicJwkFrom(issuerJwk);
const signer = createNodeSigner(issuerJwk);
const holderJwk = publicJwkFrom(generatePrivateJwk('ES256'));
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const privateKey = await webcrypto.subtle.importKey('jwk', { ...issuerJwk }, algorithm, false, ['sign']);
const publicKey = await webcrypto.subtle.importKey('jwk', { ...issuerKey }, algorithm, false, ['verify']);

export const stock = new SDJwtVcInstance({
  hasher: (data) => {
    const bytes = typeof data === 'string' ? Buffer.from(data) : new Uint8Array(data);
    return new Uint8Array(createHash('sha256').update(bytes).digest());
  },
  hashAlg: 'sha-256',
  saltGenerator: () => randomBytes(16).toString('base64url'),
  signAlg: 'ES256',
  signer: async (data) =>
    Buffer.from(await webcrypto.subtle.sign(algorithm, privateKey, Buffer.from(data))).toString('base64url'),
  verifier: (data, signature) =>
    webcrypto.subtle.verify(algorithm, publicKey, Buffer.from(signature, 'base64url'), Buffer.from(data)),
});

type Frame = { _sd: (string | number)[] } & { [name: string]: unknown };

/** Every member and every element by itself, at every depth, as ours does it. */
const frameOf = (value: unknown): Frame | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const inner = Object.entries(value).flatMap(([name, one]) => {
    const frame = frameOf(one);
    return frame ? [[name, frame] as const] : [];
  });
  return {
    ...Object.fromEntries(inner),
    _sd: Array.isArray(value) ? [...value.keys()] : Object.keys(value),
  };
};
const frame = frameOf(claims) as Parameters<typeof stock.issue>[1];

export const issueWithStock = (): Promise<string> =>
  stock.issue<SdJwtVcPayload>(
    {
      ...claims,
      iss: 'https://issuer.example',
      iat: 1_794_614_400,
      nbf: 1_794_614_400,
      exp: 1_952_380_800,
      vct: kluscvVct,
      cnf: { jwk: { ...holderJwk } },
    },
    frame,
    { header: { x5c: [] } },
  );

export const issueWithOurs = (): Promise<string> =>
  issueSdJwt(
    {
      claims,
      issuerUrl: 'https://issuer.example',
      vct: kluscvVct,
      holderJwk,
      validFrom: now,
      validUntil: new Date('2031-11-14T00:00:00Z'),
      issuedAt: now,
      x5c: [],
    },
    { signer, crypto: nodeCrypto },
  );

/** How many disclosures each has; the two must be alike, else the figures would say nothing. */
export async function countDisclosures(): Promise<number> {
  const [ours, other] = [await issueWithOurs(), await issueWithStock()].map(
    (text) => text.split('~').length - 2,
  );
  if (ours === undefined || ours !== other) throw new Error('The two are not the same credential.');
  return ours;
}
