/** Keys of BLS12-381 for bbs-2023: for the conformance server and tests, since no platform signs with them. */
import { ALGORITHMS, fromRaw, generateBbsKeyPair } from '@digitalbazaar/bls12-381-multikey';
import { toBase64Url } from '../core/bytes.ts';
import type { BbsSigner } from '../core/proof/index.ts';

const algorithm = ALGORITHMS.BBS_BLS12381_SHA256;

/** A new key, kept nowhere; or, for published vectors, the one of these 32 and 96 bytes. */
export const createBbsSigner = async (bytes?: {
  readonly secretKey: Uint8Array;
  readonly publicKey: Uint8Array;
}): Promise<BbsSigner> => {
  const keyPair = bytes ? await fromRaw({ algorithm, ...bytes }) : await generateBbsKeyPair({ algorithm });
  const signer = keyPair.signer();
  return {
    publicKey: { kty: 'OKP', crv: 'Bls12381G2', x: toBase64Url(keyPair.publicKey) },
    sign: (header, messages) => signer.multisign({ header, messages }),
  };
};
