/** A list is verified once per version; and never is what was verified good for longer than what it was made from. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { toUtf8 } from '../../../core/bytes.ts';
import type { CryptoPort } from '../../../core/ports.ts';
import { issueDataIntegrity, readMoment } from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import {
  createIssuerChains,
  createVerifiedLists,
  type VerifyContext,
  verifyCredential,
} from '../../../core/verify/index.ts';
import { nodeCrypto } from '../../../server/node-crypto.ts';
import { bitstringUrl, createTestPlatform, day, now, type TestPlatform } from './a-platform.ts';
import { createWorld, trustList } from './a-world.ts';

let poetsmaat: TestPlatform;
beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
});

/** The same world for many checks: documents and lists stay the same objects until somebody changes them. */
const createService = async () => {
  const { context, bodies } = createWorld([poetsmaat], await poetsmaat.lists());
  const signatures = { verified: 0 };
  const crypto: CryptoPort = {
    ...nodeCrypto,
    verifySignature: (...asked) => {
      signatures.verified += 1;
      return nodeCrypto.verifySignature(...asked);
    },
  };
  const did = await context.resolveDid(poetsmaat.did);
  const service: VerifyContext = {
    ...context,
    crypto,
    resolveDid: async () => did,
    verifiedLists: createVerifiedLists({ entries: 10, bytes: 1_000_000 }),
    issuerChains: createIssuerChains({ entries: 10 }),
  };
  const credentials = {
    ldp_vc: { format: 'ldp_vc' as const, document: await poetsmaat.ldp() },
    'dc+sd-jwt': { format: 'dc+sd-jwt' as const, compact: await poetsmaat.sdJwt() },
  };
  const check = async (format: keyof typeof credentials, change: Partial<VerifyContext> = {}) => {
    const before = signatures.verified;
    const report = await verifyCredential(credentials[format], { ...service, ...change });
    const code = report.checks.find(({ check: name }) => name === 'status')?.code;
    return { outcome: report.outcome, code, signatures: signatures.verified - before };
  };
  return { service, bodies, check };
};

const formats = ['ldp_vc', 'dc+sd-jwt'] as const;

describe.each(formats)('for %s', (format) => {
  test('a list is verified for the first credential, and only looked up in for the next', async () => {
    const { check, service } = await createService();
    const first = await check(format);
    expect(first).toMatchObject({ outcome: 'valid' });
    expect(first.signatures).toBeGreaterThan(1);
    expect(await check(format)).toEqual({ ...first, signatures: 1 });
    expect(service.verifiedLists?.counts().hits).toBeGreaterThan(0);
  });

  test('many at once verify it once', async () => {
    const { check } = await createService();
    const one = await check(format);
    const { check: checkMany } = await createService();
    await Promise.all(Array.from({ length: 8 }, () => checkMany(format)));
    expect(await checkMany(format)).toEqual({ ...one, signatures: 1 });
  });

  test('a withdrawal in the next version counts at once', async () => {
    const { check, bodies } = await createService();
    await check(format);
    for (const [url, body] of await poetsmaat.lists({ revoked: [7] })) bodies.set(url, body);
    expect(await check(format)).toMatchObject({ outcome: 'revoked', code: 'status_revoked' });
  });

  test('past its end it is undetermined, however well it was verified', async () => {
    const { check } = await createService();
    await check(format);
    expect(await check(format, { now: new Date(now.getTime() + 2 * day) })).toMatchObject({
      outcome: 'undetermined',
      code: 'status_expired',
    });
  });

  test('a list that cannot be believed is never remembered as good', async () => {
    const { check, bodies } = await createService();
    const good = new Map(bodies);
    for (const [url, body] of bodies) bodies.set(url, body.slice(0, -9));
    expect((await check(format)).outcome).toBe('undetermined');
    expect((await check(format)).outcome).toBe('undetermined');
    for (const [url, body] of good) bodies.set(url, body);
    expect((await check(format)).outcome).toBe('valid');
  });
});

test('a key that the scheme calls compromised from now on takes the list with it', async () => {
  const { check } = await createService();
  await check('ldp_vc');
  const key = poetsmaat.ed25519Signer.publicJwk;
  const listed = { ...poetsmaat.listed, compromisedKeys: [key] };
  const trust = { state: 'current' as const, list: trustList([listed]) };
  expect(await check('ldp_vc', { trust })).toMatchObject({ outcome: 'unknown_issuer' });
});

test('another trust list, or another DID document, has it verified anew', async () => {
  const { check, service } = await createService();
  const first = await check('ldp_vc');
  const trust = { state: 'current' as const, list: trustList([poetsmaat.listed]) };
  expect((await check('ldp_vc', { trust })).signatures).toBe(first.signatures);
  expect((await check('ldp_vc', { trust })).signatures).toBe(1);
  const did = structuredClone(await service.resolveDid(poetsmaat.did));
  expect((await check('ldp_vc', { trust, resolveDid: async () => did })).signatures).toBe(first.signatures);
});

