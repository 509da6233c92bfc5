/** One thing broken at a time in a W3C credential, in the presentation around it, in the keys and lists of its issuer. */
import { loadDocument } from '../../../../contexts/index.ts';
import { toBase58 } from '../../../../core/keys/index.ts';
import { createPresentation, issueDataIntegrity, signPresentation } from '../../../../core/proof/index.ts';
import { isJsonObject, type JsonObject } from '../../../../core/strict-json.ts';
import { bitstringUrl, claims, day, now } from '../a-platform.ts';
import { twice, without } from './forge-sd-jwt.ts';
import { audience, type Broken, type Case, each, nonce, type Stage } from './stage.ts';

const url = 'https://poetsmaat.example';
const didUrl = `${url}/.well-known/did.json`;
const listUrl = bitstringUrl(url, 'revocation');
const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

const many = <T>(one: T, times: number): T[] => Array.from({ length: times }, () => one);
/** So many nodes, each of which names all others. */
const alike = (count: number): JsonObject[] =>
  many(0, count).map((_, index) => ({
    '@id': `_:b${index}`,
    beside: many(0, count).flatMap((__, other) => (other === index ? [] : [{ '@id': `_:b${other}` }])),
  }));

/** With other members under the old proof. */
const changed =
  (change: (old: JsonObject, stage: Stage) => JsonObject) =>
  (stage: Stage): Broken => ({ handedIn: { format: 'ldp_vc', document: change(stage.ldp, stage) } });
const envelope = (members: JsonObject) => changed((old) => ({ ...old, ...members }));
const subject = (change: (old: JsonObject) => JsonObject) =>
  changed((old) => ({ ...old, credentialSubject: change(objectOf(old.credentialSubject)) }));
const proof = (change: (old: JsonObject, stage: Stage) => unknown) =>
  changed((old, stage) => ({ ...old, proof: change(objectOf(old.proof), stage) }));

/** Signed so by the platform itself: then the content is what is wrong, not the proof. */
const signed =
  (change: (old: JsonObject) => JsonObject) =>
  async ({ poetsmaat, worker }: Stage): Promise<Broken> => ({
    handedIn: {
      format: 'ldp_vc',
      document: await poetsmaat.signDocument(change({ ...poetsmaat.unsigned({}, worker.did) })),
    },
  });
const signedSubject = (members: JsonObject) =>
  signed((old) => ({ ...old, credentialSubject: { ...objectOf(old.credentialSubject), ...members } }));
const entry = (members: JsonObject) => ({
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: listUrl,
  ...members,
});
const signedStatus = (members: JsonObject) =>
  signed((old) => ({ ...old, credentialStatus: [entry(members)] }));

/** Signed by somebody else. */
const forged = (
  by: (stage: Stage) => Stage['poetsmaat'],
  verificationMethod: (stage: Stage) => string,
  kind: 'ed25519Signer' | 'p256Signer' = 'ed25519Signer',
) => second((stage) => ({ ...stage.poetsmaat.unsigned() }), by, verificationMethod, kind);
/** With one proof more than `document` has. */
function second(
  document: (stage: Stage) => JsonObject,
  by: (stage: Stage) => Stage['poetsmaat'],
  verificationMethod: (stage: Stage) => string,
  kind: 'ed25519Signer' | 'p256Signer' = 'ed25519Signer',
) {
  return async (stage: Stage): Promise<Broken> => ({
    handedIn: {
      format: 'ldp_vc',
      document: await issueDataIntegrity(
        { credential: document(stage), verificationMethod: verificationMethod(stage), created: now },
        { signer: by(stage)[kind], loadDocument },
      ),
    },
  });
}

/** The genuine one, and a world that is not as it should be. */
const world =
  (change: (stage: Stage) => Omit<Broken, 'handedIn'> | Promise<Omit<Broken, 'handedIn'>>) =>
  async (stage: Stage): Promise<Broken> => ({
    ...(await change(stage)),
    handedIn: { format: 'ldp_vc', document: stage.ldp },
  });
/** The platform's DID document with other members. */
const didDocument = (change: (old: JsonObject, stage: Stage) => unknown) =>
  world((stage) => ({
    lying: { [didUrl]: JSON.stringify(change({ ...stage.poetsmaat.didDocument }, stage)) },
  }));
