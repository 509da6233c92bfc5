/** One thing broken at a time in a W3C credential as a JWT, in the presentation around it, in the keys of its issuer. */
import { createHmac } from 'node:crypto';
import { toBase64Url } from '../../../../core/bytes.ts';
import { issueJwtCredential } from '../../../../core/proof/index.ts';
import { isJsonObject, type JsonObject } from '../../../../core/strict-json.ts';
import { bitstringUrl, claims, day, now } from '../a-platform.ts';
import { encode, resign, swapParts, twice, without } from './forge-sd-jwt.ts';
import { audience, type Broken, type Case, each, nonce, type Stage } from './stage.ts';

const url = 'https://poetsmaat.example';
const didUrl = `${url}/.well-known/did.json`;
const listUrl = bitstringUrl(url, 'revocation');
const seconds = now.getTime() / 1000;
const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** As it stands in its file, with another part under the old signature. */
const header =
  (change: (old: JsonObject, stage: Stage) => unknown) =>
  (stage: Stage): Broken => ({ handedIn: swapParts(stage.jwt, { header: (old) => change(old, stage) }) });
const payload =
  (change: (old: JsonObject, stage: Stage) => unknown) =>
  (stage: Stage): Broken => ({ handedIn: swapParts(stage.jwt, { payload: (old) => change(old, stage) }) });
const signature =
  (change: (old: string) => string) =>
  (stage: Stage): Broken => ({ handedIn: swapParts(stage.jwt, { signature: change }) });
const inVc = (change: (old: JsonObject) => JsonObject) => (old: JsonObject) => ({
  ...old,
  vc: change(objectOf(old.vc)),
});
const inSubject = (change: (old: JsonObject) => JsonObject) =>
  inVc((vc) => ({ ...vc, credentialSubject: change(objectOf(vc.credentialSubject)) }));
const vc = (members: JsonObject) => inVc((old) => ({ ...old, ...members }));
const subject = (members: JsonObject) => inSubject((old) => ({ ...old, ...members }));

/** Signed so by the platform itself: then the content is what is wrong, not the signature. */
const signed =
  (change: (old: JsonObject, stage: Stage) => unknown) =>
  async (stage: Stage): Promise<Broken> => ({
    handedIn: await resign(stage.jwt, { payload: (old) => change(old, stage) }, stage.poetsmaat.p256Signer),
  });
const signedHeader =
  (change: (old: JsonObject) => JsonObject) =>
  async ({ jwt, poetsmaat }: Stage): Promise<Broken> => ({
    handedIn: await resign(jwt, { header: change }, poetsmaat.p256Signer),
  });
const entry = (members: JsonObject) => ({
  id: `${listUrl}#7`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: listUrl,
  ...members,
});
const signedStatus = (members: JsonObject) => signed(vc({ credentialStatus: [entry(members)] }));

/** Signed by somebody, under a name of choice. */
const forged =
  (by: (stage: Stage) => Stage['poetsmaat'], verificationMethod: (stage: Stage) => string) =>
  async (stage: Stage): Promise<Broken> => ({
    handedIn: await issueJwtCredential(
      { payload: stage.poetsmaat.jwtPayload(), verificationMethod: verificationMethod(stage) },
      by(stage).p256Signer,
    ),
  });

/** The genuine one, and a world that is not as it should be. */
const world =
  (change: (stage: Stage) => Omit<Broken, 'handedIn'> | Promise<Omit<Broken, 'handedIn'>>) =>
  async (stage: Stage): Promise<Broken> => ({ ...(await change(stage)), handedIn: stage.jwt });
/** The platform's DID document with other members; or with its keys written otherwise. */
const didDocument = (change: (old: JsonObject, stage: Stage) => unknown) =>
  world((stage) => ({
    lying: { [didUrl]: JSON.stringify(change({ ...stage.poetsmaat.didDocument }, stage)) },
  }));
const method = (change: (old: JsonObject, stage: Stage) => JsonObject) =>
  didDocument((old, stage) => ({
    ...old,
    verificationMethod: [old.verificationMethod].flat().map((one) => change(objectOf(one), stage)),
  }));
