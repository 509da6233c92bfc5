/** A platform for tests, with real keys, a real chain and real lists; nothing in it is a fake but the network. */
import { kluscvVct, loadDocument } from '../../../contexts/index.ts';
import { toUtf8 } from '../../../core/bytes.ts';
import {
  createCredential,
  createJwtCredential,
  mandatoryPointersOf,
  type PartialClaims,
} from '../../../core/credential/index.ts';
import { createDidDocument, didWebFrom } from '../../../core/did/index.ts';
import { createCertificateChain } from '../../../core/keys/certificates.ts';
import type { PublicJwk } from '../../../core/keys/index.ts';
import {
  createCompact,
  issueDataIntegrity,
  issueJwtCredential,
  issueSdBaseProof,
  issueSdJwt,
  type SecuredDocument,
} from '../../../core/proof/index.ts';
import {
  createBitstring,
  createBitstringStatusListCredential,
  createTokenStatusList,
  encodeBitstringList,
  minimumEntries,
  newerListUrl,
  signTokenStatusList,
} from '../../../core/status/index.ts';
import type { Platform } from '../../../core/trust/index.ts';
import {
  createNodeSigner,
  generateKeyPairs,
  generatePrivateJwk,
  nodeCrypto,
} from '../../../server/node-crypto.ts';

export const now = new Date('2026-11-14T12:00:00Z');
export const day = 86_400_000;
export const validFrom = new Date('2026-11-14T00:00:00Z');
export const validUntil = new Date('2031-11-14T00:00:00Z');

export const claims: PartialClaims = {
  name: 'Samira de Vries',
  nameBasis: 'identity_document',
  platform: 'Poetsmaat',
  gigsCompleted: 214,
  firstGigDate: '2023-03-03',
  lastGigDate: '2026-11-10',
  asOf: '2026-11-10',
  hoursWorked: 702.25,
  hoursByYear: [
    { year: '2025', hours: 539.75 },
    { year: '2026', hours: 162.5 },
  ],
  weeksWorked: 161,
  clientCount: 38,
  skills: [
    {
      id: 'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625',
      labelNl: 'schoonmaken',
      labelEn: 'cleaning',
      gigs: 214,
    },
  ],
  attendance: { attended: 214, agreed: 217 },
  rating: { ratingValue: 4.7, worstRating: 1, bestRating: 5, ratingCount: 163 },
};

export type Issuing = {
  readonly claims?: PartialClaims;
  readonly validFrom?: Date;
  readonly validUntil?: Date;
  readonly index?: number;
  readonly withStatus?: boolean;
  readonly withRefresh?: boolean;
  readonly copy?: { readonly madeFor?: string };
};

export type Statuses = {
  readonly revoked?: readonly number[];
  readonly suspended?: readonly number[];
  /** Those of which a newer one exists; without it there are no lists that tell so. */
  readonly newer?: readonly number[];
  readonly issuedAt?: Date;
  readonly until?: Date;
};

const purposes = ({ withRefresh = false }: Issuing) =>
  withRefresh ? (['revocation', 'suspension', 'refresh'] as const) : (['revocation', 'suspension'] as const);

export const tokenListUrl = (url: string): string => `${url}/status/token/1`;
export const bitstringUrl = (url: string, purpose: string): string => `${url}/status/bitstring/1/${purpose}`;

/** Both kinds of lists of a platform, as bodies by URL; `url` is where they say they are. */
export type TestPlatform = Awaited<ReturnType<typeof createTestPlatform>>;

