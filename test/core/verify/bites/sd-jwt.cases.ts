/** One thing broken at a time in an SD-JWT VC, in its holder's proof, in what the list says of its issuer. */
import { createHmac } from 'node:crypto';
import { toBase64Url } from '../../../../core/bytes.ts';
import { createCertificateChain } from '../../../../core/keys/certificates.ts';
import type { JsonObject } from '../../../../core/strict-json.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../../server/node-crypto.ts';
import { claims, day, now, tokenListUrl } from '../a-platform.ts';
import {
  digestOf,
  encode,
  named,
  resign,
  resignBinding,
  resignIssuerJwt,
  swapBinding,
  swapDisclosure,
  swapIssuerJwt,
  swapParts,
  twice,
  without,
  withoutDisclosure,
} from './forge-sd-jwt.ts';
import { audience, type Broken, type Case, each, nonce, type Stage } from './stage.ts';

const seconds = now.getTime() / 1000;
const listUrl = tokenListUrl('https://poetsmaat.example');
const strangersJwk = createNodeSigner(generatePrivateJwk('ES256')).publicJwk;
const members = ['ratingValue', 'worstRating', 'bestRating', 'ratingCount', 'attended', 'agreed'];

/** As it stands in its file, with another header or payload under the old signature. */
const header =
  (change: (old: JsonObject, stage: Stage) => unknown) =>
  (stage: Stage): Broken => ({
    handedIn: swapIssuerJwt(stage.sdJwt, { header: (old) => change(old, stage) }),
  });
const payload =
  (change: (old: JsonObject, stage: Stage) => unknown) =>
  (stage: Stage): Broken => ({
    handedIn: swapIssuerJwt(stage.sdJwt, { payload: (old) => change(old, stage) }),
  });
const signature =
  (change: (old: string) => string) =>
  (stage: Stage): Broken => ({ handedIn: swapIssuerJwt(stage.sdJwt, { signature: change }) });

/** Signed so by the platform itself: then the content is what is wrong, not the signature. */
const signedHeader =
  (change: (old: JsonObject) => JsonObject) =>
  async ({ sdJwt, poetsmaat }: Stage): Promise<Broken> => ({
    handedIn: await resignIssuerJwt(sdJwt, { header: change }, poetsmaat.p256Signer),
  });
const signed =
  (change: (old: JsonObject) => unknown) =>
  async ({ sdJwt, poetsmaat }: Stage): Promise<Broken> => ({
    handedIn: await resignIssuerJwt(sdJwt, { payload: change }, poetsmaat.p256Signer),
  });
const signedStatus = (status_list: unknown) => signed((old) => ({ ...old, status: { status_list } }));

/** Disclosures are not signed by themselves: the payload has their digests. */
const disclosure =
  (name: string, change: (old: readonly unknown[]) => unknown) =>
  ({ sdJwt }: Stage): Broken => ({ handedIn: swapDisclosure(sdJwt, named(name), change) });
/** With a disclosure to which the platform signed the digest. */
const signedDisclosure =
  (content: unknown, change: (old: JsonObject, digest: string) => JsonObject) =>
  async ({ sdJwt, poetsmaat }: Stage): Promise<Broken> => {
    const encoded = encode(content);
    const digest = digestOf(encoded);
    const made = await resignIssuerJwt(
      sdJwt,
      { payload: (old) => change(old, digest) },
      poetsmaat.p256Signer,
    );
    return { handedIn: `${made}${encoded}~` };
  };
const besides = (old: JsonObject, digest: string): JsonObject => ({
  ...old,
  _sd: [...(Array.isArray(old._sd) ? old._sd : []), digest],
});

/** Signed by a key of the stranger's choice, under the header that is given. */
const forged =
  (by: (stage: Stage) => Stage['poetsmaat'], chain: (stage: Stage) => readonly string[]) =>
  async (stage: Stage): Promise<Broken> => ({
    handedIn: await resignIssuerJwt(
      stage.sdJwt,
      { header: (old) => ({ ...old, x5c: chain(stage) }) },
      by(stage).p256Signer,
    ),
  });
