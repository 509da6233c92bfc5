import { generateKeyPairSync } from 'node:crypto';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import fc from 'fast-check';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '../../../core/bytes.ts';
import { isBlsPoint } from '../../../core/keys/bls-key.ts';
import { isEd25519Key } from '../../../core/keys/ed25519-point.ts';
import {
  algorithmOf,
  allAlgorithms,
  fromBase58,
  isSignatureAlgorithm,
  kluscvAlgorithms,
  multikeyFrom,
  type PublicJwk,
  parsePrivateJwk,
  parsePublicJwk,
  publicJwkFrom,
  publicJwkFromMultikey,
  samePublicJwk,
  signatureAlgorithms,
  signatureLengthOf,
  thumbprintOf,
  toBase58,
} from '../../../core/keys/index.ts';
import { verificationKeyFromMultikey } from '../../../core/keys/multikey.ts';
import { coordinateLength, decompressPoint, isOnCurve } from '../../../core/keys/nist-point.ts';
import { publicJwkFromSpki, spkiFrom } from '../../../core/keys/spki.ts';
import { signJws, verifyJws } from '../../../core/proof/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';
import { webCrypto } from '../../../ui/web-crypto.ts';

const rfc8037Key: PublicJwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};

/** did:key method, test vectors for P-256, Ed25519, P-384 and P-521. */
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
  [
    'z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9',
    {
      kty: 'EC',
      crv: 'P-384',
      x: 'lInTxl8fjLKp_UCrxI0WDklahi-7-_6JbtiHjiRvMvhedhKVdHBfi2HCY8t_QJyc',
      y: 'y6N1IC-2mXxHreETBW7K3mBcw0qGr3CWHCs-yl09yCQRLcyfGv7XhqAngHOu51Zv',
    },
  ],
  [
    'z2J9gaYxrKVpdoG9A4gRnmpnRCcxU6agDtFVVBVdn1JedouoZN7SzcyREXXzWgt3gGiwpoHq7K68X4m32D8HgzG8wv3sY5j7',
    {
      kty: 'EC',
      crv: 'P-521',
      x: 'ASUHPMyichQ0QbHZ9ofNx_l4y7luncn5feKLo3OpJ2nSbZoC7mffolj5uy7s6KSKXFmnNWxGJ42IOrjZ47qqwqyS',
      y: 'AW9ziIC4ZQQVSNmLlp59yYKrjRY0_VqO-GOIYQ9tYpPraBKUloEId6cI_vynCzlZWZtWpgOM3HPhYEgawQ703RjC',
    },
  ],
];

const algorithms = ['ES256', 'ES384', 'ES512', 'EdDSA'] as const;
const keys = algorithms.flatMap((algorithm) =>
  Array.from({ length: 8 }, () => createNodeSigner(generatePrivateJwk(algorithm)).publicJwk),
);