const list = (body: (stage: Stage) => unknown) =>
  world(async (stage) => {
    const made = await body(stage);
    return { lying: { [listUrl]: made === null || typeof made === 'string' ? made : JSON.stringify(made) } };
  });

const honest = ({ worker, jwt }: Stage) => worker.presentJwt([jwt], { audience, nonce });
/** Shown to a reader who asked. */
const presented =
  (make: (stage: Stage) => string | Promise<string>) =>
  async (stage: Stage): Promise<Broken> => ({
    handedIn: { format: 'jwt_vp_json', compact: await make(stage) },
    asked: true,
  });
/** The worker's presentation, written otherwise and signed anew. */
const binding = (change: (old: JsonObject, stage: Stage) => unknown) =>
  presented(async (stage) =>
    resign(await honest(stage), { payload: (old) => change(old, stage) }, stage.worker.signer),
  );
const bindingHeader = (change: (old: JsonObject, stage: Stage) => JsonObject) =>
  presented(async (stage) =>
    resign(await honest(stage), { header: (old) => change(old, stage) }, stage.worker.signer),
  );
const inVp = (members: (stage: Stage) => JsonObject) =>
  binding((old, stage) => ({ ...old, vp: { ...objectOf(old.vp), ...members(stage) } }));
/** Of a credential that the platform made out to somebody else, or to nobody. */
const madeOutTo = (did: (stage: Stage) => string | undefined) =>
  presented(async (stage) =>
    stage.worker.presentJwt([await stage.poetsmaat.jwt({}, did(stage))], { audience, nonce }),
  );