/** A chain under a new root that the list names for the platform, with one thing about the leaf that is not right. */
const leaf =
  (change: {
    readonly notBefore?: string;
    readonly notAfter?: string;
    readonly dnsNames?: readonly string[];
    readonly uris?: readonly string[];
  }) =>
  async ({ sdJwt, poetsmaat }: Stage): Promise<Broken> => {
    const { anchor, x5c } = await createCertificateChain(
      {
        root: { commonName: 'Poetsmaat root', privateJwk: generatePrivateJwk('ES256') },
        leaf: {
          commonName: 'Poetsmaat',
          publicJwk: poetsmaat.p256Signer.publicJwk,
          dnsNames: change.dnsNames ?? ['poetsmaat.example'],
          uris: change.uris ?? [poetsmaat.url],
        },
        notBefore: new Date(change.notBefore ?? '2026-01-01'),
        notAfter: new Date(change.notAfter ?? '2036-01-01'),
      },
      nodeCrypto,
    );
    return {
      handedIn: await resignIssuerJwt(sdJwt, { header: (old) => ({ ...old, x5c }) }, poetsmaat.p256Signer),
      entry: { certificateAnchors: [anchor] },
    };
  };

/** The genuine one, and a world that is not as it should be. */
const world =
  (change: (stage: Stage) => Omit<Broken, 'handedIn'> | Promise<Omit<Broken, 'handedIn'>>) =>
  async (stage: Stage): Promise<Broken> => ({ ...(await change(stage)), handedIn: stage.sdJwt });
const list = (body: (stage: Stage) => string | null | Promise<string | null>) =>
  world(async (stage) => ({ lying: { [listUrl]: await body(stage) } }));

const shown = [['gigsCompleted'], ['name']];
const present = (
  { sdJwt, worker }: Stage,
  how: Partial<Parameters<Stage['worker']['presentSdJwt']>[2]> = {},
) => worker.presentSdJwt(sdJwt, shown, { audience, nonce, ...how });
/** Shown to a reader who asked, by the worker unless told otherwise. */
const presented =
  (make: (stage: Stage) => string | Promise<string>) =>
  async (stage: Stage): Promise<Broken> => ({
    handedIn: { format: 'dc+sd-jwt', compact: await make(stage) },
    asked: true,
  });
const binding = (change: Parameters<typeof resign>[1]) =>
  presented(async (stage) => resignBinding(await present(stage), change, stage.worker.signer));
/** With something else than the worker's key in `cnf`, signed so by the platform. */
const boundTo = (cnf: (stage: Stage) => unknown) =>
  presented(async (stage) => {
    const { sdJwt, poetsmaat, worker } = stage;
    const other = await resignIssuerJwt(
      sdJwt,
      { payload: (old) => ({ ...old, cnf: cnf(stage) }) },
      poetsmaat.p256Signer,
    );
    return worker.presentSdJwt(other, shown, { audience, nonce });
  });