test('a key that its owner has ended since signs no list any more', async () => {
  const { check, service } = await createService();
  await check('ldp_vc');
  const did = structuredClone(await service.resolveDid(poetsmaat.did));
  for (const method of did.didDocument?.verificationMethod ?? [])
    Object.assign(method, { expires: new Date(now.getTime() + 1000).toISOString() });
  const resolveDid = async () => did;
  expect(await check('ldp_vc', { resolveDid })).toMatchObject({ outcome: 'valid' });
  expect((await check('ldp_vc', { resolveDid })).signatures).toBe(1);
  const later = await check('ldp_vc', { resolveDid, now: new Date(now.getTime() + 1000) });
  expect(later.outcome).not.toBe('valid');
});

test('the chain of a token list is remembered no longer than its certificates are current', async () => {
  const { check } = await createService();
  expect(await check('dc+sd-jwt')).toMatchObject({ outcome: 'valid' });
  const chains = createIssuerChains({ entries: 10 });
  const verifyAt = (moment: string) =>
    chains.verify({
      x5c: poetsmaat.x5c,
      anchors: poetsmaat.listed.certificateAnchors,
      now: new Date(moment),
    });
  expect(await verifyAt('2026-11-14T00:00:00Z')).toBeDefined();
  expect(await verifyAt('2027-11-14T00:00:00Z')).toBeDefined();
  expect(await verifyAt('2036-01-02T00:00:00Z')).toBeUndefined();
  expect(await verifyAt('2025-12-31T00:00:00Z')).toBeUndefined();
  const foreign = await createTestPlatform('Dagploeg', 'https://dagploeg.example');
  const anchors = foreign.listed.certificateAnchors;
  expect(
    await chains.verify({ x5c: poetsmaat.x5c, anchors, now: new Date('2026-11-14T00:00:00Z') }),
  ).toBeUndefined();
  expect(chains.counts()).toEqual({ hits: 1, misses: 4, size: 1 });
});

const inSeconds = (seconds: number) => ({ now: new Date(now.getTime() + seconds * 1000) });

/** A credential by the P-256 key, whose list is by the Ed25519 key. */
const createJwtService = async (change: (bodies: Map<string, Uint8Array>) => void | Promise<void>) => {
  const { service, bodies } = await createService();
  await change(bodies);
  const credential = { format: 'jwt_vc_json' as const, compact: await poetsmaat.jwt() };
  return async (context: Partial<VerifyContext> = {}) => {
    const before = service.verifiedLists?.counts().misses ?? 0;
    const report = await verifyCredential(credential, { ...service, ...context });
    const code = report.checks.find(({ check }) => check === 'status')?.code;
    return [code, (service.verifiedLists?.counts().misses ?? 0) - before];
  };
};

test('a list is remembered as long as it says, and five minutes at the longest', async () => {
  const check = await createJwtService(() => undefined);
  expect(await check()).toEqual(['status_active', 2]);
  expect(await check(inSeconds(299))).toEqual(['status_active', 0]);
  expect(await check(inSeconds(300))).toEqual(['status_active', 2]);
  const { service, check: checkToken } = await createService();
  await checkToken('dc+sd-jwt');
  await checkToken('dc+sd-jwt', inSeconds(59));
  expect(service.verifiedLists?.counts().hits).toBe(1);
  await checkToken('dc+sd-jwt', inSeconds(60));
  expect(service.verifiedLists?.counts().hits).toBe(1);
});

/** The list of withdrawals with other members, or with a proof that ends. */
const signedAnew =
  (members: JsonObject, expires?: Date) =>
  async (bodies: Map<string, Uint8Array>): Promise<void> => {
    for (const purpose of ['revocation', 'suspension'] as const) {
      const { proof: _, ...old } = await poetsmaat.bitstringList(purpose, {});
      const credential = { ...old, credentialSubject: { ...Object(old.credentialSubject), ...members } };
      const verificationMethod = `${poetsmaat.did}#ed25519`;
      const signed = await issueDataIntegrity(
        { credential, verificationMethod, created: now, ...(expires && { expires }) },
        { signer: poetsmaat.ed25519Signer, loadDocument },
      );
      bodies.set(bitstringUrl(poetsmaat.url, purpose), toUtf8(JSON.stringify(signed)));
    }
  };

test('how long a W3C list is kept is told in milliseconds', async () => {
  const check = await createJwtService(signedAnew({ ttl: 10_000 }));
  await check();
  expect(await check(inSeconds(9))).toEqual(['status_active', 0]);
  expect(await check(inSeconds(10))).toEqual(['status_active', 2]);
});

