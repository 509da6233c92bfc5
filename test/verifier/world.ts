/** A small world for the verifier's tests: a platform on the scheme's list, a worker with a wallet, a verifier over real HTTP. */
import { kluscvVct, loadDocument } from '../../contexts/index.ts';
import { toUtf8 } from '../../core/bytes.ts';
import {
  createCredential,
  createJwtCredential,
  mandatoryPointersOf,
  type PartialClaims,
} from '../../core/credential/index.ts';
import { createDidDocument, didKeyFrom, didKeyMethodId, resolveDid } from '../../core/did/index.ts';
import { createCertificateChain } from '../../core/keys/certificates.ts';
import { publicJwkFrom } from '../../core/keys/index.ts';
import type { Signer } from '../../core/ports.ts';
import {
  issueDataIntegrity,
  issueJwtCredential,
  issueSdBaseProof,
  issueSdJwt,
  presentSdJwt,
  signPresentation,
} from '../../core/proof/index.ts';
import {
  createBitstring,
  createBitstringStatusListCredential,
  createTokenStatusList,
  encodeBitstringList,
  signTokenStatusList,
} from '../../core/status/index.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import type { TrustList } from '../../core/trust/index.ts';
import { createIssuerChains, createVerifiedLists, type LoadedStatusList } from '../../core/verify/index.ts';
import { createLog, createMetrics, listen } from '../../server/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';
import { openStore } from '../../store/index.ts';
import { createVerifierApp } from '../../verifier/app.ts';
import type { VerifierDeps } from '../../verifier/deps.ts';
import { parseApiKeys } from '../../verifier/http/api-keys.ts';
import { loadIdentity } from '../../verifier/keys/load-identity.ts';
import { createVault } from '../../verifier/keys/vault.ts';
import type { createRegister, Register } from '../../verifier/register/index.ts';
import { createVerdictCounts } from '../../verifier/report/verdict-counts.ts';
import { createRequestChanges } from '../../verifier/request/changes.ts';
import { freePort } from './free-port.ts';

export const apiKey = 'key-of-a-registered-reader';
export const lenderKey = 'key-of-a-lender-and-no-more';
export const platformUrl = 'https://poetsmaat.example';
const platformDid = 'did:web:poetsmaat.example';
const day = 86_400_000;

export const facts: PartialClaims = {
  name: 'Sanne de Vries',
  nameBasis: 'identity_document',
  platform: 'Poetsmaat',
  gigsCompleted: 214,
  firstGigDate: '2022-03-03',
  lastGigDate: '2026-11-14',
  asOf: '2026-11-15',
  hoursWorked: 640.5,
  hoursByYear: [{ year: '2026', hours: 640.5 }],
  hoursByMonth: [{ month: '2026-11', hours: 640.5 }],
  weeksWorked: 120,
  clientCount: 31,
};

type RegisterParts = Pick<Parameters<typeof createRegister>[0], 'store' | 'hashSecret' | 'clock'>;