const ofClaims: readonly Case[] = [
  ...each('changed', 'signature_invalid', {
    'a claim under another name': disclosure('name', ([s, , v]) => [s, 'platform', v]),
    'a claim as an element': disclosure('name', ([s, , v]) => [s, v]),
    'a claim with a part too many': disclosure('name', (old) => [...old, 1]),
    'a claim that is written otherwise': disclosure('name', (old) => JSON.stringify(old, null, 1)),
    'a disclosure that is no list': disclosure('name', () => ({ name: 'x' })),
    'a disclosure in which a member stands twice': disclosure(
      'attendance',
      ([s, n]) => `["${String(s)}","${String(n)}",{"_sd":[],"_sd":[]}]`,
    ),
    'a disclosure that nobody signed': ({ sdJwt }) => ({
      handedIn: `${sdJwt}${encode(['c2FsdA', 'birthDate', '1994-06-21'])}~`,
    }),
    'a disclosure that is no base64url': ({ sdJwt }) => ({
      handedIn: { format: 'dc+sd-jwt', compact: `${sdJwt}!!!!~` },
    }),
    'a disclosure twice': ({ sdJwt }) => ({ handedIn: `${sdJwt}${sdJwt.split('~')[1]}~` }),
    'the disclosures of another credential': async ({ sdJwt, poetsmaat }) => ({
      handedIn: [sdJwt.split('~')[0], ...(await poetsmaat.sdJwt()).split('~').slice(1)].join('~'),
    }),
    'signed: a digest twice': signed((old) => besides(old, String([old._sd].flat()[0]))),
    'signed: digests that are no list': signed((old) => ({ ...old, _sd: 'x' })),
    'signed: a digest that is no text': signed((old) => ({ ...old, _sd: [1] })),
    'signed: another hash': signed((old) => ({ ...old, _sd_alg: 'sha-512' })),
    'signed: a digest of an element outside a list': signed((old) => ({ ...old, '...': 'x' })),
    'signed: a claim that is there already': signedDisclosure(
      ['c2FsdA', 'platform', 'Dagploeg'],
      (old, digest) => ({
        ...besides(old, digest),
        platform: 'Poetsmaat',
      }),
    ),
    'signed: an element where a claim belongs': signedDisclosure(['c2FsdA', 'x'], besides),
  }),
  ...each('malformed', 'format_unreadable', {
    'an empty disclosure': ({ sdJwt }) => ({ handedIn: { format: 'dc+sd-jwt', compact: `${sdJwt}~` } }),
    'no tilde at the end': ({ sdJwt }) => ({
      handedIn: { format: 'dc+sd-jwt', compact: sdJwt.split('~')[0] ?? '' },
    }),
  }),
  ...each('malformed', 'content_unknown', {
    'signed: a claim that the vocabulary does not allow': signedDisclosure(
      ['c2FsdA', 'birthDate', 'in June'],
      besides,
    ),
    'signed: a text in the place of a list': signedDisclosure(['c2FsdA', 'sectors', 'none'], besides),
    'signed: fewer hours than none': signedDisclosure(
      ['c2FsdA', 'hoursByMonth', [{ month: '2026-11', hours: -1 }]],
      besides,
    ),
  }),
  ...[...Object.keys(claims), ...members].flatMap((name): Case[] => [
    [`${name}: another value`, 'changed', 'signature_invalid', disclosure(name, ([s, n]) => [s, n, 'other'])],
    [`${name}: another salt`, 'changed', 'signature_invalid', disclosure(name, ([, n, v]) => ['AAAA', n, v])],
  ]),
  ...['iss', 'nbf', 'exp', 'cnf', 'vct', 'status'].map(
    (name): Case => [
      `signed: ${name} in a disclosure`,
      'changed',
      'signature_invalid',
      signedDisclosure(['c2FsdA', name, 'x'], (old, digest) =>
        besides(without(old, name === 'iss' ? '' : name), digest),
      ),
    ],
  ),
  ...['_sd', '...', '_sd_alg'].map(
    (name): Case => [
      `signed: the reserved name ${name} in a disclosure`,
      'changed',
      'signature_invalid',
      signedDisclosure(['c2FsdA', name, ['x']], besides),
    ],
  ),
];