const ofClaims: readonly Case[] = [
  ...Object.entries(claims).flatMap(([name, value]): Case[] => {
    const other = typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}0` : [];
    return [
      [
        `${name}: another value`,
        'changed',
        'signature_invalid',
        payload(inSubject((old) => ({ ...old, [name]: other }))),
      ],
      [`${name}: left out`, 'changed', 'signature_invalid', payload(inSubject((old) => without(old, name)))],
    ];
  }),
  ...each('changed', 'signature_invalid', {
    'a claim more': payload(subject({ birthDate: '1994-06-21' })),
    'a member of a mark': payload(subject({ rating: { ...claims.rating, ratingValue: 4.9 } })),
    'another subject': payload((old) => ({ ...old, sub: 'did:jwk:e30' })),
    'no subject': payload((old) => without(old, 'sub')),
    'another subject in vc': payload(subject({ id: 'did:jwk:e30' })),
  }),
  ...each('malformed', 'content_unknown', {
    'signed: a number as a text': signed(subject({ gigsCompleted: '214' })),
    'signed: fewer gigs than none': signed(subject({ gigsCompleted: -1 })),
    'signed: a day that is none': signed(subject({ lastGigDate: '2026-02-30' })),
    'signed: an empty claim': signed(subject({ birthDate: null })),
    'signed: a member that nobody knows': signed(subject({ medal: 'gold' })),
    'signed: two subjects': signed(vc({ credentialSubject: [claims, claims] })),
  }),
];

const ofEnvelope: readonly Case[] = [
  ...each('changed', 'signature_invalid', {
    'a later end': payload((old) => ({ ...old, exp: Number(old.exp) + 1 })),
    'no end': payload((old) => without(old, 'exp')),
    'an earlier begin': payload((old) => ({ ...old, nbf: Number(old.nbf) - 1 })),
    'no begin': payload((old) => without(old, 'nbf')),
    'another moment of issue': payload((old) => ({ ...old, iat: Number(old.iat) - 1 })),
    'no moment of issue': payload((old) => without(old, 'iat')),
    'a later end in vc': payload(vc({ expirationDate: '2099-01-01T00:00:00Z' })),
    'another type': payload(vc({ type: ['VerifiableCredential', 'KlusCVCredential', 'Diploma'] })),
    'another context': payload(vc({ '@context': ['https://www.w3.org/2018/credentials/v1'] })),
    'no status': payload(inVc((old) => without(old, 'credentialStatus'))),
    'another place in the list': payload(vc({ credentialStatus: [entry({ statusListIndex: '8' })] })),
    'an id': payload((old) => ({ ...old, jti: 'urn:uuid:1f1b2a7e-8f5c-4a0e-9c0a-0d3c0a1b2c3d' })),
    'a member more': payload((old) => ({ ...old, medal: 'gold' })),
  }),
  ...each('malformed', 'content_unknown', {
    'signed: the issuer in vc is another': signed(vc({ issuer: 'did:web:dagploeg.example' })),
    'signed: the issuer in vc is an object': signed(vc({ issuer: { id: 'did:web:poetsmaat.example' } })),
    'signed: the subject in vc is another': signed(subject({ id: 'did:jwk:e30' })),
    'signed: a subject in vc alone': signed((old) => without(old, 'sub')),
    'signed: the begin in vc is another': signed(vc({ issuanceDate: '2026-11-13T00:00:00Z' })),
    'signed: the begin in vc is none': signed(vc({ issuanceDate: '2026-02-30T00:00:00Z' })),
    'signed: the end in vc is another': signed(vc({ expirationDate: '2099-01-01T00:00:00Z' })),
    'signed: the end in vc without its zone': signed(vc({ expirationDate: '2031-11-14T00:00:00' })),
    'signed: the words of version 2 for the end': signed(vc({ validUntil: '2031-11-14T00:00:00Z' })),
    'signed: an id': signed((old) => ({ ...old, jti: 'urn:uuid:1f1b2a7e-8f5c-4a0e-9c0a-0d3c0a1b2c3d' })),
    'signed: an id in vc': signed(vc({ id: 'urn:uuid:1f1b2a7e-8f5c-4a0e-9c0a-0d3c0a1b2c3d' })),
    'signed: an audience': signed((old) => ({ ...old, aud: audience })),
    'signed: a member of vc more': signed(vc({ name: 'Diploma' })),
    'signed: no end': signed((old) => without(old, 'exp')),
    'signed: no begin': signed((old) => without(old, 'nbf')),
    'signed: an end as a text': signed((old) => ({ ...old, exp: String(old.exp) })),
    'signed: an end after the year 9999': signed((old) => ({
      ...inVc((inside) => without(inside, 'expirationDate'))(old),
      exp: 253_402_300_800,
    })),
    'signed: a begin with a part of a second': signed((old) => ({ ...old, nbf: Number(old.nbf) + 0.5 })),
    'signed: types in another order': signed(vc({ type: ['KlusCVCredential', 'VerifiableCredential'] })),
    'signed: another kind of credential': signed(vc({ type: ['VerifiableCredential'] })),
    'signed: a context of its own': signed(
      inVc((old) => ({ ...old, '@context': [...[old['@context']].flat(), {}] })),
    ),
    'signed: a schema': signed(
      vc({ credentialSchema: { id: 'https://elsewhere.example/x', type: 'JsonSchema' } }),
    ),
    'signed: a proof inside': signed(vc({ proof: { type: 'DataIntegrityProof' } })),
  }),
  ...each('malformed', 'format_unreadable', {
    'no issuer': payload((old) => without(old, 'iss')),
    'an issuer that is an object': payload((old) => ({ ...old, iss: { id: old.iss } })),
    'no vc': payload((old) => without(old, 'vc')),
    'vc as a text': payload((old) => ({ ...old, vc: JSON.stringify(old.vc) })),
    'a member twice': payload(twice),
    'a member of the claims twice': payload((old) =>
      JSON.stringify(old).replace('"gigsCompleted":214', '"gigsCompleted":999,"gigsCompleted":214'),
    ),
    'a list in place of the claims': payload((old) => [old]),
    'a payload that is no JSON': payload(() => 'gold'),
    'no payload': ({ jwt }) => ({ handedIn: jwt.replace(/\.[^.]+\./, '..') }),
    'a part more': ({ jwt }) => ({ handedIn: `${jwt}.e30` }),
  }),
  ...each('expired', 'validity_expired', {
    'signed: over': signed((old) => ({
      ...inVc((inside) => without(inside, 'expirationDate'))(old),
      exp: seconds - 61,
    })),
  }),
  ...each('not_yet_valid', 'validity_not_yet', {
    'signed: still to come': signed((old) => ({
      ...inVc((inside) => without(inside, 'issuanceDate'))(old),
      nbf: seconds + 61,
    })),
  }),
  ...each('unknown_issuer', 'issuer_not_listed_then', {
    'signed: before the platform joined': signed((old) => ({
      ...inVc((inside) => without(inside, 'issuanceDate'))(old),
      nbf: Date.parse('2025-12-30T00:00:00Z') / 1000,
    })),
  }),
];

/** By a secret that everybody knows: the platform's public key. */
const byPublicKey = ({ jwt, poetsmaat }: Stage): string => {
  const [, body = ''] = jwt.split('.');
  const input = `${encode({ alg: 'HS256', typ: 'JWT', kid: `${poetsmaat.did}#p256` })}.${body}`;
  const mac = createHmac('sha256', JSON.stringify(poetsmaat.p256Signer.publicJwk)).update(input).digest();
  return `${input}.${toBase64Url(mac)}`;
};

const ofSignature: readonly Case[] = [
  ...each('changed', 'signature_invalid', {
    ...Object.fromEntries(
      ['none', 'None', 'HS256', 'RS256', 'ES384', 'ES512', 'ES256K', 'EdDSA', '', undefined].map((alg) => [
        `the algorithm ${alg === '' ? 'empty' : alg}`,
        header((old) => (alg === undefined ? without(old, 'alg') : { ...old, alg })),
      ]),
    ),
    'the algorithm none, without a signature': ({ jwt }) => ({
      handedIn: swapParts(jwt, { header: (old) => ({ ...old, alg: 'none' }), signature: () => '' }),
    }),
    'a MAC by the public key': (stage) => ({ handedIn: byPublicKey(stage) }),
    'another type of JWT': header((old) => ({ ...old, typ: 'vc+jwt' })),
    'no type of JWT': header((old) => without(old, 'typ')),
    'an extension that must be understood': header((old) => ({ ...old, crit: ['x'], x: 1 })),
    'an empty list of extensions': header((old) => ({ ...old, crit: [] })),
    'a key of its own': header((old, { thief }) => ({ ...old, jwk: thief.signer.publicJwk })),
    'no signature': signature(() => ''),
    'a signature that is cut off': signature((old) => old.slice(0, -2)),
    'a signature of noughts': signature(() => toBase64Url(new Uint8Array(64))),
    'the signature of another credential': async ({ jwt, poetsmaat }) => ({
      handedIn: swapParts(jwt, { signature: () => '' }) + (await poetsmaat.jwt({ index: 9 })).split('.')[2],
    }),
    'the other form of the key under its name': header((old, { poetsmaat }) => ({
      ...old,
      kid: `${poetsmaat.did}#p256-multikey`,
    })),
    'the other key of the platform': header((old, { poetsmaat }) => ({
      ...old,
      kid: `${poetsmaat.did}#ed25519`,
    })),
    'signed by another in its name': forged(
      (s) => s.dagploeg,
      (s) => `${s.poetsmaat.did}#p256`,
    ),
    'signed: an extension that must be understood': signedHeader((old) => ({ ...old, crit: ['exp'] })),
  }),
  ...each('malformed', 'content_unknown', {
    'signed: another type of JWT': signedHeader((old) => ({ ...old, typ: 'kb+jwt' })),
    'signed: a type of JWT that is none': signedHeader((old) => ({ ...old, typ: 1 })),
  }),
  ...each('malformed', 'format_unreadable', {
    'a header that is no JSON': header(() => 'gold'),
    'a header with a member twice': header(twice),
    'a signature of other letters': signature((old) => `${old.slice(0, -1)}=`),
  }),
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'the issuer is another listed platform': payload((old, { dagploeg }) => ({ ...old, iss: dagploeg.did })),
    'a key of another listed platform': header((old, { dagploeg }) => ({
      ...old,
      kid: `${dagploeg.did}#p256`,
    })),
    'a key that the platform does not have': header((old, { poetsmaat }) => ({
      ...old,
      kid: `${poetsmaat.did}#other`,
    })),
    'a DID that only begins like it': header((old, { poetsmaat }) => ({
      ...old,
      kid: `${poetsmaat.did}.evil#p256`,
    })),
    'a key by its fragment alone': header((old) => ({ ...old, kid: '#p256' })),
    'a key that is an object': header((old) => ({ ...old, kid: { id: old.kid } })),
    'no key': header((old) => without(old, 'kid')),
    'certificates in place of the key': header((old, { poetsmaat }) => ({
      ...without(old, 'kid'),
      x5c: poetsmaat.x5c,
    })),
    'signed by another listed platform': forged(
      (s) => s.dagploeg,
      (s) => `${s.dagploeg.did}#p256`,
    ),
    'signed by a stranger': forged(
      (s) => s.stranger,
      (s) => `${s.stranger.did}#p256`,
    ),
  }),
];

