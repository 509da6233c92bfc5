import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '../../../core/bytes.ts';
import {
  algorithmOf,
  fromBase58,
  isSignatureAlgorithm,
  multikeyFrom,
  type PublicJwk,
  parsePublicJwk,
  publicJwkFromMultikey,
  samePublicJwk,
  signatureAlgorithms,
  thumbprintOf,
  toBase58,
} from '../../../core/keys/index.ts';
import { publicJwkFromSpki, spkiFrom } from '../../../core/keys/spki.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';

const rfc8037Key: PublicJwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};

/** did:key method, test vectors for P-256 and Ed25519. */
const didKeyVectors: readonly (readonly [string, PublicJwk])[] = [
  [
    'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169',
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI',
      y: 'hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU',
    },
  ],
  [
    'zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv',
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns',
      y: 'efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM',
    },
  ],
  [
    'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp',
    { kty: 'OKP', crv: 'Ed25519', x: 'O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik' },
  ],
];

const keys = (['ES256', 'EdDSA'] as const).flatMap((algorithm) =>
  Array.from({ length: 8 }, () => createNodeSigner(generatePrivateJwk(algorithm)).publicJwk),
);

describe('Multikey', () => {
  it.each(didKeyVectors)('%s is the key that the did:key vectors say', (text, key) => {
    expect(publicJwkFromMultikey(text)).toEqual(key);
    expect(multikeyFrom(key)).toBe(text);
  });

  it('comes back as the same key', () => {
    for (const key of keys) expect(publicJwkFromMultikey(multikeyFrom(key))).toEqual(key);
  });

  it('refuses another multibase, another kind of key, and an x without a point on the curve', () => {
    expect(publicJwkFromMultikey(`u${multikeyFrom(rfc8037Key).slice(1)}`)).toBeUndefined();
    expect(
      publicJwkFromMultikey(`z${toBase58(Uint8Array.of(0x81, 0x24, ...new Uint8Array(49)))}`),
    ).toBeUndefined();
    const offCurve = Uint8Array.of(0x80, 0x24, 0x02, ...new Uint8Array(31), 1);
    expect(publicJwkFromMultikey(`z${toBase58(offCurve)}`)).toBeUndefined();
    expect(publicJwkFromMultikey('')).toBeUndefined();
    expect(publicJwkFromMultikey('z'.padEnd(5000, '2'))).toBeUndefined();
  });
});

describe('SubjectPublicKeyInfo', () => {
  it('is the DER that Node writes for the same key', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const der = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
    const key = parsePublicJwk(publicKey.export({ format: 'jwk' }));
    expect(publicJwkFromSpki(der)).toEqual(key);
    expect(key && toBase64(spkiFrom(key))).toBe(toBase64(der));
  });

  it('refuses P-384 and RSA', () => {
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
    expect(publicJwkFromSpki(p384.export({ format: 'der', type: 'spki' }))).toBeUndefined();
    expect(publicJwkFromSpki(new Uint8Array())).toBeUndefined();
  });
});

describe('a thumbprint', () => {
  it('is the one of RFC 8037 appendix A.3', async () => {
    expect(await thumbprintOf(rfc8037Key, nodeCrypto)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });
});

describe('a public key from outside', () => {
  it('loses everything but the members that make the key', () => {
    expect(parsePublicJwk({ ...rfc8037Key, kid: 'a', alg: 'EdDSA', use: 'sig' })).toEqual(rfc8037Key);
  });

  it('is refused with private or symmetric members, an unknown curve, or a short coordinate', () => {
    expect(parsePublicJwk({ ...rfc8037Key, d: rfc8037Key.x })).toBeUndefined();
    expect(parsePublicJwk({ kty: 'oct', k: 'AAAA' })).toBeUndefined();
    expect(parsePublicJwk({ ...rfc8037Key, crv: 'X25519' })).toBeUndefined();
    expect(parsePublicJwk({ ...rfc8037Key, x: 'AA' })).toBeUndefined();
    for (const value of [null, undefined, 'x', 3, []]) expect(parsePublicJwk(value)).toBeUndefined();
  });

  it('is refused outside the curve, and in any but the one way to write it', () => {
    const { x, y } = { x: 'A'.repeat(43), y: 'A'.repeat(43) };
    expect(parsePublicJwk({ kty: 'EC', crv: 'P-256', x, y })).toBeUndefined();
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const otherwise = last[last.indexOf(rfc8037Key.x.slice(-1)) + 1] ?? '';
    expect(parsePublicJwk({ ...rfc8037Key, x: `${rfc8037Key.x.slice(0, -1)}${otherwise}` })).toBeUndefined();
  });

  it('equals itself and no other', () => {
    for (const one of keys) for (const other of keys) expect(samePublicJwk(one, other)).toBe(one === other);
  });
});

describe('the allow-list of algorithms', () => {
  it('decides on every algorithm that JOSE libraries know', () => {
    const known =
      'none HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 ES256K EdDSA Ed25519 Ed448';
    expect(known.split(' ').filter(isSignatureAlgorithm)).toEqual([...signatureAlgorithms.keys()]);
    expect(['constructor', '__proto__', '', undefined, null, 0].some(isSignatureAlgorithm)).toBe(false);
  });

  it('gives each key one algorithm', () => {
    for (const key of keys)
      expect(signatureAlgorithms.get(algorithmOf(key))).toEqual({ kty: key.kty, crv: key.crv });
  });
});

describe('texts of bytes', () => {
  it('come back as the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect([...(fromBase64Url(toBase64Url(bytes)) ?? [])]).toEqual([...bytes]);
        expect([...(fromBase64(toBase64(bytes)) ?? [])]).toEqual([...bytes]);
        expect([...(fromBase58(toBase58(bytes)) ?? [])]).toEqual([...bytes]);
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      }),
    );
  });

  it('of base64url are refused with padding, white space, other letters and stray bits', () => {
    for (const text of ['AA==', 'A A', 'AA\n', 'A', 'AB', 'AAB', 'AA+A', 'AA/A', 'é']) {
      expect(fromBase64Url(text), text).toBeUndefined();
    }
  });
});