/** The same, with its keys written otherwise. */
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
/** A list that the platform signed with other members. */
const signedList = (change: (old: JsonObject) => JsonObject) =>
  list(async ({ poetsmaat }) => {
    const { proof: _, ...old } = await poetsmaat.bitstringList('revocation', {});
    return poetsmaat.signDocument(change(old));
  });

/** Shown to a reader who asked, by the worker unless told otherwise. */
const presented =
  (make: (stage: Stage) => JsonObject | Promise<JsonObject>) =>
  async (stage: Stage): Promise<Broken> => ({
    handedIn: { format: 'ldp_vp', document: await make(stage) },
    asked: true,
  });
const honest = ({ worker, ldp }: Stage) => worker.presentLdp([ldp], { audience, nonce });
const presentationProof = (change: (old: JsonObject) => unknown) =>
  presented(async (stage) => {
    const made = await honest(stage);
    return { ...made, proof: change(objectOf(made.proof)) };
  });
const presentedBy = (how: {
  readonly by: 'worker' | 'thief';
  readonly method?: (stage: Stage) => string;
  readonly holder?: (stage: Stage) => string;
}) =>
  presented((stage) =>
    signPresentation(
      {
        presentation: createPresentation({
          holder: how.holder?.(stage) ?? stage.worker.did,
          credentials: [stage.ldp],
        }),
        verificationMethod: how.method?.(stage) ?? `${stage.worker.did}#0`,
        challenge: nonce,
        domain: audience,
        created: now,
      },
      { signer: stage[how.by].signer, loadDocument },
    ),
  );
/** Of a credential that the platform made out to somebody else, or to nobody. */
const madeOutTo = (did: (stage: Stage) => string | undefined) =>
  presented(async (stage) =>
    stage.worker.presentLdp([await stage.poetsmaat.ldp({}, did(stage))], { audience, nonce }),
  );

const occupation = {
  id: 'http://data.europa.eu/esco/occupation/cbad55a4-c7cf-4ab6-9540-eac72b26729b',
  labelNl: 'schoonmaker',
  labelEn: 'cleaner',
  gigs: 214,
};

