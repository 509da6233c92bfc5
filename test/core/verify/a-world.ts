/** The world around a verification in tests: the scheme's list, what lies at which address, and a record of every fetch. */
import type { DIDDocument } from 'did-resolver';
import { loadDocument } from '../../../contexts/index.ts';
import { toUtf8 } from '../../../core/bytes.ts';
import { didJwkFrom, resolveDid } from '../../../core/did/index.ts';
import { KlusCVError } from '../../../core/errors.ts';
import {
  createPresentation,
  deriveSdProof,
  presentJwtCredentials,
  presentSdJwt,
  type SecuredDocument,
  signPresentation,
} from '../../../core/proof/index.ts';
import type { Platform, TrustList } from '../../../core/trust/index.ts';
import type { TrustState, VerifyContext } from '../../../core/verify/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';
import { now, type TestPlatform } from './a-platform.ts';

export const trustList = (platforms: readonly Platform[]): TrustList => ({
  scheme: 'KlusCV',
  version: 3,
  issued: '2026-11-01T00:00:00Z',
  nextUpdate: '2026-12-01T00:00:00Z',
  platforms: [...platforms],
  verifiers: [],
});

export type World = {
  readonly context: VerifyContext;
  /** Every address that was asked for, in order. */
  readonly fetched: string[];
  /** What lies at an address; take it away and it cannot be reached. */
  readonly bodies: Map<string, Uint8Array>;
};

/** A world in which `listed` are on the scheme's list and everything in `bodies` can be fetched. */
export const createWorld = (
  listed: readonly TestPlatform[],
  bodies: ReadonlyMap<string, Uint8Array>,
  change: Partial<Pick<VerifyContext, 'now' | 'trust'>> = {},
): World => {
  const fetched: string[] = [];
  const there = new Map(bodies);
  for (const { url, didDocument } of listed) there.set(`${url}/.well-known/did.json`, didJson(didDocument));
  const trust: TrustState = { state: 'current', list: trustList(listed.map((platform) => platform.listed)) };
  const load = (url: string): Uint8Array | undefined => {
    fetched.push(url);
    return there.get(url);
  };
  const context: VerifyContext = {
    now,
    clockSkewSeconds: 60,
    crypto: nodeCrypto,
    loadDocument,
    trust,
    resolveDid: (did) =>
      resolveDid(did, {
        allowInsecureLoopback: true,
        fetch: async ({ url }) => {
          const body = load(url);
          if (body === undefined) throw new KlusCVError('fetch_failed');
          return { status: 200, headers: {}, body };
        },
      }),
    loadStatusList: async (url) => {
      const body = load(url);
      return body === undefined
        ? { status: 'unreachable' }
        : { status: 'loaded', body, contentType: 'application/octet-stream' };
    },
    verifierName: 'Test',
    ...change,
  };
  return { context, fetched, bodies: there };
};

export const didJson = (document: DIDDocument): Uint8Array => toUtf8(JSON.stringify(document));

/** What a holder shows of a credential with a base proof: these claims beside what is mandatory; or whatever is pointed to. */
export const derive = async (
  credential: Readonly<Record<string, unknown>>,
  claims: readonly string[],
  pointers: readonly string[] = claims.map((name) => `/credentialSubject/${name}`),
): Promise<SecuredDocument> => {
  const derived = await deriveSdProof({ credential, selectivePointers: pointers }, { loadDocument });
  if (!derived.ok) throw new Error(`${derived.error.code}: ${derived.error.message}`);
  return derived.value;
};

/** A worker's wallet: one key, under which it holds credentials and presents them. */
export const createHolder = () => {
  const signer = createNodeSigner(generatePrivateJwk('ES256'));
  const did = didJwkFrom(signer.publicJwk);
  return {
    signer,
    did,
    presentSdJwt: (
      credential: string,
      paths: readonly (readonly string[])[],
      binding: { readonly audience: string; readonly nonce: string; readonly issuedAt?: Date },
    ) =>
      presentSdJwt(
        {
          credential,
          paths,
          audience: binding.audience,
          nonce: binding.nonce,
          issuedAt: binding.issuedAt ?? now,
        },
        { signer, crypto: nodeCrypto },
      ),
    presentLdp: (
      credentials: readonly SecuredDocument[],
      { audience, nonce }: { readonly audience: string; readonly nonce: string },
    ) =>
      signPresentation(
        {
          presentation: createPresentation({ holder: did, credentials }),
          verificationMethod: `${did}#0`,
          challenge: nonce,
          domain: audience,
          created: now,
        },
        { signer, loadDocument },
      ),
    presentJwt: (
      credentials: readonly string[],
      { audience, nonce }: { readonly audience: string; readonly nonce: string },
    ) =>
      presentJwtCredentials(
        { credentials, holder: did, verificationMethod: `${did}#0`, audience, nonce, issuedAt: now },
        signer,
      ),
  };
};