test('a list counts no longer than its proof', async () => {
  const check = await createJwtService(signedAnew({}, inSeconds(100).now));
  await check();
  expect(await check(inSeconds(99))).toEqual(['status_active', 0]);
  expect(await check(inSeconds(200))).toEqual(['status_unreadable', 2]);
});

test('the end of a proof that names no zone is one of UTC, wherever the machine stands', () => {
  vi.stubEnv('TZ', 'Pacific/Pago_Pago');
  try {
    const end = '2026-11-14T12:01:40';
    expect(Date.parse(end)).not.toBe(inSeconds(100).now.getTime());
    expect(readMoment(end)).toBe(inSeconds(100).now.getTime());
    expect(readMoment(`${end}+01:00`)).toBe(inSeconds(100 - 3600).now.getTime());
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a list counts no longer than the key that signed it', async () => {
  const { context } = createWorld([poetsmaat], new Map());
  const did = await context.resolveDid(poetsmaat.did);
  for (const method of did.didDocument?.verificationMethod ?? [])
    if (method.id.endsWith('#ed25519')) Object.assign(method, { expires: inSeconds(100).now.toISOString() });
  const check = await createJwtService(() => undefined);
  const resolveDid = async () => did;
  expect(await check({ resolveDid })).toEqual(['status_active', 2]);
  expect(await check({ resolveDid, ...inSeconds(99) })).toEqual(['status_active', 0]);
  const [code] = await check({ resolveDid, ...inSeconds(100) });
  expect(code).not.toBe('status_active');
});

const verdict = (bytes: number) => ({
  ok: true as const,
  value: {
    from: 0,
    until: Number.MAX_SAFE_INTEGER,
    ttlSeconds: undefined,
    entries: { kind: 'bitstring' as const, purpose: 'revocation' as const, bytes: new Uint8Array(bytes) },
    holdsAt: async () => true,
  },
});

test('a verification that broke off is not remembered, nor does it take away the one after it', async () => {
  const { service } = await createService();
  const lists = createVerifiedLists({ entries: 3, bytes: 1000 });
  const fail = () => Promise.reject(new Error('broke off'));
  const [body, next] = [new Uint8Array(), new Uint8Array()];
  await expect(lists.get({ name: 'a', body, verify: fail }, service)).rejects.toThrow('broke off');
  expect(lists.counts().size).toBe(0);
  const { promise, reject } = Promise.withResolvers<ReturnType<typeof verdict>>();
  const first = lists.get({ name: 'a', body, verify: () => promise }, service);
  const second = lists.get({ name: 'a', body: next, verify: async () => verdict(1) }, service);
  reject(new Error('broke off'));
  await expect(first).rejects.toThrow('broke off');
  expect(await second).toMatchObject({ ok: true });
  expect(lists.counts().size).toBe(1);
});

test('a version that was replaced while it was verified takes no room', async () => {
  const { service } = await createService();
  const lists = createVerifiedLists({ entries: 3, bytes: 1000 });
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof verdict>>();
  const first = lists.get({ name: 'a', body: new Uint8Array(), verify: () => promise }, service);
  const second = lists.get({ name: 'a', body: new Uint8Array(), verify: async () => verdict(10) }, service);
  resolve(verdict(990));
  await Promise.all([first, second]);
  await lists.get({ name: 'b', body: new Uint8Array(), verify: async () => verdict(10) }, service);
  expect(lists.counts().size).toBe(2);
});

test('without a list of issuers it is remembered until there is one', async () => {
  const { service } = await createService();
  const lists = createVerifiedLists({ entries: 3, bytes: 1000 });
  const request = { name: 'a', body: new Uint8Array(), verify: async () => verdict(10) };
  const without = { ...service, trust: { state: 'missing' as const } };
  await lists.get(request, without);
  await lists.get(request, without);
  await lists.get(request, service);
  expect(lists.counts()).toEqual({ hits: 1, misses: 2, size: 1 });
});

test('no more lists, and no more bytes of them, are held than it may', async () => {
  const { service } = await createService();
  const lists = createVerifiedLists({ entries: 3, bytes: 1000 });
  const body = new Uint8Array();
  for (const name of ['a', 'b', 'c', 'd'])
    await lists.get({ name, body, verify: async () => verdict(10) }, service);
  expect(lists.counts().size).toBe(3);
  await lists.get({ name: 'large', body, verify: async () => verdict(980) }, service);
  expect(lists.counts().size).toBe(3);
  await lists.get({ name: 'larger', body, verify: async () => verdict(1000) }, service);
  expect(lists.counts().size).toBe(1);
});