const ofHeader: readonly Case[] = [
  ...each('changed', 'signature_invalid', {
    'no alg': header((old) => without(old, 'alg')),
    'alg none without a signature': ({ sdJwt }) => ({
      handedIn: swapIssuerJwt(sdJwt, { header: (old) => ({ ...old, alg: 'none' }), signature: () => '' }),
    }),
    'HS256 under the public key': ({ sdJwt, poetsmaat }) => {
      const made = swapIssuerJwt(sdJwt, { header: (old) => ({ ...old, alg: 'HS256' }) });
      const [jwt = '', ...rest] = made.split('~');
      const input = jwt.slice(0, jwt.lastIndexOf('.'));
      const mac = createHmac('sha256', JSON.stringify(poetsmaat.p256Signer.publicJwk))
        .update(input)
        .digest('base64url');
      return { handedIn: [`${input}.${mac}`, ...rest].join('~') };
    },
    typ: header((old) => ({ ...old, typ: 'JWT' })),
    'the older typ, not signed so': header((old) => ({ ...old, typ: 'vc+sd-jwt' })),
    'no typ': header((old) => without(old, 'typ')),
    kid: header((old) => ({ ...old, kid: 'did:web:dagploeg.example#p256' })),
    'a key of its own': header((old) => ({ ...old, jwk: strangersJwk })),
    'an address for its key': header((old) => ({ ...old, jku: 'https://vreemd.example/jwks' })),
    'an address for its chain': header((old) => ({ ...old, x5u: 'https://vreemd.example/x5c' })),
    'signed: an extension that must be understood': signedHeader((old) => ({ ...old, crit: ['x'], x: 1 })),
    'signed: an extension list that is empty': signedHeader((old) => ({ ...old, crit: [] })),
    'signed: a payload that is not encoded': signedHeader((old) => ({ ...old, b64: false, crit: ['b64'] })),
    'signed: no typ': signedHeader((old) => without(old, 'typ')),
    'another signature': signature(() => toBase64Url(new Uint8Array(64).fill(7))),
    'a signature of noughts': signature(() => toBase64Url(new Uint8Array(64))),
    'a signature that is cut off': signature((old) => old.slice(0, -6)),
    'a signature with something behind it': signature((old) => `${old.slice(0, -2)}AAAA`),
    'no signature': signature(() => ''),
  }),
  ...each('malformed', 'format_unreadable', {
    'a member twice in the header': header(twice),
    'a header that is no object': header(() => []),
    'a signature with padding': ({ sdJwt }) => ({
      handedIn: { format: 'dc+sd-jwt', compact: swapIssuerJwt(sdJwt, { signature: (old) => `${old}==` }) },
    }),
  }),
  ...each('malformed', 'content_unknown', {
    'signed: another typ': signedHeader((old) => ({ ...old, typ: 'JWT' })),
    'signed: a list of withdrawals, by its typ': signedHeader((old) => ({ ...old, typ: 'statuslist+jwt' })),
  }),
  ...['none', 'None', 'HS256', 'ES384', 'ES256K', 'PS256', 'EdDSA', '', 7, null].map(
    (alg): Case => [
      `alg ${JSON.stringify(alg)}`,
      'changed',
      'signature_invalid',
      header((old) => ({ ...old, alg })),
    ],
  ),
];

const ofChain: readonly Case[] = [
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'the chain of another listed platform': header((old, { dagploeg }) => ({ ...old, x5c: dagploeg.x5c })),
    'the chain of a stranger': header((old, { stranger }) => ({ ...old, x5c: stranger.x5c })),
    'no chain': header((old) => without(old, 'x5c')),
    'an empty chain': header((old) => ({ ...old, x5c: [] })),
    'a chain that is garbage': header((old) => ({ ...old, x5c: ['AAAA'] })),
    'a chain that is a text': header((old) => ({ ...old, x5c: String([old.x5c].flat()[0]) })),
    'a chain with a number in it': header((old) => ({ ...old, x5c: [...[old.x5c].flat(), 7] })),
    'the anchor alone': header((old, { poetsmaat }) => ({
      ...old,
      x5c: poetsmaat.listed.certificateAnchors,
    })),
    'a chain of fifty': header((old) => ({
      ...old,
      x5c: Array.from({ length: 50 }, () => [old.x5c].flat()[0]),
    })),
    'a stranger before the own chain': forged(
      (s) => s.stranger,
      (s) => [...s.stranger.x5c, ...s.poetsmaat.x5c],
    ),
    'signed by another listed platform under its chain': forged(
      (s) => s.dagploeg,
      (s) => s.dagploeg.x5c,
    ),
    'a certificate that had ended when it signed': leaf({ notAfter: '2026-11-01' }),
    'a certificate that had not begun when it signed': leaf({ notBefore: '2026-12-01' }),
    'a certificate for another host': leaf({ dnsNames: ['dagploeg.example'], uris: [] }),
    'a certificate for a host below it': leaf({ dnsNames: ['x.poetsmaat.example'], uris: [] }),
    'a certificate for another address on the host': leaf({ uris: ['https://poetsmaat.example/other'] }),
  }),
  ...each('changed', 'signature_invalid', {
    'signed by another listed platform under this chain': forged(
      (s) => s.dagploeg,
      (s) => s.poetsmaat.x5c,
    ),
    'signed by a stranger under this chain': forged(
      (s) => s.stranger,
      (s) => s.poetsmaat.x5c,
    ),
  }),
];