const ofClaims: readonly Case[] = [
  ...Object.entries(claims).flatMap(([name, value]): Case[] => {
    const other = typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}0` : [];
    return [
      [
        `${name}: another value`,
        'changed',
        'signature_invalid',
        subject((old) => ({ ...old, [name]: other })),
      ],
      [`${name}: left out`, 'changed', 'signature_invalid', subject((old) => without(old, name))],
    ];
  }),
  ...each('changed', 'signature_invalid', {
    'a claim more': subject((old) => ({ ...old, birthDate: '1994-06-21' })),
    'a member of a mark': subject((old) => ({
      ...old,
      rating: { ...objectOf(old.rating), ratingValue: 4.9 },
    })),
    'another subject': subject((old) => ({ ...old, id: 'did:jwk:e30' })),
    'no subject': subject((old) => without(old, 'id')),
    'an item twice': subject((old) => ({ ...old, hoursByYear: [old.hoursByYear, old.hoursByYear].flat() })),
    'a member that nobody knows': subject((old) => ({ ...old, medal: 'gold' })),
  }),
  ...each('malformed', 'content_unknown', {
    'the same graph: a claim under its whole name': subject((old) => ({
      ...without(old, 'weeksWorked'),
      'https://kluscv.nl/ns/v1#weeksWorked': 161,
    })),
    'the same graph: a skill told twice': subject((old) => ({
      ...old,
      skills: [old.skills, old.skills].flat(),
    })),
    'signed: a mark without its scale': signedSubject({ rating: { ratingValue: 4.7 } }),
    'signed: an occupation told twice': signedSubject({ occupations: [occupation, occupation] }),
    'the same graph: an empty claim': subject((old) => ({ ...old, birthDate: null })),
    'the same graph: a number that differs behind the sixteenth digit': subject((old) => ({
      ...old,
      hoursByYear: [
        { year: '2025', hours: 539.75 },
        { year: '2026', hours: 162.50000000000003 },
      ],
    })),
    'signed: a number as a text': signedSubject({ gigsCompleted: '214' }),
    'signed: fewer gigs than none': signedSubject({ gigsCompleted: -1 }),
    'signed: a day that is none': signedSubject({ lastGigDate: '2026-02-30' }),
  }),
];

const ofEnvelope: readonly Case[] = [
  ...each('changed', 'signature_invalid', {
    'a later end': envelope({ validUntil: '2099-01-01T00:00:00Z' }),
    'an earlier begin': envelope({ validFrom: '2026-11-13T00:00:00Z' }),
    'no begin': changed((old) => without(old, 'validFrom')),
    'no end': changed((old) => without(old, 'validUntil')),
    'another schema': envelope({ credentialSchema: { id: 'https://elsewhere.example', type: 'JsonSchema' } }),
    'no schema': changed((old) => without(old, 'credentialSchema')),
    'an empty status': envelope({ credentialStatus: [] }),
    'no status': changed((old) => without(old, 'credentialStatus')),
    'half of the status': changed((old) => ({
      ...old,
      credentialStatus: [old.credentialStatus].flat().slice(1),
    })),
    'another place in the list': changed((old) => ({
      ...old,
      credentialStatus: [old.credentialStatus]
        .flat()
        .map((one) => ({ ...objectOf(one), statusListIndex: '8' })),
    })),
    'no claims': changed((old) => without(old, 'credentialSubject')),
    'a type more': changed((old) => ({
      ...old,
      type: [...[old.type].flat(), 'https://elsewhere.example/Diploma'],
    })),
    'an id': envelope({ id: 'urn:uuid:1f1b2a7e-8f5c-4a0e-9c0a-0d3c0a1b2c3d' }),
    'a name': envelope({ name: 'Diploma' }),
    'no context': changed((old) => without(old, '@context')),
    'a context that nobody knows': envelope({
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://elsewhere.example/v1'],
    }),
    'a context of its own that gives a member a meaning': changed((old) => ({
      ...old,
      '@context': [...[old['@context']].flat(), { medal: 'https://elsewhere.example/medal' }],
      medal: 'gold',
    })),
  }),
  ...each('malformed', 'content_unknown', {
    'the same graph: without its end': changed((old) => ({
      ...without(old, 'validUntil'),
      'https://www.w3.org/2018/credentials#validUntil': {
        '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
        '@value': old.validUntil,
      },
    })),
    'the same graph: a context of its own': changed((old) => ({
      ...old,
      '@context': [...[old['@context']].flat(), {}],
    })),
    'the same graph: types in another order': changed((old) => ({
      ...old,
      type: [old.type].flat().reverse(),
    })),
    'the same graph: the issuer as an object': changed((old) => ({ ...old, issuer: { id: old.issuer } })),
    'signed: no end': signed((old) => without(old, 'validUntil')),
    'signed: no begin': signed((old) => without(old, 'validFrom')),
    'signed: an end without its zone': signed((old) => ({ ...old, validUntil: '2031-11-14T00:00:00' })),
    'signed: an end that is no day': signed((old) => ({ ...old, validUntil: '2031-02-30T00:00:00Z' })),
    'signed: an end before its begin': signed((old) => ({ ...old, validUntil: '2020-01-01T00:00:00Z' })),
    'signed: another schema': signed((old) => ({
      ...old,
      credentialSchema: { id: 'https://elsewhere.example/x', type: 'JsonSchema' },
    })),
    'signed: another kind of credential': signed((old) => ({ ...old, type: ['VerifiableCredential'] })),
  }),
  ...each('malformed', 'format_unreadable', {
    'a member twice': ({ ldp }) => ({ handedIn: twice(ldp) }),
    'a member of the claims twice': ({ ldp }) => ({
      handedIn: JSON.stringify(ldp).replace('"gigsCompleted":214', '"gigsCompleted":999,"gigsCompleted":214'),
    }),
    'no issuer': changed((old) => without(old, 'issuer')),
    'no proof': changed((old) => without(old, 'proof')),
    'a file that is cut off': ({ ldp }) => ({ handedIn: JSON.stringify(ldp).slice(0, -1) }),
  }),
  ...each('expired', 'validity_expired', {
    'signed: over': signed((old) => ({ ...old, validUntil: '2026-11-14T11:58:59Z' })),
  }),
  ...each('not_yet_valid', 'validity_not_yet', {
    'signed: still to come': signed((old) => ({ ...old, validFrom: '2026-11-14T12:01:01Z' })),
  }),
  ...each('unknown_issuer', 'issuer_not_listed_then', {
    'signed: before the platform joined': signed((old) => ({ ...old, validFrom: '2025-12-30T00:00:00Z' })),
  }),
];

const ofProof: readonly Case[] = [
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'the issuer is another listed platform': changed((old, { dagploeg }) => ({
      ...old,
      issuer: dagploeg.did,
    })),
    'a key of another listed platform': proof((old, { dagploeg }) => ({
      ...old,
      verificationMethod: `${dagploeg.did}#ed25519`,
    })),
    'a key that the platform does not have': proof((old, { poetsmaat }) => ({
      ...old,
      verificationMethod: `${poetsmaat.did}#other`,
    })),
    'a DID that only begins like it': proof((old, { poetsmaat }) => ({
      ...old,
      verificationMethod: `${poetsmaat.did}.evil#ed25519`,
    })),
    'a key with a query before its name': proof((old, { poetsmaat }) => ({
      ...old,
      verificationMethod: `${poetsmaat.did}?x=1#ed25519`,
    })),
    'no key': proof((old) => without(old, 'verificationMethod')),
    'a key that is an object': proof((old) => ({
      ...old,
      verificationMethod: { id: old.verificationMethod },
    })),
    'signed by another listed platform': forged(
      (s) => s.dagploeg,
      (s) => `${s.dagploeg.did}#ed25519`,
    ),
    'a second proof by a stranger': second(
      (s) => s.ldp,
      (s) => s.stranger,
      (s) => `${s.stranger.did}#ed25519`,
    ),
    'a second proof by another listed platform': second(
      (s) => s.ldp,
      (s) => s.dagploeg,
      (s) => `${s.dagploeg.did}#ed25519`,
    ),
  }),
  ...each('changed', 'signature_invalid', {
    'signed by another in its name': forged(
      (s) => s.dagploeg,
      (s) => `${s.poetsmaat.did}#ed25519`,
    ),
    'signed by another with another kind of key': forged(
      (s) => s.dagploeg,
      (s) => `${s.poetsmaat.did}#p256-multikey`,
      'p256Signer',
    ),
    'the other key of the platform': proof((old, { poetsmaat }) => ({
      ...old,
      verificationMethod: `${poetsmaat.did}#p256-multikey`,
    })),
    'a set in which the second proof does not hold': second(
      (s) => s.ldp,
      (s) => s.dagploeg,
      (s) => `${s.poetsmaat.did}#ed25519`,
    ),
    'a set in which the first proof does not hold': changed((old) => ({
      ...old,
      proof: [{ ...objectOf(old.proof), created: '2026-11-13T12:00:00Z' }, old.proof],
    })),
    'a set in which one proof is of another kind': changed((old) => ({
      ...old,
      proof: [old.proof, { ...objectOf(old.proof), type: 'Ed25519Signature2020' }],
    })),
    'a set in which one proof is none': changed((old) => ({ ...old, proof: [old.proof, 'yes'] })),
    'a set of eleven': changed((old) => ({ ...old, proof: Array.from({ length: 11 }, () => old.proof) })),
    'an empty set': changed((old) => ({ ...old, proof: [] })),
    'a proof that is a text': changed((old) => ({ ...old, proof: 'yes' })),
    'a chain of proofs': proof((old) => ({ ...old, id: 'urn:x:1', previousProof: 'urn:x:0' })),
    'the proof of another credential': async ({ ldp, poetsmaat }) => ({
      handedIn: {
        format: 'ldp_vc',
        document: { ...ldp, proof: (await poetsmaat.ldp({ index: 9 })).proof },
      },
    }),
    'another suite': proof((old) => ({ ...old, cryptosuite: 'ecdsa-rdfc-2019' })),
    'a suite that nobody knows': proof((old) => ({ ...old, cryptosuite: 'none' })),
    'no suite': proof((old) => without(old, 'cryptosuite')),
    'another type': proof((old) => ({ ...old, type: 'Ed25519Signature2020' })),
    'no type': proof((old) => without(old, 'type')),
    'another purpose': proof((old) => ({ ...old, proofPurpose: 'authentication' })),
    'no purpose': proof((old) => without(old, 'proofPurpose')),
    'another moment': proof((old) => ({ ...old, created: '2026-11-13T12:00:00Z' })),
    'a moment without its zone': proof((old) => ({ ...old, created: '2026-11-14T12:00:00' })),
    'an end': proof((old) => ({ ...old, expires: '2099-01-01T00:00:00Z' })),
    'a challenge': proof((old) => ({ ...old, challenge: nonce })),
    'a context in the proof': proof((old) => ({ ...old, '@context': [{}] })),
    'a member in the proof that nobody knows': proof((old) => ({ ...old, medal: 'gold' })),
    'another value': proof((old) => ({ ...old, proofValue: `z${'1'.repeat(64)}` })),
    'a value of another base': proof((old) => ({
      ...old,
      proofValue: `u${String(old.proofValue).slice(1)}`,
    })),
    'a value that is cut off': proof((old) => ({ ...old, proofValue: String(old.proofValue).slice(0, -2) })),
    'no value': proof((old) => without(old, 'proofValue')),
  }),
];