const ofKeys: readonly Case[] = [
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'a key that is kept for other purposes': didDocument((old) => ({
      ...old,
      assertionMethod: ['did:web:poetsmaat.example#ed25519'],
    })),
    'no keys for credentials': didDocument((old) => without(old, 'assertionMethod')),
    'a key that another controls': method((old, { dagploeg }) => ({ ...old, controller: dagploeg.did })),
    'a key of a type that nobody knows': method((old) => ({ ...old, type: 'RsaVerificationKey2018' })),
    'a key that is no point of the curve': method((old) => ({
      ...old,
      publicKeyJwk: { ...objectOf(old.publicKeyJwk), x: toBase64Url(new Uint8Array(32).fill(1)) },
    })),
    'a key of another curve': method((old) => ({
      ...old,
      publicKeyJwk: { ...objectOf(old.publicKeyJwk), crv: 'P-384' },
    })),
    'a key that has been withdrawn': method((old) => ({ ...old, revoked: '2026-11-14T11:00:00Z' })),
    'a key whose period is over': method((old) => ({ ...old, expires: '2026-11-14T11:00:00Z' })),
  }),
  ...each('changed', 'signature_invalid', {
    'a key that is another': method((old, { dagploeg }) =>
      old.publicKeyJwk === undefined ? old : { ...old, publicKeyJwk: dagploeg.p256Signer.publicJwk },
    ),
    'a key of another kind under its name': method((old, { poetsmaat }) =>
      old.publicKeyJwk === undefined ? old : { ...old, publicKeyJwk: poetsmaat.ed25519Signer.publicJwk },
    ),
  }),
  ...each('undetermined', 'issuer_unreachable', {
    'keys that do not answer': world(() => ({ lying: { [didUrl]: null } })),
    'the keys of another DID': didDocument((_old, { dagploeg }) => dagploeg.didDocument),
    'keys that are garbage': world(() => ({ lying: { [didUrl]: '<html>' } })),
  }),
  ...each('unknown_issuer', 'issuer_key_compromised', {
    'a key that may have been stolen': world(({ poetsmaat }) => ({
      entry: { compromisedKeys: [poetsmaat.p256Signer.publicJwk] },
    })),
  }),
  ...each('unknown_issuer', 'issuer_not_listed', {
    'an issuer that is not on the list': world(() => ({ entry: null })),
    'a listed DID that is another': world(() => ({ entry: { did: 'did:web:poetsmaat.example:x' } })),
    'a credential of a stranger': async ({ stranger }) => ({ handedIn: await stranger.jwt() }),
    'the key itself as issuer, not on the list': async ({ jwt, thief }) => ({
      handedIn: await resign(
        jwt,
        {
          header: (old) => ({ ...old, kid: `${thief.did}#0` }),
          payload: (old) => ({ ...inVc((inside) => without(inside, 'issuer'))(old), iss: thief.did }),
        },
        thief.signer,
      ),
    }),
  }),
  ...each('unknown_issuer', 'issuer_not_listed_then', {
    'an issuer that joins later': world(() => ({ entry: { from: '2026-11-15' } })),
    'an issuer that had left': world(() => ({ entry: { until: '2026-11-13' } })),
  }),
  ...each('undetermined', 'trust_list_missing', {
    'no list of issuers': world(() => ({ trust: 'missing' })),
  }),
  ...each('undetermined', 'trust_list_outdated', {
    'a list of issuers that is outdated': world(() => ({ trust: 'outdated' })),
  }),
];