const ofPayload: readonly Case[] = [
  ...each('changed', 'signature_invalid', {
    'exp later': payload((old) => ({ ...old, exp: Number(old.exp) + 86_400 })),
    'exp gone': payload((old) => without(old, 'exp')),
    'nbf earlier': payload((old) => ({ ...old, nbf: Number(old.nbf) - 86_400 })),
    iat: payload((old) => ({ ...old, iat: 1 })),
    vct: payload((old) => ({ ...old, vct: 'https://elsewhere.example/vct' })),
    'another place in the list': payload((old) => ({
      ...old,
      status: { status_list: { idx: 8, uri: listUrl } },
    })),
    'no status': payload((old) => without(old, 'status')),
    'another holder': payload((old) => ({ ...old, cnf: { jwk: strangersJwk } })),
    'no holder': payload((old) => without(old, 'cnf')),
    'a digest more': payload((old) => besides(old, 'x')),
    'a digest less': payload((old) => ({ ...old, _sd: [old._sd].flat().slice(1) })),
    'a claim in the open': payload((old) => ({ ...old, gigsCompleted: 9999 })),
  }),
  ...each('malformed', 'format_unreadable', {
    'a member twice in the payload': payload(twice),
    'iss gone': payload((old) => without(old, 'iss')),
    'iss that is no text': payload((old) => ({ ...old, iss: ['https://poetsmaat.example'] })),
  }),
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'iss of another listed platform': payload((old) => ({ ...old, iss: 'https://dagploeg.example' })),
  }),
  ...each('expired', 'validity_expired', {
    'signed: over': signed((old) => ({ ...old, exp: seconds - 61 })),
  }),
  ...each('not_yet_valid', 'validity_not_yet', {
    'signed: still to come': signed((old) => ({ ...old, nbf: seconds + 61 })),
  }),
  ...each('malformed', 'content_unknown', {
    'signed: no end': signed((old) => without(old, 'exp')),
    'signed: an end that is a text': signed((old) => ({ ...old, exp: '2031-11-14' })),
    'signed: an end in milliseconds': signed((old) => ({ ...old, exp: Number(old.exp) * 1000 })),
    'signed: no begin': signed((old) => without(without(old, 'nbf'), 'iat')),
    'signed: another kind of credential': signed((old) => ({ ...old, vct: 'https://elsewhere.example/pas' })),
    'signed: a vct that only begins like ours': signed((old) => ({ ...old, vct: `${String(old.vct)}/` })),
    'signed: a claim in the open that the type metadata wants disclosed': signed((old) => ({
      ...old,
      birthDate: '1990-06-01',
    })),
    'signed: the digest of other type metadata': signed((old) => ({
      ...old,
      'vct#integrity': `sha256-${'A'.repeat(43)}=`,
    })),
    'signed: a digest of type metadata that is none': signed((old) => ({ ...old, 'vct#integrity': true })),
  }),
  ...each('unknown_issuer', 'issuer_not_listed_then', {
    'signed: before the platform joined': signed((old) => ({ ...old, nbf: Date.UTC(2025, 11, 30) / 1000 })),
  }),
  ...[
    'https://poetsmaat.example/',
    'https://POETSMAAT.example',
    'http://poetsmaat.example',
    'https://poetsmaat.example:443',
    'https://poetsmaat.example.evil.example',
    'did:web:poetsmaat.example',
  ].map(
    (iss): Case => [
      `iss only nearly on the list, ${iss}`,
      'unknown_issuer',
      'issuer_not_listed',
      payload((old) => ({ ...old, iss })),
    ],
  ),
];