const ofKeys: readonly Case[] = [
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'a key that is kept for other purposes': didDocument((old) => ({
      ...old,
      assertionMethod: ['did:web:poetsmaat.example#p256'],
    })),
    'no keys for credentials': didDocument((old) => without(old, 'assertionMethod')),
    'a key that another controls': method((old, { dagploeg }) => ({ ...old, controller: dagploeg.did })),
    'a key of a type that nobody knows': method((old) => ({ ...old, type: 'RsaVerificationKey2018' })),
    'a key that is garbage': method((old) => ({ ...old, publicKeyMultibase: 'zzzz' })),
    'a key that is gone': method((old) => without(old, 'publicKeyMultibase')),
    'a key that is no point of the curve': method((old) => ({
      ...old,
      publicKeyMultibase: `z${toBase58(Uint8Array.of(0x80, 0x24, 0x02, ...new Uint8Array(31), 1))}`,
    })),
    'a key that has been withdrawn': method((old) => ({ ...old, revoked: '2026-11-14T11:00:00Z' })),
    'a key whose period is over': method((old) => ({ ...old, expires: '2026-11-14T11:00:00Z' })),
    'a key whose period cannot be read': method((old) => ({ ...old, expires: 'soon' })),
  }),
  ...each('changed', 'signature_invalid', {
    'a key that is another': method((old, { dagploeg }) => ({
      ...old,
      publicKeyMultibase: dagploeg.didDocument.verificationMethod?.find(({ id }) => id.endsWith('#ed25519'))
        ?.publicKeyMultibase,
    })),
    'a key of another kind under its name': method((old, { poetsmaat }) => ({
      ...old,
      publicKeyMultibase: poetsmaat.didDocument.verificationMethod?.find(({ id }) =>
        id.endsWith('#p256-multikey'),
      )?.publicKeyMultibase,
    })),
  }),
  ...each('undetermined', 'issuer_unreachable', {
    'keys that do not answer': world(() => ({ lying: { [didUrl]: null } })),
    'the keys of another DID': didDocument((_old, { dagploeg }) => dagploeg.didDocument),
    'keys with a member twice': world(({ poetsmaat }) => ({
      lying: { [didUrl]: twice({ ...poetsmaat.didDocument }) },
    })),
    'keys that are garbage': world(() => ({ lying: { [didUrl]: '<html>' } })),
  }),
  ...each('unknown_issuer', 'issuer_key_compromised', {
    'a key that may have been stolen': world(({ poetsmaat }) => ({
      entry: { compromisedKeys: [poetsmaat.ed25519Signer.publicJwk] },
    })),
  }),
  ...each('unknown_issuer', 'issuer_not_listed', {
    'an issuer that is not on the list': world(() => ({ entry: null })),
    'a listed DID that is another': world(() => ({ entry: { did: 'did:web:poetsmaat.example:x' } })),
    'a credential of a stranger': async ({ stranger }) => ({
      handedIn: { format: 'ldp_vc', document: await stranger.ldp() },
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
  ...each('undetermined', 'status_expired', {
    'signed: a list without a begin that can be read': signedList((old) => ({ ...old, validFrom: 'once' })),
    'signed: a list without an end that can be read': signedList((old) => ({ ...old, validUntil: 'never' })),
  }),
  ...each('undetermined', 'status_missing', {
    'signed: no place in a list': signed((old) => without(old, 'credentialStatus')),
    'signed: a place among suspensions alone': signedStatus({
      statusPurpose: 'suspension',
      statusListCredential: bitstringUrl(url, 'suspension'),
    }),
    'signed: a purpose that nobody knows': signedStatus({ statusPurpose: 'message' }),
    'signed: a place below nought': signedStatus({ statusListIndex: '-1' }),
    'signed: a place with a dot': signedStatus({ statusListIndex: '7.0' }),
    'signed: a place that is too long': signedStatus({ statusListIndex: '0000000007' }),
  }),
  ...each('undetermined', 'status_outside', {
    'signed: a place outside the list': signedStatus({ statusListIndex: '131072' }),
  }),
  ...[
    'https://vreemd.example/list',
    'https://dagploeg.example/status/bitstring/1/revocation',
    'http://poetsmaat.example/list',
    'https://poetsmaat.example:8443/list',
    'https://me:x@poetsmaat.example/list',
    `${listUrl}#1`,
    'https://[::1]/list',
    'https://localhost/list',
  ].map(
    (statusListCredential): Case => [
      `signed: a list at ${statusListCredential}`,
      'undetermined',
      'status_foreign',
      signedStatus({ statusListCredential }),
    ],
  ),
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
  ...each('undetermined', 'status_foreign', {
    'a list of another address': list(({ poetsmaat }) =>
      poetsmaat.bitstringList('revocation', {}, `${listUrl}0`),
    ),
    'a list of another purpose': list(({ poetsmaat }) => poetsmaat.bitstringList('suspension', {}, listUrl)),
    'a list by another listed platform': list(({ dagploeg }) =>
      dagploeg.bitstringList('revocation', {}, listUrl),
    ),
    'signed: a list in the name of another': signedList((old) => ({
      ...old,
      issuer: 'did:web:dagploeg.example',
    })),
  }),
  ...each('undetermined', 'status_unreadable', {
    'a list in its name by another': list(async ({ poetsmaat, dagploeg }) => {
      const made = await dagploeg.bitstringList('revocation', {}, listUrl);
      return { ...made, issuer: poetsmaat.did };
    }),
    'a list with the proof of another': list(async ({ poetsmaat }) => {
      const { proof: old } = await poetsmaat.bitstringList('suspension', {});
      return { ...(await poetsmaat.bitstringList('revocation', {})), proof: old };
    }),
    'a list without a proof': list(async ({ poetsmaat }) =>
      without(await poetsmaat.bitstringList('revocation', {}), 'proof'),
    ),
    'a list with a member twice': list(async ({ poetsmaat }) =>
      twice(await poetsmaat.bitstringList('revocation', {})),
    ),
    'a list that is this very credential': list(({ ldp }) => ldp),
    'signed: a list without an end': signedList((old) => without(old, 'validUntil')),
    'signed: a list that is too short to hide in': signedList((old) => ({
      ...old,
      credentialSubject: {
        ...objectOf(old.credentialSubject),
        encodedList: 'uH4sIAAAAAAACA2NgAAAAAP__AwAAAAD__w',
      },
    })),
  }),
];

const ofHolder: readonly Case[] = [
  ...each('not_bound', 'holder_proof_missing', {
    'no presentation around it': ({ ldp }) => ({
      handedIn: { format: 'ldp_vc', document: ldp },
      asked: true,
    }),
    'a presentation without a proof': presented(async (stage) => without(await honest(stage), 'proof')),
  }),
  ...each('not_bound', 'holder_audience_wrong', {
    'a proof for another reader': presented(({ worker, ldp }) =>
      worker.presentLdp([ldp], { audience: 'x509_hash:another', nonce }),
    ),
    'a proof for the reader without its prefix': presented(({ worker, ldp }) =>
      worker.presentLdp([ldp], { audience: audience.slice('x509_hash:'.length), nonce }),
    ),
  }),
  ...each('not_bound', 'holder_nonce_wrong', {
    'a proof for another request': presented(({ worker, ldp }) =>
      worker.presentLdp([ldp], { audience, nonce: 'an-older-nonce-an-older-nonce' }),
    ),
  }),
  ...each('undetermined', 'signature_too_heavy', {
    'more types than are looked at': changed((old) => ({
      ...old,
      type: [...[old.type].flat(), ...many('BitstringStatusListEntry', 3_000)],
    })),
    'more values than are looked at': changed((old) => ({
      ...old,
      '@context': [...[old['@context']].flat(), { '@vocab': 'urn:v#' }],
      more: Object.fromEntries(many(1, 7_000).map((one, index) => [`y${index}`, one])),
    })),
    'nodes that nobody tells apart': changed((old) => ({
      ...old,
      '@context': [...[old['@context']].flat(), { '@vocab': 'urn:v#' }],
      more: alike(7),
    })),
  }),
  ...each('undetermined', 'holder_too_heavy', {
    'more around it than is looked at': presented(async (stage) => ({
      ...(await honest(stage)),
      type: ['VerifiablePresentation', ...many('BitstringStatusListEntry', 3_000)],
    })),
  }),
  ...each('not_bound', 'holder_signature_invalid', {
    'an empty set of holder proofs': presentationProof(() => []),
    'the presentation of a thief': presented(({ thief, ldp }) =>
      thief.presentLdp([ldp], { audience, nonce }),
    ),
    'a thief who says to be the worker': presentedBy({ by: 'thief' }),
    'a thief by the own key in the name of the worker': presentedBy({
      by: 'thief',
      method: ({ thief }) => `${thief.did}#0`,
    }),
    'a worker who says to be another': presentedBy({ by: 'worker', holder: ({ thief }) => thief.did }),
    'a nonce changed after the proof': presented(async ({ worker, ldp }) => {
      const made = await worker.presentLdp([ldp], { audience, nonce: 'an-older-nonce' });
      return { ...made, proof: { ...objectOf(made.proof), challenge: nonce } };
    }),
    'a reader changed after the proof': presented(async ({ worker, ldp }) => {
      const made = await worker.presentLdp([ldp], { audience: 'x509_hash:another', nonce });
      return { ...made, proof: { ...objectOf(made.proof), domain: audience } };
    }),
    'a second reader after the proof': presentationProof((old) => ({
      ...old,
      domain: [audience, 'https://elsewhere.example'],
    })),
    'another purpose of the holder': presentationProof((old) => ({
      ...old,
      proofPurpose: 'assertionMethod',
    })),
    'another suite of the holder': presentationProof((old) => ({ ...old, cryptosuite: 'eddsa-rdfc-2022' })),
    'a proof of the holder that has ended': presentationProof((old) => ({
      ...old,
      expires: '2026-11-14T11:00:00Z',
    })),
    'a set of which one proof of the holder does not hold': presentationProof((old) => [
      old,
      { ...old, created: '2026-11-13T12:00:00Z' },
    ]),
    'a context of the presenter': presented(async (stage) => ({
      ...(await honest(stage)),
      '@context': ['https://www.w3.org/ns/credentials/v2', {}],
    })),
  }),
  ...each('not_bound', 'holder_key_missing', {
    'signed: no holder': madeOutTo(() => undefined),
    'signed: a holder whose DID would have to be fetched': madeOutTo(() => 'did:web:vreemd.example'),
    'signed: a holder that is no DID': madeOutTo(() => 'urn:uuid:1f1b2a7e-8f5c-4a0e-9c0a-0d3c0a1b2c3d'),
  }),
];

export const ldpCases: readonly Case[] = [
  ...ofClaims,
  ...ofEnvelope,
  ...ofProof,
  ...ofKeys,
  ...ofStatus,
  ...ofHolder,
];