describe('Multikey', () => {
  it.each(didKeyVectors)('%s is the key that the did:key vectors say', (text, key) => {
    expect(publicJwkFromMultikey(text)).toEqual(key);
    expect(multikeyFrom(key)).toBe(text);
  });

  it('comes back as the same key', () => {
    for (const key of [...keys, ...keys]) {
      const again = publicJwkFromMultikey(multikeyFrom(key));
      expect(again).toEqual(key);
      // What a caller does to a key must not reach the next one that asks for it.
      if (again) again.x = '';
    }
  });

  it('refuses another multibase, another kind of key, and an x without a point on the curve', () => {
    expect(publicJwkFromMultikey(`u${multikeyFrom(rfc8037Key).slice(1)}`)).toBeUndefined();
    expect(
      publicJwkFromMultikey(`z${toBase58(Uint8Array.of(0x83, 0x24, ...new Uint8Array(49)))}`),
    ).toBeUndefined();
    for (const text of didKeyVectors.map(([multikey]) => multikey)) {
      expect(publicJwkFromMultikey(`${text}1`), 'a letter more').toBeUndefined();
      expect(publicJwkFromMultikey(text.slice(0, -1)), 'a letter less').toBeUndefined();
    }
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
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
    expect(publicJwkFromSpki(other.export({ format: 'der', type: 'spki' }))).toBeUndefined();
    expect(publicJwkFromSpki(new Uint8Array())).toBeUndefined();
    const p384 = keys.find(({ crv }) => crv === 'P-384');
    expect(() => p384 && spkiFrom(p384)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });

  it('of Ed25519 comes back as the same key', () => {
    expect(publicJwkFromSpki(spkiFrom(rfc8037Key))).toEqual(rfc8037Key);
  });

  it('refuses points that are no good key, another prefix, and a coordinate that is too short', () => {
    const [p256] = keys;
    if (p256?.kty !== 'EC') throw new Error('The first key is of P-256.');
    const offCurve = spkiFrom(p256);
    offCurve[90] = (offCurve[90] ?? 0) ^ 1;
    expect(publicJwkFromSpki(offCurve)).toBeUndefined();
    const x25519 = spkiFrom(rfc8037Key);
    x25519[8] = 0x6e;
    expect(publicJwkFromSpki(x25519)).toBeUndefined();
    const smallOrder = spkiFrom({ ...rfc8037Key, x: toBase64Url(new Uint8Array(32)) });
    expect(publicJwkFromSpki(smallOrder)).toBeUndefined();
    for (const make of [spkiFrom, multikeyFrom])
      for (const key of [
        { ...p256, y: 'AAAA' },
        { ...rfc8037Key, x: 'AAAA' },
      ])
        expect(() => make(key)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});

describe('a thumbprint', () => {
  it('is the one of RFC 8037 appendix A.3', async () => {
    expect(await thumbprintOf(rfc8037Key, nodeCrypto)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });

  it('is the one that jose gives, for every kind of key', async () => {
    for (const key of keys)
      expect(await thumbprintOf(key, nodeCrypto)).toBe(await calculateJwkThumbprint(key));
  });
});

describe('a public key from outside', () => {
  it('loses everything but the members that make the key', () => {
    expect(parsePublicJwk({ ...rfc8037Key, kid: 'a', alg: 'EdDSA', use: 'sig' })).toEqual(rfc8037Key);
  });

  it('is refused with private or symmetric members, an unknown curve, or a short coordinate', () => {
    expect(parsePublicJwk({ ...rfc8037Key, d: rfc8037Key.x })).toBeUndefined();
    expect(parsePublicJwk({ kty: 'oct', k: 'AAAA' })).toBeUndefined();
    expect(parsePublicJwk({ ...rfc8037Key, k: 'AAAA' })).toBeUndefined();
    expect(parsePublicJwk({ ...rfc8037Key, crv: 'X25519' })).toBeUndefined();
    expect(parsePublicJwk({ ...rfc8037Key, x: 'AA' })).toBeUndefined();
    for (const value of [null, undefined, 'x', 3, []]) expect(parsePublicJwk(value)).toBeUndefined();
  });

  it('is refused outside the curve, and in any but the one way to write it', () => {
    for (const [crv, letters] of [
      ['P-256', 43],
      ['P-384', 64],
      ['P-521', 88],
    ] as const) {
      const zero = 'A'.repeat(letters);
      expect(parsePublicJwk({ kty: 'EC', crv, x: zero, y: zero }), crv).toBeUndefined();
      const key = keys.find((one) => one.crv === crv);
      if (key?.kty !== 'EC') throw new Error('There is a key of each curve.');
      expect(parsePublicJwk(key)).toEqual(key);
      expect(parsePublicJwk({ ...key, y: key.x }), crv).toBeUndefined();
      for (const other of ['P-256', 'P-384', 'P-521', 'Ed25519'].filter((name) => name !== crv))
        expect(parsePublicJwk({ ...key, crv: other }), `${crv} as ${other}`).toBeUndefined();
    }
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const otherwise = last[last.indexOf(rfc8037Key.x.slice(-1)) + 1] ?? '';
    expect(parsePublicJwk({ ...rfc8037Key, x: `${rfc8037Key.x.slice(0, -1)}${otherwise}` })).toBeUndefined();
  });

  it('is another with any one member of it changed', () => {
    const [p256, other] = keys;
    if (p256?.kty !== 'EC' || other?.kty !== 'EC') throw new Error('The first keys are of P-256.');
    expect(samePublicJwk(p256, { ...p256, crv: 'P-384' })).toBe(false);
    expect(samePublicJwk(p256, { ...p256, x: other.x })).toBe(false);
    expect(samePublicJwk(p256, { ...p256, y: other.y })).toBe(false);
    const edwards: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: p256.x };
    expect(samePublicJwk(p256, edwards)).toBe(false);
    expect(samePublicJwk(edwards, p256)).toBe(false);
    expect(samePublicJwk(edwards, { ...edwards })).toBe(true);
  });

  it('has the members of its kind, and no others, when it is taken from a private one', () => {
    for (const algorithm of algorithms) {
      const key = generatePrivateJwk(algorithm);
      const { d: _, ...members } = key;
      expect(publicJwkFrom(key)).toStrictEqual(members);
      expect(parsePrivateJwk(key)).toStrictEqual(key);
      expect(parsePrivateJwk(members)).toBeUndefined();
    }
    expect(parsePrivateJwk('x')).toBeUndefined();
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
      expect(signatureAlgorithms.get(algorithmOf(key))).toMatchObject({ kty: key.kty, crv: key.crv });
  });

  it('does not grow for a KlusCV when the engine learns another', () => {
    expect([...kluscvAlgorithms]).toEqual(['ES256', 'EdDSA']);
    expect([...kluscvAlgorithms].every((algorithm) => signatureLengthOf(algorithm) === 64)).toBe(true);
  });

  it.each(algorithms)(
    '%s signs what it verifies, in Node and in WebCrypto, and nothing else',
    async (algorithm) => {
      const [signer, other] = [
        createNodeSigner(generatePrivateJwk(algorithm)),
        createNodeSigner(generatePrivateJwk(algorithm)),
      ];
      const data = new TextEncoder().encode('gigs');
      const signature = await signer.sign(data);
      expect(signature.length).toBe(signatureLengthOf(algorithm));
      for (const port of [nodeCrypto, webCrypto]) {
        expect(await port.verifySignature(algorithm, signer.publicJwk, data, signature)).toBe(true);
        expect(await port.verifySignature(algorithm, other.publicJwk, data, signature)).toBe(false);
        expect(await port.verifySignature(algorithm, signer.publicJwk, data, signature.slice(1))).toBe(false);
        for (const wrong of algorithms.filter((one) => one !== algorithm)) {
          expect(await port.verifySignature(wrong, signer.publicJwk, data, signature)).toBe(false);
        }
      }
    },
  );

  it('takes ES384 and ES512 in a JWS only where a caller says so', async () => {
    for (const algorithm of ['ES384', 'ES512'] as const) {
      const signer = createNodeSigner(generatePrivateJwk(algorithm));
      const jws = await signJws({ header: {}, payload: { gigs: 1 } }, signer);
      const refused = await verifyJws(jws, signer.publicJwk, nodeCrypto);
      expect(refused).toMatchObject({ ok: false, error: { code: 'jws_algorithm' } });
      const taken = await verifyJws(jws, signer.publicJwk, nodeCrypto, { algorithms: allAlgorithms });
      expect(taken).toMatchObject({ ok: true, value: { payload: { gigs: 1 } } });
    }
  });
});

describe('a point that is no good key', () => {
  /** The y-coordinates of small order, with both signs, canonical and beyond the field (as by RFC 8032 section 5.1.3). */
  const torsion = [
    ...ED25519_TORSION_SUBGROUP,
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    '0100000000000000000000000000000000000000000000000000000000000080',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  ];

  it.each(torsion)('Ed25519 of small order or beyond the field is refused: %s', (hex) => {
    const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
    expect(isEd25519Key(bytes)).toBe(false);
    expect(parsePublicJwk({ kty: 'OKP', crv: 'Ed25519', x: toBase64Url(bytes) })).toBeUndefined();
    const multikey = `z${toBase58(Uint8Array.of(0xed, 0x01, ...bytes))}`;
    expect(publicJwkFromMultikey(multikey)).toBeUndefined();
  });

  it('is one of another length, or with numbers beyond the field', () => {
    const bytesOf = (text: string) => fromBase64Url(text) ?? new Uint8Array();
    const good = bytesOf(rfc8037Key.x);
    expect(isEd25519Key(good)).toBe(true);
    expect(isEd25519Key(Uint8Array.of(...good, 0))).toBe(false);
    expect(isEd25519Key(good.subarray(0, 31))).toBe(false);
    const key = keys.find(({ crv }) => crv === 'P-521');
    if (key?.kty !== 'EC') throw new Error('There is a key of P-521.');
    const [x, y] = [bytesOf(key.x), bytesOf(key.y)];
    expect(isOnCurve('P-521', { x, y })).toBe(true);
    expect(isOnCurve('P-521', { x: Uint8Array.of(0, ...x), y })).toBe(false);
    expect(isOnCurve('P-521', { x, y: Uint8Array.of(0, ...y) })).toBe(false);
    const beyond = (bytes: Uint8Array) =>
      Uint8Array.from(
        Buffer.from(
          (BigInt(`0x${Buffer.from(bytes).toString('hex')}`) + 2n ** 521n - 1n)
            .toString(16)
            .padStart(132, '0'),
          'hex',
        ),
      );
    expect(isOnCurve('P-521', { x: beyond(x), y })).toBe(false);
    expect(isOnCurve('P-521', { x, y: beyond(y) })).toBe(false);
    const [even, odd] = [2, 3].map((sign) => decompressPoint('P-521', Uint8Array.of(sign, ...x)));
    expect([even, odd].map((point) => (point?.y.at(-1) ?? 0) % 2)).toEqual([0, 1]);
    expect([even, odd]).toContainEqual({ x, y });
    for (const sign of [0, 1, 4, 5, 255])
      expect(decompressPoint('P-521', Uint8Array.of(sign, ...x))).toBeUndefined();
    expect(decompressPoint('P-521', Uint8Array.of(2, 0, ...x))).toBeUndefined();
  });

  it('is one of BLS12-381 that is not compressed', async () => {
    const point = bls12_381.G2.Point.BASE;
    expect(await isBlsPoint(point.toBytes(true))).toBe(true);
    expect(await isBlsPoint(point.toBytes(false))).toBe(false);
    expect(await isBlsPoint(point.toBytes(true).subarray(1))).toBe(false);
    const multikey = `z${toBase58(Uint8Array.of(0xeb, 0x01, ...point.toBytes(true)))}`;
    expect(verificationKeyFromMultikey(multikey)).toMatchObject({ crv: 'Bls12381G2' });
    expect(verificationKeyFromMultikey(`u${multikey.slice(1)}`)).toBeUndefined();
    expect(verificationKeyFromMultikey(`z${toBase58(Uint8Array.of(0xeb, 0x01, 1))}`)).toBeUndefined();
  });

  it('is told from a good one as @noble/curves tells it', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(bytes, (key) => {
        let good = true;
        try {
          ed25519.Point.fromBytes(key, false);
        } catch {
          good = false;
        }
        expect(isEd25519Key(key)).toBe(good);
      }),
    );
    for (const [crv, curve] of [
      ['P-256', p256],
      ['P-384', p384],
      ['P-521', p521],
    ] as const) {
      const length = coordinateLength(crv);
      fc.assert(
        fc.property(fc.uint8Array({ minLength: length, maxLength: length }), (x) => {
          const compressed = Uint8Array.of(2, ...x);
          let point: string | undefined;
          try {
            point = Buffer.from(curve.Point.fromBytes(compressed).toBytes(false)).toString('hex');
          } catch {
            point = undefined;
          }
          const ours = decompressPoint(crv, compressed);
          expect(ours && Buffer.from([4, ...ours.x, ...ours.y]).toString('hex')).toBe(point);
        }),
        { numRuns: 30 },
      );
    }
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

  it('are the same in base64url when there are many', () => {
    for (let length = 505; length < 525; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 0xff);
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }
  });

  it('of base64url are refused with padding, white space, other letters and stray bits', () => {
    for (const text of ['AA==', 'A A', 'AA\n', 'A', 'AB', 'AAB', 'AA+A', 'AA/A', 'é']) {
      expect(fromBase64Url(text), text).toBeUndefined();
    }
  });
});