const ofStatus: readonly Case[] = [
  ...each('undetermined', 'status_missing', {
    'signed: no place in a list': signed((old) => without(old, 'status')),
    'signed: a status of another kind': signed((old) => ({ ...old, status: { other: 1 } })),
    'signed: a place below nought': signedStatus({ idx: -1, uri: listUrl }),
    'signed: half a place': signedStatus({ idx: 7.5, uri: listUrl }),
    'signed: a place as a text': signedStatus({ idx: '7', uri: listUrl }),
  }),
  ...each('undetermined', 'status_outside', {
    'signed: a place outside the list': signedStatus({ idx: 1024, uri: listUrl }),
  }),
  ...each('revoked', 'status_revoked', {
    revoked: list(({ poetsmaat }) => poetsmaat.tokenList({ revoked: [7] })),
  }),
  ...each('suspended', 'status_suspended', {
    suspended: list(({ poetsmaat }) => poetsmaat.tokenList({ suspended: [7] })),
  }),
  ...each('undetermined', 'status_unreachable', {
    'a list that does not answer': list(() => null),
  }),
  ...each('undetermined', 'status_expired', {
    'a list of before': list(({ poetsmaat }) =>
      poetsmaat.tokenList({ until: new Date(now.getTime() - 61_000) }),
    ),
    'a list of later': list(({ poetsmaat }) =>
      poetsmaat.tokenList({ issuedAt: new Date(now.getTime() + day) }),
    ),
  }),
  ...each('undetermined', 'status_foreign', {
    'a list of another address': list(({ poetsmaat }) => poetsmaat.tokenList({}, `${listUrl}0`)),
  }),
  ...each('undetermined', 'status_unreadable', {
    'a list by another listed platform': list(({ dagploeg }) => dagploeg.tokenList({}, listUrl)),
    'a list under this chain by another key': list(async ({ poetsmaat, dagploeg }) =>
      resign(await poetsmaat.tokenList({}), {}, dagploeg.p256Signer),
    ),
    'a list with another signature': list(async ({ poetsmaat }) =>
      swapParts(await poetsmaat.tokenList({}), { signature: () => toBase64Url(new Uint8Array(64)) }),
    ),
    'a list that is this very credential': list(({ sdJwt }) => sdJwt.split('~')[0] ?? ''),
    'a list with a member twice': list(async ({ poetsmaat }) =>
      resign(await poetsmaat.tokenList({}), { payload: twice }, poetsmaat.p256Signer),
    ),
  }),
  ...[
    'https://vreemd.example/status',
    'https://dagploeg.example/status/token/1',
    'http://poetsmaat.example/status/token/1',
    'https://poetsmaat.example:8443/status/token/1',
    'https://me@poetsmaat.example/status/token/1',
    `${listUrl}#1`,
    'https://169.254.169.254/latest',
    'file:///etc/passwd',
    'no address',
  ].map(
    (uri): Case => [
      `signed: a list at ${uri}`,
      'undetermined',
      'status_foreign',
      signedStatus({ idx: 7, uri }),
    ],
  ),
];

const ofIssuer: readonly Case[] = [
  ...each('unknown_issuer', 'issuer_not_listed', {
    'an issuer that is not on the list': world(() => ({ entry: null })),
    'a credential of a stranger': async ({ stranger }) => ({ handedIn: await stranger.sdJwt() }),
    'a listed address that is another': world(() => ({ entry: { url: 'https://poetsmaat.example/x' } })),
  }),
  ...each('unknown_issuer', 'issuer_not_listed_then', {
    'an issuer that joins later': world(() => ({ entry: { from: '2026-11-15' } })),
    'an issuer that had left': world(() => ({ entry: { until: '2026-11-13' } })),
  }),
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'no anchors on the list': world(() => ({ entry: { certificateAnchors: [] } })),
    'the anchors of another': world(({ dagploeg }) => ({
      entry: { certificateAnchors: dagploeg.listed.certificateAnchors },
    })),
  }),
  ...each('unknown_issuer', 'issuer_key_compromised', {
    'a key that may have been stolen': world(({ poetsmaat }) => ({
      entry: { compromisedKeys: [poetsmaat.p256Signer.publicJwk] },
    })),
  }),
  ...each('undetermined', 'trust_list_missing', {
    'no list of issuers': world(() => ({ trust: 'missing' })),
  }),
  ...each('undetermined', 'trust_list_outdated', {
    'a list of issuers that is outdated': world(() => ({ trust: 'outdated' })),
  }),
  ...each('not_yet_valid', 'validity_not_yet', {
    'a moment before its begin': async ({ poetsmaat }) => ({
      handedIn: await poetsmaat.sdJwt({ validFrom: new Date(now.getTime() + 2 * day) }),
    }),
  }),
];