export const createTestPlatform = async (name: string, url: string, { uris = [url] } = {}) => {
  const { p256, ed25519 } = generateKeyPairs();
  const [p256Signer, ed25519Signer] = [createNodeSigner(p256), createNodeSigner(ed25519)];
  const did = didWebFrom(url);
  const { anchor, x5c } = await createCertificateChain(
    {
      root: { commonName: `${name} root`, privateJwk: generatePrivateJwk('ES256') },
      leaf: { commonName: name, publicJwk: p256Signer.publicJwk, dnsNames: [new URL(url).hostname], uris },
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2036-01-01T00:00:00Z'),
    },
    nodeCrypto,
  );
  const didDocument = createDidDocument({
    did,
    keys: [
      { id: 'p256', publicJwk: p256Signer.publicJwk },
      { id: 'ed25519', publicJwk: ed25519Signer.publicJwk },
    ],
  });
  const listed: Platform = {
    name,
    kvkNumber: '12345678',
    url,
    did,
    otherDids: [],
    certificateAnchors: [anchor],
    from: '2026-01-01',
  };

  const status = ({ index = 7, withStatus = true }: Issuing) =>
    withStatus ? { status: { idx: index, uri: tokenListUrl(url) } } : {};

  const sdJwt = (issuing: Issuing = {}, holderJwk?: PublicJwk): Promise<string> =>
    issueSdJwt(
      {
        claims: issuing.claims ?? claims,
        issuerUrl: url,
        vct: kluscvVct,
        ...(holderJwk && { holderJwk }),
        validFrom: issuing.validFrom ?? validFrom,
        validUntil: issuing.validUntil ?? validUntil,
        issuedAt: issuing.validFrom ?? validFrom,
        ...status(issuing),
        ...(issuing.copy && { copy: issuing.copy }),
        x5c,
      },
      { signer: p256Signer, crypto: nodeCrypto },
    );

  const signDocument = (document: Readonly<Record<string, unknown>>): Promise<SecuredDocument> =>
    issueDataIntegrity(
      { credential: document, verificationMethod: `${did}#ed25519`, created: now },
      { signer: ed25519Signer, loadDocument },
    );

  const places = (issuing: Issuing) =>
    issuing.withStatus === false
      ? []
      : purposes(issuing).map((purpose) => ({
          purpose,
          index: issuing.index ?? 7,
          url: bitstringUrl(url, purpose),
        }));

  const unsigned = (issuing: Issuing = {}, subjectId?: string) =>
    createCredential({
      claims: issuing.claims ?? claims,
      issuer: did,
      subjectId,
      validFrom: issuing.validFrom ?? validFrom,
      validUntil: issuing.validUntil ?? validUntil,
      status: places(issuing),
    });

  const ldp = (issuing: Issuing = {}, subjectId?: string): Promise<SecuredDocument> =>
    signDocument(unsigned(issuing, subjectId));

  /** With a base proof, from which a holder derives; mandatory is what a KlusCV has as such unless told otherwise. */
  const signSd = (
    document: Readonly<Record<string, unknown>>,
    mandatoryPointers: readonly string[] = mandatoryPointersOf(unsigned()),
  ) =>
    issueSdBaseProof(
      { credential: document, verificationMethod: `${did}#p256-multikey`, created: now, mandatoryPointers },
      {
        signer: p256Signer,
        loadDocument,
        crypto: nodeCrypto,
        randomBytes: nodeCrypto.randomBytes,
        createEphemeralSigner: () => createNodeSigner(generatePrivateJwk('ES256')),
      },
    );

  const ldpSd = (issuing: Issuing = {}, subjectId?: string) => {
    const document = unsigned(issuing, subjectId);
    return signSd(document, mandatoryPointersOf(document));
  };

  const jwtPayload = (issuing: Issuing = {}, subjectId?: string) =>
    createJwtCredential({
      claims: issuing.claims ?? claims,
      issuer: did,
      subjectId,
      issuedAt: issuing.validFrom ?? validFrom,
      validFrom: issuing.validFrom ?? validFrom,
      validUntil: issuing.validUntil ?? validUntil,
      status: places(issuing),
    });

  const jwt = (issuing: Issuing = {}, subjectId?: string): Promise<string> =>
    issueJwtCredential(
      { payload: jwtPayload(issuing, subjectId), verificationMethod: `${did}#p256` },
      p256Signer,
    );

  const compact = (issuing: Issuing = {}): Promise<Uint8Array> =>
    createCompact(
      {
        claims: issuing.claims ?? claims,
        issuerDid: did,
        keyId: `${did}#ed25519`,
        issuedAt: issuing.validFrom ?? validFrom,
        validUntil: issuing.validUntil ?? validUntil,
        ...status(issuing),
        madeForSomebody: issuing.copy?.madeFor !== undefined,
      },
      ed25519Signer,
    );

  const tokenList = (
    {
      revoked = [],
      suspended = [],
      newer = [],
      issuedAt = now,
      until = new Date(now.getTime() + day),
    }: Statuses,
    uri = tokenListUrl(url),
  ): Promise<string> => {
    const statuses = new Uint8Array(1024);
    const tellsOfNewer = uri.endsWith('/refresh');
    for (const index of tellsOfNewer ? newer : revoked) statuses[index] = 1;
    for (const index of tellsOfNewer ? [] : suspended) statuses[index] = 2;
    return signTokenStatusList(
      {
        uri,
        list: createTokenStatusList({ statuses, bits: tellsOfNewer ? 1 : 2 }),
        issuedAt,
        expiresAt: until,
        ttlSeconds: 60,
        x5c,
      },
      p256Signer,
    );
  };

  const bitstringList = (
    purpose: 'revocation' | 'suspension' | 'refresh',
    { issuedAt = now, until = new Date(now.getTime() + day), ...statuses }: Statuses,
    at = bitstringUrl(url, purpose),
  ): Promise<SecuredDocument> => {
    const set = { revocation: statuses.revoked, suspension: statuses.suspended, refresh: statuses.newer };
    const setIndexes = set[purpose] ?? [];
    const encodedList = encodeBitstringList(createBitstring({ entries: minimumEntries, setIndexes }));
    return signDocument(
      createBitstringStatusListCredential({
        url: at,
        issuer: did,
        purpose,
        encodedList,
        validFrom: issuedAt,
        validUntil: until,
      }),
    );
  };

  const newerLists = async (statuses: Statuses): Promise<[string, Uint8Array][]> => {
    const beside = newerListUrl(tokenListUrl(url));
    return [
      [beside, toUtf8(await tokenList(statuses, beside))],
      [bitstringUrl(url, 'refresh'), toUtf8(JSON.stringify(await bitstringList('refresh', statuses)))],
    ];
  };

  const lists = async (statuses: Statuses = {}): Promise<Map<string, Uint8Array>> =>
    new Map([
      [tokenListUrl(url), toUtf8(await tokenList(statuses))],
      [bitstringUrl(url, 'revocation'), toUtf8(JSON.stringify(await bitstringList('revocation', statuses)))],
      [bitstringUrl(url, 'suspension'), toUtf8(JSON.stringify(await bitstringList('suspension', statuses)))],
      ...(statuses.newer === undefined ? [] : await newerLists(statuses)),
    ]);

  return {
    name,
    url,
    did,
    x5c,
    listed,
    didDocument,
    p256Signer,
    ed25519Signer,
    sdJwt,
    ldp,
    unsigned,
    signDocument,
    signSd,
    ldpSd,
    jwtPayload,
    jwt,
    compact,
    tokenList,
    bitstringList,
    lists,
  };
};
