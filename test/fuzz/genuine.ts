/** What is mutated: genuine credentials of every format, what lies around them, and others to take parts from. */
import { readFileSync } from 'node:fs';
import { toUtf8 } from '../../core/bytes.ts';
import { Claims, type PartialClaims } from '../../core/credential/claims.ts';
import { compactToDigits } from '../../core/proof/index.ts';
import { signTrustList } from '../../core/trust/index.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';
import { bitstringUrl, createTestPlatform, day, now, tokenListUrl } from '../core/verify/a-platform.ts';
import { createHolder, derive, didJson, trustList } from '../core/verify/a-world.ts';

const example = JSON.parse(
  readFileSync(new URL('../../contexts/kluscv/v1.example.json', import.meta.url), 'utf8'),
);

/** Every claim there is, with figures and texts at which two readings could part. */
const claimsOfExample = (): PartialClaims => {
  const { id: _, ...subject } = example.credentialSubject;
  const claims = Claims.partial().parse(subject);
  return {
    ...claims,
    hoursByMonth: [...(claims.hoursByMonth ?? []), { month: '2026-08', hours: 1.1 }],
    reviews: [
      ...(claims.reviews ?? []),
      { reviewBody: 'Caf\ufffd schoon 👍', datePublished: '2025-01', reviewerRole: 'client' },
    ],
  };
};

const otherClaims = (claims: PartialClaims): PartialClaims => ({
  ...claims,
  name: 'Piet Jansen',
  gigsCompleted: 3,
  hoursWorked: 7.5,
  rating: { ratingValue: 2.1, worstRating: 1, bestRating: 5, ratingCount: 9 },
});

/** The place of the credential that is mutated; every other place is withdrawn, so that none may be taken for it. */
export const index = 7;
const places = Array.from({ length: 131_072 }, (_, place) => place);
const others = places.filter((place) => place !== index);

export const binding = { audience: 'x509_hash:fuzz', nonce: 'n-0S6_WzA2Mj' };
/** What a wallet shows: some of the claims, one of them in part. */
const shown: readonly (readonly string[])[] = [
  ['name'],
  ['platform'],
  ['gigsCompleted'],
  ['asOf'],
  ['rating'],
];

export type Kind = 'sd-jwt' | 'json' | 'jwt' | 'compact';

export type Subject = {
  readonly name: string;
  readonly kind: Kind;
  readonly text: Uint8Array;
  readonly donors: readonly Uint8Array[];
};

