import { beforeAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { toUtf8 } from '../../../core/bytes.ts';
import { didKeyFrom, didKeyMethodId } from '../../../core/did/index.ts';
import { createCertificateChain } from '../../../core/keys/certificates.ts';
import { issueDataIntegrity } from '../../../core/proof/index.ts';
import {
  createBitstring,
  createBitstringStatusListCredential,
  createTokenStatusList,
  encodeBitstringList,
  minimumEntries,
  signTokenStatusList,
} from '../../../core/status/index.ts';
import type { KnownPlatform } from '../../../core/trust/index.ts';
import { type ReceivedCredential, verifyCredential } from '../../../core/verify/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';
import { bitstringUrl, createTestPlatform, day, now, type TestPlatform, tokenListUrl } from './a-platform.ts';
import { createWorld, derive, trustList } from './a-world.ts';

const url = 'https://dagploeg.example';
const yesterday = '2026-11-13';
const earlier = { validFrom: new Date('2026-11-10T00:00:00Z') };
let platform: TestPlatform;
beforeAll(async () => {
  platform = await createTestPlatform('Dagploeg', url);
});

const formats = ['dc+sd-jwt', 'ldp_vc', 'ldp_vc in part', 'jwt_vc_json', 'kluscv-compact'] as const;
const issue = async (format: (typeof formats)[number], issuing = {}): Promise<ReceivedCredential> => {
  if (format === 'dc+sd-jwt') return { format, compact: await platform.sdJwt(issuing) };
  if (format === 'ldp_vc') return { format, document: await platform.ldp(issuing) };
  if (format === 'ldp_vc in part')
    return { format: 'ldp_vc', document: await derive(await platform.ldpSd(issuing), ['name']) };
  if (format === 'jwt_vc_json') return { format, compact: await platform.jwt(issuing) };
  return { format, bytes: await platform.compact(issuing) };
};

const verify = async (
  credential: ReceivedCredential,
  change: Partial<KnownPlatform>,
  bodies?: Map<string, Uint8Array>,
) => {
  const world = createWorld([platform], bodies ?? (await platform.lists()), {
    trust: { state: 'current', list: trustList([{ ...platform.listed, ...change }]) },
  });
  return verifyCredential(credential, world.context);
};

describe.each(formats)('a platform that has left, %s', (format) => {
  it('leaves what it signed before genuine, and the report says since when it has stopped', async () => {
    const report = await verify(await issue(format, earlier), { until: yesterday });
    expect(report.outcome).toBe('valid');
    expect(report.issuer).toMatchObject({ name: 'Dagploeg', listed: true, stoppedOn: yesterday });
    expect(report.message.nl).toContain('Dit platform stopte op 13 november 2026.');
    expect(report.message.en).toContain('This platform stopped on 13 November 2026.');
    expect(report.checks.map(({ code }) => code)).toContain('issuer_stopped');
  });

  it('says nothing of stopping while its last day is still to come', async () => {
    const report = await verify(await issue(format, earlier), { until: '2026-11-14' });
    expect(report.outcome).toBe('valid');
    expect(report.issuer).not.toHaveProperty('stoppedOn');
    expect(report.message.nl).not.toContain('stopte');
  });

  it('may sign today what begins after its last day: it is not valid yet, and not of an unknown issuer', async () => {
    const later = { validFrom: new Date('2026-12-01T00:00:00Z') };
    const report = await verify(await issue(format, later), { until: '2026-11-20' });
    expect(report.outcome).toBe('not_yet_valid');
    expect(report.checks.map(({ code }) => code)).toContain('issuer_listed');
  });

  it('can sign nothing more', async () => {
    const report = await verify(await issue(format), { until: yesterday });
    expect(report.outcome).toBe('unknown_issuer');
    expect(report.message.nl).toContain('deed niet mee toen dit werd ondertekend');
    expect(report.record).toBeNull();
  });

  it('can still withdraw what it signed', async () => {
    const lists = await platform.lists({ revoked: [7] });
    const report = await verify(await issue(format, earlier), { until: yesterday }, lists);
    expect(report.outcome).toBe('revoked');
    expect(report.message.nl).not.toContain('stopte');
  });
});

describe.each(formats)('a key that may have been stolen, %s', (format) => {
  const byP256 = ['dc+sd-jwt', 'ldp_vc in part', 'jwt_vc_json'].includes(format);
  const keyOf = () => (byP256 ? platform.p256Signer : platform.ed25519Signer).publicJwk;

  it('makes everything that it signed count for nothing, whatever date it bears', async () => {
    for (const issuing of [{}, earlier, { validFrom: new Date('2026-01-02T00:00:00Z') }]) {
      const report = await verify(await issue(format, issuing), { compromisedKeys: [keyOf()] });
      expect(report.outcome).toBe('unknown_issuer');
      expect(report.checks.map(({ code }) => code)).toContain('issuer_key_compromised');
      expect(report).toMatchObject({ record: null, issuer: { name: null, listed: false } });
      expect(report.message.nl).toContain('kan gestolen zijn');
    }
  });

  it("leaves the platform's other keys alone", async () => {
    const other = createNodeSigner(generatePrivateJwk('ES256')).publicJwk;
    expect((await verify(await issue(format), { compromisedKeys: [other] })).outcome).toBe('valid');
  });

  it('cannot sign a status list either', async () => {
    const withP256 = await issue('dc+sd-jwt');
    const report = await verify(withP256, { compromisedKeys: [platform.ed25519Signer.publicJwk] });
    expect(report.outcome).toBe('valid');
    const withEd25519 = await issue('kluscv-compact');
    const refused = await verify(withEd25519, { compromisedKeys: [platform.p256Signer.publicJwk] });
    expect(refused.outcome).toBe('undetermined');
  });
});

/** Somebody who holds the lists of a platform that is no more: own keys, under own anchors. */
async function createHolder() {
  const [p256, ed25519] = [generatePrivateJwk('ES256'), generatePrivateJwk('EdDSA')];
  const [p256Signer, ed25519Signer] = [createNodeSigner(p256), createNodeSigner(ed25519)];
  const did = didKeyFrom(ed25519Signer.publicJwk);
  const { anchor, x5c } = await createCertificateChain(
    {
      root: { commonName: 'KlusCV root', privateJwk: generatePrivateJwk('ES256') },
      leaf: {
        commonName: 'KlusCV',
        publicJwk: p256Signer.publicJwk,
        dnsNames: [new URL(url).hostname],
        uris: [url],
      },
      notBefore: new Date(now.getTime() - day),
      notAfter: new Date(now.getTime() + 365 * day),
    },
    nodeCrypto,
  );
  const until = new Date(now.getTime() + day);
  const sign = async (revoked: readonly number[]): Promise<Map<string, Uint8Array>> => {
    const statuses = new Uint8Array(1024);
    for (const index of revoked) statuses[index] = 1;
    const token = await signTokenStatusList(
      {
        uri: tokenListUrl(url),
        list: createTokenStatusList({ statuses, bits: 2 }),
        issuedAt: now,
        expiresAt: until,
        ttlSeconds: 60,
        x5c,
      },
      p256Signer,
    );
    const lists = new Map([[tokenListUrl(url), toUtf8(token)]]);
    for (const purpose of ['revocation', 'suspension'] as const) {
      const list = createBitstringStatusListCredential({
        url: bitstringUrl(url, purpose),
        issuer: did,
        purpose,
        encodedList: encodeBitstringList(
          createBitstring({
            entries: minimumEntries,
            setIndexes: purpose === 'revocation' ? [...revoked] : [],
          }),
        ),
        validFrom: now,
        validUntil: until,
      });
      const signed = await issueDataIntegrity(
        { credential: list, verificationMethod: didKeyMethodId(did), created: now },
        { signer: ed25519Signer, loadDocument },
      );
      lists.set(bitstringUrl(url, purpose), toUtf8(JSON.stringify(signed)));
    }
    return lists;
  };
  const held = { url: 'https://held.example/dagploeg', did, certificateAnchors: [anchor] };
  const publicJwks = [p256Signer.publicJwk, ed25519Signer.publicJwk];
  return { sign, held, p256Signer, x5c, publicJwks };
}

describe.each(formats)('a platform that is no more, %s', (format) => {
  it('is spoken for by whoever holds its lists, for withdrawals too', async () => {
    const { sign, held } = await createHolder();
    const credential = await issue(format, earlier);
    const change = { until: yesterday, held };
    expect((await verify(credential, change, await sign([]))).outcome).toBe('valid');
    expect((await verify(credential, change, await sign([7]))).outcome).toBe('revoked');
  });

  it('is spoken for no longer by a key of the holder that somebody else may have had', async () => {
    const { sign, held, publicJwks } = await createHolder();
    const change = { until: yesterday, held, compromisedKeys: publicJwks };
    const credential = await issue(format, earlier);
    expect((await verify(credential, change, await sign([]))).outcome).toBe('undetermined');
  });

  it('still speaks for itself while its own lists last', async () => {
    const { held } = await createHolder();
    const change = { until: yesterday, held };
    const credential = await issue(format, earlier);
    expect((await verify(credential, change)).outcome).toBe('valid');
    const revoked = await platform.lists({ revoked: [7] });
    expect((await verify(credential, change, revoked)).outcome).toBe('revoked');
  });

  it('is spoken for by nobody whom the list does not name: then nothing can be said', async () => {
    const [{ held }, stranger] = [await createHolder(), await createHolder()];
    const credential = await issue(format, earlier);
    for (const change of [{ until: yesterday }, { until: yesterday, held }])
      expect((await verify(credential, change, await stranger.sign([]))).outcome).toBe('undetermined');
  });
});

describe('whoever holds the lists of a platform', () => {
  it('cannot sign a KlusCV in its name', async () => {
    const { held, p256Signer, x5c } = await createHolder();
    const [first] = (await platform.sdJwt(earlier)).split('~');
    const header = { ...JSON.parse(Buffer.from(first?.split('.')[0] ?? '', 'base64url').toString()), x5c };
    const { signJws } = await import('../../../core/proof/index.ts');
    const payload = JSON.parse(Buffer.from(first?.split('.')[1] ?? '', 'base64url').toString());
    const compact = `${await signJws({ header, payload }, p256Signer)}~`;
    const report = await verify({ format: 'dc+sd-jwt', compact }, { until: yesterday, held });
    expect(report.outcome).toBe('unknown_issuer');
  });
});

describe("a platform on a list of the verifier's own", () => {
  it('is genuine, and the report says whose list it is on', async () => {
    const report = await verify(await issue('dc+sd-jwt'), { vouchedBy: 'Hypotheekbank' });
    expect(report).toMatchObject({ outcome: 'valid', issuer: { vouchedBy: 'Hypotheekbank' } });
    expect((await verify(await issue('dc+sd-jwt'), {})).issuer).not.toHaveProperty('vouchedBy');
  });
});
