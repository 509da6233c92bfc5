/** RFC 5280 section 6.1, one rule broken at a time: a path of leaf, intermediate authority and anchor. */
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../core/bytes.ts';
import { parseLeaf, verifyCertificateChain } from '../../../core/keys/certificates.ts';
import { publicJwkFromSpki } from '../../../core/keys/spki.ts';

const now = new Date('2026-11-14T12:00:00Z');
const curveOf = (namedCurve: string) => ({ name: 'ECDSA', namedCurve, hash: 'SHA-256' });
const newKeys = (namedCurve = 'P-256') =>
  crypto.subtle.generateKey(curveOf(namedCurve), true, ['sign', 'verify']);

const [rootKeys, middleKeys, leafKeys, otherKeys, p384Keys] = await Promise.all([
  newKeys(),
  newKeys(),
  newKeys(),
  newKeys(),
  newKeys('P-384'),
]);

type Certificate = {
  readonly subject: string;
  readonly issuer: string;
  readonly keys: CryptoKeyPair;
  readonly by: CryptoKeyPair;
  readonly extensions: readonly Extension[];
  readonly notAfter?: string;
};

let serial = 1;
const make = async ({ subject, issuer, keys, by, extensions, notAfter = '2036-01-01' }: Certificate) => {
  const certificate = await X509CertificateGenerator.create({
    serialNumber: String(serial++),
    subject,
    issuer,
    notBefore: new Date('2026-01-01'),
    notAfter: new Date(notAfter),
    signingAlgorithm: curveOf('P-256'),
    publicKey: keys.publicKey,
    signingKey: by.privateKey,
    extensions: [...extensions],
  });
  return toBase64(new Uint8Array(certificate.rawData));
};

const authority = (pathLength?: number) => [
  new BasicConstraintsExtension(true, pathLength, true),
  new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
];
const end = [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  new SubjectAlternativeNameExtension([{ type: 'dns', value: 'klus.example' }]),
];

type Change = {
  readonly root?: Partial<Certificate>;
  readonly middle?: Partial<Certificate>;
  readonly leaf?: Partial<Certificate>;
};
const makePath = async ({ root, middle, leaf }: Change = {}) => {
  const anchor = {
    subject: 'CN=Root',
    issuer: 'CN=Root',
    keys: rootKeys,
    by: rootKeys,
    extensions: authority(),
  };
  const between = {
    ...{ subject: 'CN=Middle', issuer: 'CN=Root', keys: middleKeys, by: rootKeys },
    extensions: authority(0),
  };
  const last = { subject: 'CN=Leaf', issuer: 'CN=Middle', keys: leafKeys, by: middleKeys, extensions: end };
  return {
    anchor: await make({ ...anchor, ...root }),
    x5c: [await make({ ...last, ...leaf }), await make({ ...between, ...middle })] as const,
  };
};

const codeOf = async (x5c: readonly string[], anchors: readonly string[]) => {
  const verified = await verifyCertificateChain({ x5c, anchors, now });
  return verified.ok ? 'ok' : verified.error.code;
};