/** @param options.register makes the operator's register; none without it */
export async function createWorld(
  options: { register?: (parts: RegisterParts) => Register; buttonFile?: string } = {},
) {
  let now = new Date('2026-11-21T12:00:00Z');
  const wait = (seconds: number): void => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const store = await openStore('sqlite::memory:');

  const platform = await createPlatform(now);
  const statusLists = new Map<string, LoadedStatusList>();
  const trust: { list: TrustList } = {
    list: {
      scheme: 'KlusCV',
      version: 1,
      issued: '2026-11-01T00:00:00Z',
      nextUpdate: '2027-11-01T00:00:00Z',
      platforms: [
        {
          name: 'Poetsmaat B.V.',
          kvkNumber: '12345678',
          url: platformUrl,
          did: platformDid,
          otherDids: [],
          certificateAnchors: [platform.anchor],
          from: '2020-01-01',
        },
      ],
      verifiers: [],
    },
  };
  /** Publishes the platform's lists, with one status for every index. */
  const publish = async (status: 'active' | 'revoked' | 'suspended'): Promise<void> => {
    const value = { active: 0, revoked: 1, suspended: 2 }[status];
    const token = await signTokenStatusList(
      {
        uri: `${platformUrl}/status/token/1`,
        list: createTokenStatusList({ statuses: new Uint8Array(64).fill(value), bits: 2 }),
        issuedAt: now,
        expiresAt: new Date(now.getTime() + day),
        ttlSeconds: 60,
        x5c: platform.x5c,
      },
      platform.p256,
    );
    statusLists.set(`${platformUrl}/status/token/1`, {
      status: 'loaded',
      body: toUtf8(token),
      contentType: 'application/statuslist+jwt',
    });
  };
  await publish('active');

  const hashKey = nodeCrypto.randomBytes(32);
  const identity = await loadIdentity({
    keys: store.verifierKeys,
    secrets: [hashKey],
    url,
    name: 'Thuiszorg De Linde',
    now,
    crypto: nodeCrypto,
  });
  const deps: VerifierDeps = {
    url,
    name: 'Thuiszorg De Linde',
    requestSeconds: 300,
    keepSeconds: 600,
    callsPerMinute: 10_000,
    pagesFolder: undefined,
    buttonFile: options.buttonFile,
    trustedProxies: 0,
    hashKey,
    vault: createVault(store.verifierKeys, [hashKey]),
    apiKeys: parseApiKeys(`${apiKey},${lenderKey}=lender`),
    clock: () => now,
    crypto: nodeCrypto,
    requests: store.requests,
    requestWebhooks: store.requestWebhooks,
    receivedRecords: store.receivedRecords,
    recordDeliveries: store.recordDeliveries,
    verifierApiKeys: store.verifierApiKeys,
    verdicts: createVerdictCounts(store.verdictCounts),
    register: options.register?.({ store, hashSecret: hashKey, clock: () => now }),
    transact: store.transact,
    changes: createRequestChanges(),
    identity,
    trustList: { load: async () => ({ state: 'current', list: trust.list }), signedList: () => undefined },
    resolveDid: async (did) =>
      did === platformDid
        ? { didResolutionMetadata: {}, didDocument: platform.didDocument, didDocumentMetadata: {} }
        : resolveDid(did, { fetch: refuseFetch, allowInsecureLoopback: false }),
    loadStatusList: async (address) => statusLists.get(address) ?? { status: 'unreachable' },
    loadDocument,
    verifiedLists: createVerifiedLists({ entries: 100, bytes: 10_000_000 }),
    issuerChains: createIssuerChains({ entries: 100 }),
    log: createLog({ name: 'test', level: 'silent' }),
    metrics: createMetrics('verifier'),
  };
  const listening = await listen(createVerifierApp(deps), { port, loopbackOnly: true });

  const issue = (
    claims: PartialClaims,
    holder: Signer,
    options: { validUntil?: Date } = {},
  ): Promise<string> =>
    issueSdJwt(
      {
        claims,
        issuerUrl: platformUrl,
        vct: kluscvVct,
        holderJwk: holder.publicJwk,
        validFrom: new Date('2026-11-15T00:00:00Z'),
        validUntil: options.validUntil ?? new Date('2031-11-15T00:00:00Z'),
        issuedAt: new Date('2026-11-15T00:00:00Z'),
        status: { idx: 7, uri: `${platformUrl}/status/token/1` },
        x5c: platform.x5c,
      },
      { signer: platform.p256, crypto: nodeCrypto },
    );

  const ldpTools = { signer: platform.ed25519, loadDocument };
  const verificationMethod = `${platformDid}#ed25519`;
  /** Publishes the lists of the W3C forms, with nobody withdrawn, and gives the places of one credential in them. */
  const publishBitstrings = async () => {
    const places = (['revocation', 'suspension'] as const).map((purpose) => ({
      purpose,
      index: 7,
      url: `${platformUrl}/status/bitstring/1/${purpose}`,
    }));
    for (const { purpose, url: listUrl } of places) {
      const list = createBitstringStatusListCredential({
        url: listUrl,
        issuer: platformDid,
        purpose,
        encodedList: encodeBitstringList(createBitstring({})),
        validFrom: now,
        validUntil: new Date(now.getTime() + day),
      });
      const signed = await issueDataIntegrity(
        { credential: list, verificationMethod, created: now },
        ldpTools,
      );
      const body = toUtf8(JSON.stringify(signed));
      statusLists.set(listUrl, { status: 'loaded', body, contentType: 'application/vc' });
    }
    return places;
  };

  const contentFor = async (claims: PartialClaims, holder: Signer) => ({
    claims,
    issuer: platformDid,
    subjectId: didKeyFrom(holder.publicJwk),
    issuedAt: new Date('2026-11-15T00:00:00Z'),
    validFrom: new Date('2026-11-15T00:00:00Z'),
    validUntil: new Date('2031-11-15T00:00:00Z'),
    status: await publishBitstrings(),
  });

  /** A W3C credential for the holder, with lists of both purposes published. */
  const issueLdp = async (claims: PartialClaims, holder: Signer): Promise<object> =>
    issueDataIntegrity(
      { credential: createCredential(await contentFor(claims, holder)), verificationMethod, created: now },
      ldpTools,
    );

  /** The same as a JWT. */
  const issueJwt = async (claims: PartialClaims, holder: Signer): Promise<string> =>
    issueJwtCredential(
      {
        payload: createJwtCredential(await contentFor(claims, holder)),
        verificationMethod: `${platformDid}#p256`,
      },
      platform.p256,
    );

  /** The same with a base proof, from which the holder derives others. */
  const issueLdpSd = async (claims: PartialClaims, holder: Signer): Promise<JsonObject> => {
    const credential = createCredential(await contentFor(claims, holder));
    return issueSdBaseProof(
      {
        credential,
        verificationMethod: `${platformDid}#p256-multikey`,
        created: now,
        mandatoryPointers: mandatoryPointersOf(credential),
      },
      {
        signer: platform.p256,
        loadDocument,
        randomBytes: nodeCrypto.randomBytes,
        createEphemeralSigner: () => createNodeSigner(generatePrivateJwk('ES256')),
      },
    );
  };

  return {
    url,
    hashKey,
    identity,
    store,
    deps,
    trust,
    wait,
    publish,
    issue,
    issueLdp,
    issueJwt,
    issueLdpSd,
    now: () => now,
    forgetLists: () => statusLists.clear(),
    /** Anything at all at an address where a list might be. */
    serveInstead: (address: string, text: string): void => {
      statusLists.set(address, { status: 'loaded', body: toUtf8(text), contentType: 'text/html' });
    },
    newHolder: (): Signer => createNodeSigner(generatePrivateJwk('ES256')),
    /** An SD-JWT presentation of some claims for one request. */
    present: (
      credential: string,
      holder: Signer,
      request: { client_id: string; nonce: string },
      claims: readonly string[],
    ): Promise<string> =>
      presentSdJwt(
        {
          credential,
          paths: claims.map((claim) => [claim]),
          audience: request.client_id,
          nonce: request.nonce,
          issuedAt: now,
        },
        { signer: holder, crypto: nodeCrypto },
      ),
    presentLdp: (
      credentials: object | readonly object[],
      holder: Signer,
      request: { client_id: string; nonce: string },
    ): Promise<object> => {
      const did = didKeyFrom(holder.publicJwk);
      return signPresentation(
        {
          presentation: {
            '@context': ['https://www.w3.org/ns/credentials/v2'],
            type: ['VerifiablePresentation'],
            holder: did,
            verifiableCredential: [credentials].flat(),
          },
          verificationMethod: didKeyMethodId(did),
          challenge: request.nonce,
          domain: request.client_id,
          created: now,
        },
        { signer: holder, loadDocument },
      );
    },
    close: async () => {
      await listening.close();
      await store.close();
    },
  };
}
export type World = Awaited<ReturnType<typeof createWorld>>;

async function createPlatform(now: Date) {
  const p256Jwk = generatePrivateJwk('ES256');
  const ed25519 = createNodeSigner(generatePrivateJwk('EdDSA'));
  const { anchor, x5c } = await createCertificateChain(
    {
      root: { commonName: 'Poetsmaat root', privateJwk: generatePrivateJwk('ES256') },
      leaf: { commonName: 'Poetsmaat', publicJwk: publicJwkFrom(p256Jwk), dnsNames: ['poetsmaat.example'] },
      notBefore: new Date('2025-01-01T00:00:00Z'),
      notAfter: new Date(now.getTime() + 3650 * day),
    },
    nodeCrypto,
  );
  const didDocument = createDidDocument({
    did: platformDid,
    keys: [
      { id: 'p256', publicJwk: publicJwkFrom(p256Jwk) },
      { id: 'ed25519', publicJwk: ed25519.publicJwk },
    ],
  });
  return { p256: createNodeSigner(p256Jwk), ed25519, anchor, x5c, didDocument };
}

const refuseFetch = (): Promise<never> => Promise.reject(new Error('nothing may be fetched in these tests'));
