/** The joining test: whatever a wallet or a verifier would trip over, before a platform is put on the list. */
import { loadDocument } from '../../../contexts/index.ts';
import { didJwkFrom, didWebFrom, didWebUrl, resolveDid } from '../../../core/did/index.ts';
import type { HttpFetch } from '../../../core/ports.ts';
import { Platform, schemeName, type TrustList } from '../../../core/trust/index.ts';
import type { VerifyContext } from '../../../core/verify/index.ts';
import { isLoopbackHttp } from '../../../server/index.ts';
import { nodeCrypto } from '../../../server/node-crypto.ts';
import { checkCertificates } from './check-certificates.ts';
import { checkDidDocument } from './check-did-document.ts';
import { checkMetadata } from './check-metadata.ts';
import { checkStatusLists } from './check-status-lists.ts';
import { checkTestCredential, type TestOffer } from './check-test-credential.ts';
import { type Finding, fail, warn } from './finding.ts';

export type JoiningTest = {
  readonly did: string;
  readonly url: string;
  /** True when nothing failed; warnings and what was not looked at keep nobody out. */
  readonly passed: boolean;
  readonly findings: readonly Finding[];
  /** DIDs that the platform also signs under, where that can be known: on a machine's own address, its P-256 keys as did:jwk. */
  readonly otherDids: readonly string[];
};

export type JoiningOptions = {
  readonly did: string;
  /** The issuer's address; that of the DID when left out. */
  readonly url?: string | undefined;
  readonly name?: string | undefined;
  readonly kvkNumber?: string | undefined;
  /** Base64 DER. */
  readonly anchors: readonly string[];
  readonly offer?: TestOffer | undefined;
  readonly now: Date;
};

/** The address behind a did:web, or undefined. */
export const issuerUrlOf = (did: string): string | undefined =>
  didWebUrl(did, true)?.replace(/(\/\.well-known)?\/did\.json$/, '');

const minute = 60_000;

/** A list with this one platform on it, as it would be: so a verifier judges what the platform signs. */
const listWith = (platform: Platform, now: Date): TrustList => ({
  scheme: schemeName,
  version: 1,
  issued: now.toISOString(),
  nextUpdate: new Date(now.getTime() + 60 * minute).toISOString(),
  platforms: [platform],
  verifiers: [],
});

/** Asks every question and never throws for a bad answer: it becomes a finding. */
export async function runJoiningTest(
  options: JoiningOptions,
  ports: { readonly fetch: HttpFetch; readonly allowInsecureLoopback: boolean },
): Promise<JoiningTest> {
  const { did, now, anchors } = options;
  const url = options.url ?? issuerUrlOf(did) ?? '';
  const platform = Platform.safeParse({
    name: options.name ?? 'Platform',
    kvkNumber: options.kvkNumber ?? '00000000',
    url,
    did,
    otherDids: [],
    certificateAnchors: anchors,
    from: '2000-01-01',
  });
  const conclude = (findings: readonly Finding[], otherDids: readonly string[] = []): JoiningTest => ({
    did,
    url,
    passed: findings.every(({ outcome }) => outcome !== 'fail'),
    findings,
    otherDids,
  });
  if (!platform.success)
    return conclude([
      fail(
        'Entry',
        'DID and address do not make an entry.',
        'Give a did:web, and an address without a slash at the end.',
      ),
    ]);
  const document = await checkDidDocument(did, ports);
  const otherDids = isLoopbackHttp(url) ? [...new Set(document.p256.map(didJwkFrom))] : [];
  const list = listWith({ ...platform.data, otherDids }, now);
  const context = createContext(list, options, ports);
  const lists = await checkStatusLists(platform.data, context, ports.fetch);
  const findings = [
    ...document.findings,
    ...checkPair(did, url),
    ...(await checkMetadata(url, ports.fetch)),
    ...lists.findings,
    ...(await checkCertificates(lists.x5c, { anchors, url, keys: document.p256, now })),
    ...(await checkTestCredential(options.offer, context, list)),
  ];
  return conclude(findings, otherDids);
}

function createContext(
  list: TrustList,
  { now }: JoiningOptions,
  ports: { readonly fetch: HttpFetch; readonly allowInsecureLoopback: boolean },
): VerifyContext {
  return {
    now,
    clockSkewSeconds: 60,
    crypto: nodeCrypto,
    loadDocument,
    trust: { state: 'current', list },
    resolveDid: (did) => resolveDid(did, ports),
    loadStatusList: async (url) => {
      const answer = await ports.fetch({ url }).catch(() => undefined);
      return answer?.status === 200
        ? { status: 'loaded', body: answer.body, contentType: answer.headers['content-type'] ?? '' }
        : { status: 'unreachable' };
    },
    verifierName: 'Joining test',
  };
}

const checkPair = (did: string, url: string): readonly Finding[] =>
  didWebFrom(url) === did
    ? []
    : [
        warn(
          'DID and address',
          'The DID is not that of the address.',
          "Nothing needs to change when both are the platform's own: the list ties them together.",
        ),
      ];