const ofStatus: readonly Case[] = [
  ...each('undetermined', 'status_missing', {
    'signed: no place in a list': signed(inVc((old) => without(old, 'credentialStatus'))),
    'signed: a purpose that nobody knows': signedStatus({ statusPurpose: 'message' }),
    'signed: a place below nought': signedStatus({ statusListIndex: '-1' }),
    'signed: a place as a number': signedStatus({ statusListIndex: 7 }),
    'signed: another kind of list': signedStatus({ type: 'StatusList2021Entry' }),
    'signed: a member of the place that nobody knows': signedStatus({ medal: 'gold' }),
  }),
  ...each('undetermined', 'status_outside', {
    'signed: a place outside the list': signedStatus({ statusListIndex: '131072' }),
  }),
  ...each('undetermined', 'status_foreign', {
    'signed: a list at the address of a stranger': signedStatus({
      statusListCredential: 'https://vreemd.example/list',
    }),
    'signed: a list at the address of another platform': signedStatus({
      statusListCredential: 'https://dagploeg.example/status/bitstring/1/revocation',
    }),
    'a list of another purpose': list(({ poetsmaat }) => poetsmaat.bitstringList('suspension', {}, listUrl)),
    'a list by another listed platform': list(({ dagploeg }) =>
      dagploeg.bitstringList('revocation', {}, listUrl),
    ),
  }),
  ...each('revoked', 'status_revoked', {
    revoked: list(({ poetsmaat }) => poetsmaat.bitstringList('revocation', { revoked: [7] })),
  }),
  ...each('suspended', 'status_suspended', {
    suspended: world(async ({ poetsmaat }) => ({
      lying: {
        [bitstringUrl(url, 'suspension')]: JSON.stringify(
          await poetsmaat.bitstringList('suspension', { suspended: [7] }),
        ),
      },
    })),
  }),
  ...each('undetermined', 'status_unreachable', { 'a list that does not answer': list(() => null) }),
  ...each('undetermined', 'status_expired', {
    'a list of before': list(({ poetsmaat }) =>
      poetsmaat.bitstringList('revocation', { until: new Date(now.getTime() - 61_000) }),
    ),
    'a list of later': list(({ poetsmaat }) =>
      poetsmaat.bitstringList('revocation', { issuedAt: new Date(now.getTime() + day / 2) }),
    ),
  }),
  ...each('undetermined', 'status_unreadable', {
    'a list in its name by another': list(async ({ poetsmaat, dagploeg }) => {
      const made = await dagploeg.bitstringList('revocation', {}, listUrl);
      return { ...made, issuer: poetsmaat.did };
    }),
    'a list that is this very credential': list(({ jwt }) => jwt),
  }),
];