/** Platforms, lists, and the texts by which they are handed in. All keys are new each time. */
export const createGenuine = async () => {
  const [poetsmaat, dagploeg, stranger] = await Promise.all([
    createTestPlatform('Poetsmaat', 'https://poetsmaat.example'),
    createTestPlatform('Dagploeg', 'https://dagploeg.example'),
    createTestPlatform('Vreemd', 'https://vreemd.example'),
  ]);
  const holder = createHolder();
  const claims = claimsOfExample();
  const mine = { claims, index };
  const hers = { claims: otherClaims(claims), index: index + 2 };

  const sdJwt = await poetsmaat.sdJwt(mine, holder.signer.publicJwk);
  const ldp = await poetsmaat.ldp(mine, holder.did);
  const compact = await poetsmaat.compact(mine);
  const sdJwtDonors = [
    await poetsmaat.sdJwt(hers, holder.signer.publicJwk),
    await dagploeg.sdJwt(mine, holder.signer.publicJwk),
    await stranger.sdJwt(mine, holder.signer.publicJwk),
  ];
  const ldpDonors = [
    await poetsmaat.ldp(hers, holder.did),
    await dagploeg.ldp(mine, holder.did),
    await stranger.ldp(mine),
  ];
  const compactDonors = [
    await poetsmaat.compact(hers),
    await dagploeg.compact(mine),
    await stranger.compact(mine),
  ];
  const jwt = await poetsmaat.jwt(mine, holder.did);
  const jwtDonors = [
    await poetsmaat.jwt(hers, holder.did),
    await dagploeg.jwt(mine, holder.did),
    await stranger.jwt(mine),
  ];
  const base = await poetsmaat.ldpSd(mine, holder.did);
  const names = shown.flat();
  const inPart = await derive(base, names);
  const inPartDonors = [
    base,
    ldp,
    await derive(await poetsmaat.ldpSd(hers, holder.did), names),
    await derive(await dagploeg.ldpSd(mine, holder.did), names),
    await derive(await stranger.ldpSd(mine), names),
  ];
  const presentedJwt = await holder.presentJwt([jwt], binding);
  const presentedInPart = await holder.presentLdp([inPart], binding);
  const presentedSdJwt = await holder.presentSdJwt(sdJwt, shown, binding);
  const presentedLdp = await holder.presentLdp([ldp], binding);

  const json = (value: unknown): Uint8Array => toUtf8(JSON.stringify(value));
  const link = (bytes: Uint8Array): Uint8Array => toUtf8(`https://check.example/#${compactToDigits(bytes)}`);
  const credentials: readonly Subject[] = [
    { name: 'SD-JWT', kind: 'sd-jwt', text: toUtf8(sdJwt), donors: sdJwtDonors.map(toUtf8) },
    { name: 'ldp_vc', kind: 'json', text: json(ldp), donors: ldpDonors.map(json) },
    { name: 'compact', kind: 'compact', text: compact, donors: compactDonors },
    { name: 'compact link', kind: 'compact', text: link(compact), donors: compactDonors.map(link) },
    { name: 'jwt_vc_json', kind: 'jwt', text: toUtf8(jwt), donors: jwtDonors.map(toUtf8) },
    { name: 'ldp_vc in part', kind: 'json', text: json(inPart), donors: inPartDonors.map(json) },
  ];
  const presentations: readonly Subject[] = [
    {
      name: 'SD-JWT presented',
      kind: 'sd-jwt',
      text: toUtf8(presentedSdJwt),
      donors: sdJwtDonors.map(toUtf8),
    },
    { name: 'ldp_vp', kind: 'json', text: json(presentedLdp), donors: ldpDonors.map(json) },
    { name: 'jwt_vp_json', kind: 'jwt', text: toUtf8(presentedJwt), donors: jwtDonors.map(toUtf8) },
    { name: 'ldp_vp in part', kind: 'json', text: json(presentedInPart), donors: inPartDonors.map(json) },
  ];

  const [none, withdrawn] = await Promise.all([
    poetsmaat.lists({ revoked: others, suspended: others }),
    dagploeg.lists({ revoked: places, suspended: places }),
  ]);
  const expired = { issuedAt: new Date(now.getTime() - 2 * day), until: new Date(now.getTime() - day) };
  const listDonors = [
    ...withdrawn.values(),
    toUtf8(await poetsmaat.tokenList(expired)),
    toUtf8(await poetsmaat.tokenList({}, `${tokenListUrl(poetsmaat.url)}1`)),
    toUtf8(await stranger.tokenList({}, tokenListUrl(poetsmaat.url))),
    json(await poetsmaat.bitstringList('revocation', expired)),
    json(await stranger.bitstringList('revocation', {}, bitstringUrl(poetsmaat.url, 'revocation'))),
  ];

  const scheme = createNodeSigner(generatePrivateJwk('ES256'));
  const list = trustList([poetsmaat.listed, dagploeg.listed]);
  return {
    poetsmaat,
    dagploeg,
    stranger: toUtf8(sdJwtDonors[2] ?? ''),
    credentials,
    presentations,
    /** Bodies by address in which everybody is withdrawn but the credential at `index`. */
    bodies: new Map([...withdrawn, ...none]),
    revoked: await poetsmaat.lists({ revoked: [index] }),
    suspended: await poetsmaat.lists({ suspended: [index] }),
    listDonors,
    didDocument: didJson(poetsmaat.didDocument),
    didDonors: [didJson(dagploeg.didDocument)],
    list,
    schemeKey: scheme.publicJwk,
    signedList: toUtf8(await signTrustList(list, scheme)),
    listOfOthers: toUtf8(
      await signTrustList(trustList([dagploeg.listed]), createNodeSigner(generatePrivateJwk('ES256'))),
    ),
  };
};

export type Genuine = Awaited<ReturnType<typeof createGenuine>>;