describe('a path over an intermediate authority', () => {
  it('holds, with the anchor at its end and without', async () => {
    const { anchor, x5c } = await makePath();
    expect(await codeOf(x5c, [anchor])).toBe('ok');
    expect(await codeOf([...x5c, anchor], [anchor])).toBe('ok');
  });

  it.each<[string, Change]>([
    ['a leaf that does not say what it is for', { leaf: { extensions: [] } }],
    ['an authority that does not say what it is for', { middle: { extensions: authority(0).slice(0, 1) } }],
    ['an authority without a limit', { middle: { extensions: authority() } }],
    ['an anchor with a limit that is kept', { root: { extensions: authority(1) } }],
  ])('holds with %s', async (_name, change) => {
    const { anchor, x5c } = await makePath(change);
    expect(await codeOf(x5c, [anchor])).toBe('ok');
  });

  const strange = new Extension('1.2.3.4', true, new Uint8Array([5, 0]));
  const usage = (flags: KeyUsageFlags) => new KeyUsagesExtension(flags, true);
  const names = new SubjectAlternativeNameExtension(
    Array.from({ length: 400 }, (_, index) => ({ type: 'dns' as const, value: `klus-${index}.example.org` })),
  );
  it.each<[string, string, Change]>([
    ['a leaf signed by somebody else', 'chain_invalid', { leaf: { by: otherKeys } }],
    ['a leaf that names another issuer', 'chain_invalid', { leaf: { issuer: 'CN=Other' } }],
    [
      'an intermediate that is no authority, though its key may sign certificates',
      'chain_invalid',
      {
        middle: {
          extensions: [
            new BasicConstraintsExtension(false, undefined, true),
            usage(KeyUsageFlags.keyCertSign),
          ],
        },
      },
    ],
    [
      'an intermediate without constraints',
      'chain_invalid',
      { middle: { extensions: [usage(KeyUsageFlags.keyCertSign)] } },
    ],
    [
      'an authority whose key may not sign certificates',
      'chain_invalid',
      {
        middle: {
          extensions: [new BasicConstraintsExtension(true, 0, true), usage(KeyUsageFlags.digitalSignature)],
        },
      },
    ],
    ['an intermediate signed by somebody else', 'chain_untrusted', { middle: { by: otherKeys } }],
    ['an intermediate that names another issuer', 'chain_untrusted', { middle: { issuer: 'CN=Other' } }],
    [
      'an anchor under which there may be no authorities',
      'chain_untrusted',
      { root: { extensions: authority(0) } },
    ],
    ['an anchor that is no authority', 'chain_untrusted', { root: { extensions: end } }],
    ['an intermediate that has ended', 'chain_expired', { middle: { notAfter: '2026-11-01' } }],
    ['an anchor that has ended', 'chain_untrusted', { root: { notAfter: '2026-11-01' } }],
    [
      'a leaf that is an authority',
      'chain_invalid',
      {
        leaf: {
          extensions: [
            new BasicConstraintsExtension(true, undefined, true),
            usage(KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature),
          ],
        },
      },
    ],
    [
      'a leaf under the name of its issuer',
      'chain_invalid',
      { middle: { subject: 'CN=Same' }, leaf: { subject: 'CN=Same', issuer: 'CN=Same' } },
    ],
    [
      'a leaf that is not for signing',
      'chain_invalid',
      { leaf: { extensions: [usage(KeyUsageFlags.keyEncipherment)] } },
    ],
    [
      'a critical extension in the leaf that we do not know',
      'chain_invalid',
      { leaf: { extensions: [...end, strange] } },
    ],
    [
      'a critical extension in the authority that we do not know',
      'chain_invalid',
      { middle: { extensions: [...authority(0), strange] } },
    ],
    ['a leaf of another curve', 'chain_malformed', { leaf: { keys: p384Keys } }],
    ['a leaf larger than any of ours', 'chain_malformed', { leaf: { extensions: [names] } }],
  ])('does not hold with %s: %s', async (_name, code, change) => {
    const { anchor, x5c } = await makePath(change);
    expect(await codeOf(x5c, [anchor])).toBe(code);
  });

  it('does not hold without the intermediate, in another order, or with garbage beside it', async () => {
    const { anchor, x5c } = await makePath();
    const [leaf, middle] = x5c;
    expect(await codeOf([leaf], [anchor])).toBe('chain_untrusted');
    expect(await codeOf([middle, leaf], [anchor])).toBe('chain_invalid');
    expect(await codeOf([leaf, 'AAAA', middle], [anchor])).toBe('chain_malformed');
    expect(await codeOf([leaf, middle, 'AAAA'], [anchor])).toBe('chain_malformed');
  });
});

describe('a leaf that is looked at before anything is verified', () => {
  it('says its key and its names, or is none', async () => {
    const { x5c } = await makePath();
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', leafKeys.publicKey));
    expect(await parseLeaf(x5c)).toMatchObject({
      publicJwk: publicJwkFromSpki(spki),
      dnsNames: ['klus.example'],
      uris: [],
      subjectCommonName: 'Leaf',
    });
    expect(await parseLeaf([])).toBeUndefined();
    expect(await parseLeaf(['AAAA', ...x5c])).toBeUndefined();
  });

  it('need not have a common name', async () => {
    const { x5c } = await makePath({ leaf: { subject: 'O=Poetsmaat' } });
    expect(await parseLeaf(x5c)).not.toHaveProperty('subjectCommonName');
  });
});