const ofHolder: readonly Case[] = [
  ...each('not_bound', 'holder_proof_missing', {
    'no presentation around it': ({ jwt }) => ({ handedIn: jwt, asked: true }),
  }),
  ...each('not_bound', 'holder_audience_wrong', {
    'a proof for another reader': binding((old) => ({ ...old, aud: 'x509_hash:another' })),
    'a proof for the reader without its prefix': binding((old) => ({
      ...old,
      aud: audience.slice('x509_hash:'.length),
    })),
    'a proof for two readers': binding((old) => ({ ...old, aud: [audience, 'https://elsewhere.example'] })),
    'a proof for nobody': binding((old) => without(old, 'aud')),
  }),
  ...each('not_bound', 'holder_nonce_wrong', {
    'a proof for another request': binding((old) => ({ ...old, nonce: 'an-older-nonce-an-older-nonce' })),
    'a proof for no request': binding((old) => without(old, 'nonce')),
    'a nonce in a list': binding((old) => ({ ...old, nonce: [nonce] })),
  }),
  ...each('not_bound', 'holder_proof_old', {
    'a proof that has ended': binding((old) => ({ ...old, exp: seconds - 61 })),
    'an end of the proof as a text': binding((old) => ({ ...old, exp: 'soon' })),
    'a proof of later': binding((old) => ({ ...old, iat: seconds + 61 })),
    'a proof that begins later': binding((old) => ({ ...old, nbf: seconds + 61 })),
    'a begin of the proof as a text': binding((old) => ({ ...old, nbf: 'soon' })),
  }),
  ...each('not_bound', 'holder_signature_invalid', {
    'the presentation of a thief': presented(({ thief, jwt }) =>
      thief.presentJwt([jwt], { audience, nonce }),
    ),
    'a thief who says to be the worker': presented(async (stage) =>
      resign(await honest(stage), {}, stage.thief.signer),
    ),
    'a thief by the own key in the name of the worker': presented(async (stage) =>
      resign(
        await honest(stage),
        { header: (old) => ({ ...old, kid: `${stage.thief.did}#0` }) },
        stage.thief.signer,
      ),
    ),
    'a worker who says to be another': binding((old, { thief }) => ({ ...old, iss: thief.did })),
    'a holder in vp who is another': inVp(({ thief }) => ({ holder: thief.did })),
    'no key of the holder': bindingHeader((old) => without(old, 'kid')),
    'a key that the holder does not have': bindingHeader((old, { worker }) => ({
      ...old,
      kid: `${worker.did}#1`,
    })),
    'another type of proof': bindingHeader((old) => ({ ...old, typ: 'openid4vci-proof+jwt' })),
    'an extension that the reader must understand': bindingHeader((old) => ({ ...old, crit: ['exp'] })),
    'a nonce changed after the proof': presented(async (stage) =>
      swapParts(await stage.worker.presentJwt([stage.jwt], { audience, nonce: 'an-older-nonce' }), {
        payload: (old) => ({ ...old, nonce }),
      }),
    ),
    'the algorithm none of the holder': presented(async (stage) =>
      swapParts(await honest(stage), {
        header: (old) => ({ ...old, alg: 'none' }),
        signature: () => '',
      }),
    ),
    'another algorithm of the holder': presented(async (stage) =>
      swapParts(await honest(stage), { header: (old) => ({ ...old, alg: 'EdDSA' }) }),
    ),
    'a proof without a signature': presented(async (stage) =>
      swapParts(await honest(stage), { signature: () => '' }),
    ),
  }),
  ...each('not_bound', 'holder_key_missing', {
    'signed: no holder': madeOutTo(() => undefined),
    'signed: a holder whose DID would have to be fetched': madeOutTo(() => 'did:web:vreemd.example'),
    'signed: a holder that is no DID': madeOutTo(() => 'urn:uuid:1f1b2a7e-8f5c-4a0e-9c0a-0d3c0a1b2c3d'),
  }),
  ...each('malformed', 'format_unreadable', {
    'a presentation of nothing': inVp(() => ({ verifiableCredential: [] })),
    'a presentation without its type': inVp(() => ({ type: ['Envelope'] })),
    'a document in place of a JWT': inVp(({ ldp }) => ({ verifiableCredential: [ldp] })),
    'an SD-JWT in place of a JWT': inVp(({ sdJwt }) => ({ verifiableCredential: [sdJwt] })),
    'more credentials than anybody has': inVp(({ jwt }) => ({
      verifiableCredential: Array.from({ length: 21 }, () => jwt),
    })),
    'a presentation with a member twice': presented(async (stage) =>
      resign(await honest(stage), { payload: twice }, stage.worker.signer),
    ),
  }),
];

export const jwtCases: readonly Case[] = [
  ...ofClaims,
  ...ofEnvelope,
  ...ofSignature,
  ...ofKeys,
  ...ofStatus,
  ...ofHolder,
];