const ofHolder: readonly Case[] = [
  ...each('not_bound', 'holder_proof_missing', {
    'no proof by the holder': presented(({ sdJwt }) => sdJwt),
  }),
  ...each('not_bound', 'holder_signature_invalid', {
    'the proof of a thief': presented(({ sdJwt, thief }) =>
      thief.presentSdJwt(sdJwt, shown, { audience, nonce }),
    ),
    'a proof for two readers': binding({
      payload: (old) => ({ ...old, aud: [audience, 'https://elsewhere.example'] }),
    }),
    'a proof whose moment is a text': binding({ payload: (old) => ({ ...old, iat: String(old.iat) }) }),
    'a proof with a member twice': binding({ payload: twice }),
    'a proof of another type': binding({ header: (old) => ({ ...old, typ: 'JWT' }) }),
    'a proof without a type': binding({ header: (old) => without(old, 'typ') }),
    'a proof with an extension': binding({ header: (old) => ({ ...old, crit: ['x'], x: 1 }) }),
    'a proof with alg none': presented(async (stage) =>
      swapBinding(await present(stage), { header: (old) => ({ ...old, alg: 'none' }), signature: () => '' }),
    ),
    'a proof that brings the key of a thief': presented(async (stage) =>
      resignBinding(
        await present(stage),
        { header: (old) => ({ ...old, jwk: stage.thief.signer.publicJwk }) },
        stage.thief.signer,
      ),
    ),
    'a proof that is changed': presented(async (stage) =>
      swapBinding(await present(stage, { nonce: 'an-older-nonce' }), {
        payload: (old) => ({ ...old, nonce }),
      }),
    ),
    'a proof that is garbage': presented(({ sdJwt }) => `${sdJwt}AAAA.AAAA.AAAA`),
    'signed: the key of another': boundTo(({ thief }) => ({ jwk: thief.signer.publicJwk })),
  }),
  ...each('not_bound', 'holder_audience_wrong', {
    'a proof for another reader': presented((stage) => present(stage, { audience: 'x509_hash:another' })),
    'a proof for the reader without its prefix': presented((stage) =>
      present(stage, { audience: audience.slice('x509_hash:'.length) }),
    ),
  }),
  ...each('not_bound', 'holder_nonce_wrong', {
    'a proof for another request': presented((stage) =>
      present(stage, { nonce: 'an-older-nonce-an-older-nonce' }),
    ),
  }),
  ...each('not_bound', 'holder_proof_old', {
    'a proof of yesterday': presented((stage) => present(stage, { issuedAt: new Date(now.getTime() - day) })),
    'a proof of tomorrow': presented((stage) => present(stage, { issuedAt: new Date(now.getTime() + day) })),
  }),
  ...each('not_bound', 'holder_content_wrong', {
    'a disclosure taken away after the proof': presented(async (stage) =>
      withoutDisclosure(await present(stage), 'name'),
    ),
    'the proof of another presentation': presented(async (stage) => {
      const other = await stage.worker.presentSdJwt(stage.sdJwt, [['gigsCompleted']], { audience, nonce });
      const many = await present(stage);
      return many.slice(0, many.lastIndexOf('~') + 1) + other.slice(other.lastIndexOf('~') + 1);
    }),
  }),
  ...each('not_bound', 'holder_key_missing', {
    'signed: no holder': boundTo(() => undefined),
    'signed: a holder by name only': boundTo(({ worker }) => ({ kid: worker.did })),
    'signed: a key that is no point of the curve': boundTo(({ worker }) => ({
      jwk: { ...worker.signer.publicJwk, y: toBase64Url(new Uint8Array(32).fill(1)) },
    })),
    'signed: a key of another curve': boundTo(({ worker }) => ({
      jwk: { ...worker.signer.publicJwk, crv: 'P-384' },
    })),
    'signed: a coordinate that is too short': boundTo(({ worker }) => ({
      jwk: { ...worker.signer.publicJwk, x: 'AAAA' },
    })),
    'signed: a secret in the place of a key': boundTo(() => ({ jwk: { kty: 'oct', k: 'AAAA' } })),
  }),
  ...['iat', 'aud', 'nonce', 'sd_hash'].map(
    (name): Case => [
      `a proof without ${name}`,
      'not_bound',
      'holder_signature_invalid',
      binding({ payload: (old) => without(old, name) }),
    ],
  ),
];

export const sdJwtCases: readonly Case[] = [
  ...ofClaims,
  ...ofHeader,
  ...ofChain,
  ...ofPayload,
  ...ofStatus,
  ...ofIssuer,
  ...ofHolder,
];
