/** One thing broken at a time in a W3C credential of which its holder shows parts, and in the proof derived for them. */
import { loadDocument } from '../../../../contexts/index.ts';
import { fromBase64Url } from '../../../../core/bytes.ts';
import { mandatoryClaims, mandatoryPointersOf } from '../../../../core/credential/index.ts';
import {
  createSdDerivedValue,
  parseSdDerivedValue,
  type SdDerivedValue,
} from '../../../../core/proof/data-integrity/sd-proof-value.ts';
import { issueDataIntegrity } from '../../../../core/proof/index.ts';
import { isJsonObject, type JsonObject } from '../../../../core/strict-json.ts';
import { bitstringUrl, claims, now } from '../a-platform.ts';
import { derive } from '../a-world.ts';
import { twice, without } from './forge-sd-jwt.ts';
import { audience, type Broken, type Case, each, nonce, type Stage, shownClaims } from './stage.ts';

const url = 'https://poetsmaat.example';
const didUrl = `${url}/.well-known/did.json`;
const listUrl = bitstringUrl(url, 'revocation');
const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** With other members under the derived proof. */
const changed =
  (change: (old: JsonObject, stage: Stage) => JsonObject) =>
  (stage: Stage): Broken => ({ handedIn: { format: 'ldp_vc', document: change(stage.derived, stage) } });
const envelope = (members: JsonObject) => changed((old) => ({ ...old, ...members }));
const subject = (change: (old: JsonObject) => JsonObject) =>
  changed((old) => ({ ...old, credentialSubject: change(objectOf(old.credentialSubject)) }));
const proof = (change: (old: JsonObject, stage: Stage) => unknown) =>
  changed((old, stage) => ({ ...old, proof: change(objectOf(old.proof), stage) }));

const valueInside = (document: JsonObject): SdDerivedValue => {
  const bytes = fromBase64Url(String(objectOf(document.proof).proofValue).slice(1));
  const value = bytes && parseSdDerivedValue(bytes);
  if (value === undefined) throw new Error('not a derived proof');
  return value;
};
/** With another value inside the derived proof. */
const value = (change: (old: SdDerivedValue, stage: Stage) => Partial<SdDerivedValue>) =>
  proof((old, stage) => {
    const inside = valueInside(stage.derived);
    return { ...old, proofValue: createSdDerivedValue({ ...inside, ...change(inside, stage) }) };
  });
const swapFirst = <T>([first, second, ...rest]: readonly T[]): T[] =>
  first === undefined || second === undefined ? [] : [second, first, ...rest];
const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 10 ? byte ^ 1 : byte));

/** Signed so by the platform itself, with pointers of its own, and shown as a holder would. */
const signed =
  (
    change: (old: JsonObject) => JsonObject,
    how: { readonly leftOut?: readonly string[]; readonly shown?: readonly string[] } = {},
  ) =>
  async ({ poetsmaat, worker }: Stage): Promise<Broken> => {
    const unsigned = poetsmaat.unsigned({}, worker.did);
    const document = change({ ...unsigned });
    const isThere = (pointer: string) => objectOf(document)[pointer.split('/')[1] ?? ''] !== undefined;
    const mandatory = mandatoryPointersOf(unsigned).filter(
      (pointer) => isThere(pointer) && how.leftOut?.includes(pointer) !== true,
    );
    const base = await poetsmaat.signSd(document, mandatory);
    return { handedIn: { format: 'ldp_vc', document: await derive(base, how.shown ?? ['name']) } };
  };
const leftFree = (...pointers: string[]) => signed((old) => old, { leftOut: pointers });
const entry = (members: JsonObject) => ({
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: listUrl,
  ...members,
});

/** The genuine one, and a world that is not as it should be. */
const world =
  (change: (stage: Stage) => Omit<Broken, 'handedIn'> | Promise<Omit<Broken, 'handedIn'>>) =>
  async (stage: Stage): Promise<Broken> => ({
    ...(await change(stage)),
    handedIn: { format: 'ldp_vc', document: stage.derived },
  });
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

/** Shown to a reader who asked. */
const presented =
  (make: (stage: Stage) => JsonObject | Promise<JsonObject>) =>
  async (stage: Stage): Promise<Broken> => ({
    handedIn: { format: 'ldp_vp', document: await make(stage) },
    asked: true,
  });
const honest = ({ worker, derived }: Stage) => worker.presentLdp([derived], { audience, nonce });
const madeOutTo = (did: (stage: Stage) => string | undefined) =>
  presented(async (stage) => {
    const derived = await derive(await stage.poetsmaat.ldpSd({}, did(stage)), shownClaims);
    return stage.worker.presentLdp([derived], { audience, nonce });
  });

const shown = Object.entries(claims).filter(
  ([name]) => shownClaims.includes(name) || mandatoryClaims.some((mandatory) => mandatory === name),
);

const ofClaims: readonly Case[] = [
  ...shown.flatMap(([name, old]): Case[] => {
    const other = typeof old === 'number' ? old + 1 : typeof old === 'string' ? `${old}0` : [];
    return [
      [
        `${name}: another value`,
        'changed',
        'signature_invalid',
        subject((all) => ({ ...all, [name]: other })),
      ],
      [`${name}: left out afterwards`, 'changed', 'signature_invalid', subject((all) => without(all, name))],
    ];
  }),
  ...each('undetermined', 'signature_too_heavy', {
    'more types than are looked at': changed((old) => ({
      ...old,
      type: [...[old.type].flat(), ...Array.from({ length: 3_000 }, () => 'BitstringStatusListEntry')],
    })),
  }),
  ...each('changed', 'signature_invalid', {
    'a claim that was kept back, as it was': subject((old) => ({ ...old, weeksWorked: claims.weeksWorked })),
    'a claim that was never there': subject((old) => ({ ...old, birthDate: '1994-06-21' })),
    'a member of a mark': subject((old) => ({
      ...old,
      rating: { ...objectOf(old.rating), ratingValue: 4.9 },
    })),
    'the marks of two years exchanged': subject((old) => ({
      ...old,
      hoursByYear: [
        { year: '2025', hours: 162.5 },
        { year: '2026', hours: 539.75 },
      ],
    })),
    'another subject': subject((old) => ({ ...old, id: 'did:jwk:e30' })),
    'no subject': subject((old) => without(old, 'id')),
    'a member that nobody knows': subject((old) => ({ ...old, medal: 'gold' })),
  }),
  ...each('malformed', 'content_unknown', {
    'the same graph: a claim under its whole name': subject((old) => ({
      ...without(old, 'hoursWorked'),
      'https://kluscv.nl/ns/v1#hoursWorked': 702.25,
    })),
    'the same graph: a skill told twice': subject((old) => ({
      ...old,
      skills: [old.skills, old.skills].flat(),
    })),
    'the same graph: nothing beside a skill': subject((old) => ({
      ...old,
      skills: [old.skills, null].flat(),
    })),
    'the same graph: nothing in the place of a claim': subject((old) => ({ ...old, birthDate: null })),
    'the same graph: a skill told in two parts': subject((old) => {
      const [skill] = [old.skills].flat();
      const { id, gigs, ...labels } = objectOf(skill);
      return {
        ...old,
        skills: [
          { id, gigs },
          { id, ...labels },
        ],
      };
    }),
    'the same graph: an empty claim': subject((old) => ({ ...old, birthDate: null })),
    'the same graph: a number that differs behind the sixteenth digit': subject((old) => ({
      ...old,
      hoursByYear: [
        { year: '2025', hours: 539.75 },
        { year: '2026', hours: 162.50000000000003 },
      ],
    })),
    'signed: a number as a text': signed((old) => ({
      ...old,
      credentialSubject: { ...objectOf(old.credentialSubject), gigsCompleted: '214' },
    })),
    'signed: fewer gigs than none': signed((old) => ({
      ...old,
      credentialSubject: { ...objectOf(old.credentialSubject), gigsCompleted: -1 },
    })),
  }),
];

const ofEnvelope: readonly Case[] = [
  ...each('changed', 'signature_invalid', {
    'a later end': envelope({ validUntil: '2099-01-01T00:00:00Z' }),
    'an earlier begin': envelope({ validFrom: '2026-11-13T00:00:00Z' }),
    'no begin': changed((old) => without(old, 'validFrom')),
    'no end': changed((old) => without(old, 'validUntil')),
    'no schema': changed((old) => without(old, 'credentialSchema')),
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
    'a type more': changed((old) => ({
      ...old,
      type: [...[old.type].flat(), 'https://elsewhere.example/Diploma'],
    })),
    'an id': envelope({ id: 'urn:uuid:1f1b2a7e-8f5c-4a0e-9c0a-0d3c0a1b2c3d' }),
    'no context': changed((old) => without(old, '@context')),
    'a context that nobody knows': envelope({
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://elsewhere.example/v1'],
    }),
    'no claims': changed((old) => without(old, 'credentialSubject')),
  }),
  ...each('malformed', 'content_unknown', {
    'the same graph: the issuer as an object': changed((old) => ({ ...old, issuer: { id: old.issuer } })),
    'the same graph: a blank node as an id': envelope({ id: '_:c14n0' }),
    'the same graph: types in another order': changed((old) => ({
      ...old,
      type: [old.type].flat().reverse(),
    })),
    'signed: an end that may be left out, and is': leftFree('/validUntil'),
    'signed: a begin that may be left out, and is': leftFree('/validFrom'),
    'signed: an end that is no day': signed((old) => ({ ...old, validUntil: '2031-02-30T00:00:00Z' })),
    'signed: another kind of credential': signed((old) => ({ ...old, type: ['VerifiableCredential'] })),
  }),
  ...each('malformed', 'format_unreadable', {
    'signed: an issuer that may be left out, and is': leftFree('/issuer'),
    'a member twice': ({ derived }) => ({ handedIn: twice(derived) }),
    'no proof': changed((old) => without(old, 'proof')),
  }),
  ...each('undetermined', 'status_missing', {
    'signed: a status that may be left out, and is': leftFree('/credentialStatus'),
    'signed: a place among suspensions alone': signed((old) => ({
      ...old,
      credentialStatus: [
        entry({ statusPurpose: 'suspension', statusListCredential: bitstringUrl(url, 'suspension') }),
      ],
    })),
  }),
  ...each('valid', 'claims_missing', {
    'signed: what a reader needs may be left out, and is': async (stage) => {
      const base = await stage.poetsmaat.signSd(stage.poetsmaat.unsigned({}, stage.worker.did), [
        '/issuer',
        '/validFrom',
        '/validUntil',
        '/credentialStatus',
        '/credentialSchema',
      ]);
      return {
        handedIn: {
          format: 'ldp_vp',
          document: await stage.worker.presentLdp([await derive(base, ['name'])], { audience, nonce }),
        },
        asked: true,
      };
    },
  }),
  ...each('expired', 'validity_expired', {
    'signed: over': signed((old) => ({ ...old, validUntil: '2026-11-14T11:58:59Z' })),
  }),
  ...each('not_yet_valid', 'validity_not_yet', {
    'signed: still to come': signed((old) => ({ ...old, validFrom: '2026-11-14T12:01:01Z' })),
  }),
];

const ofValue: readonly Case[] = [
  ...each('changed', 'signature_invalid', {
    'another signature of the platform': value(({ baseSignature }) => ({
      baseSignature: flipped(baseSignature),
    })),
    'another key for the single statements': value(({ publicKey }) => ({ publicKey: flipped(publicKey) })),
    'the key of another credential': async (stage) => {
      const other = valueInside(await derive(await stage.poetsmaat.ldpSd({ index: 9 }), shownClaims));
      return value(() => ({ publicKey: other.publicKey }))(stage);
    },
    'everything of the value from another credential': async (stage) => {
      const other = await derive(await stage.poetsmaat.ldpSd({ index: 9 }), shownClaims);
      return proof((old) => ({ ...old, proofValue: objectOf(other.proof).proofValue }))(stage);
    },
    'a statement of another credential': async (stage) => {
      const base = await stage.poetsmaat.ldpSd(
        { claims: { ...claims, hoursWorked: 9999 } },
        stage.worker.did,
      );
      const other = valueInside(await derive(base, shownClaims));
      const forged = createSdDerivedValue({
        ...valueInside(stage.derived),
        signatures: other.signatures,
      });
      return {
        handedIn: {
          format: 'ldp_vc',
          document: {
            ...stage.derived,
            credentialSubject: { ...objectOf(stage.derived.credentialSubject), hoursWorked: 9999 },
            proof: { ...objectOf(stage.derived.proof), proofValue: forged },
          },
        },
      };
    },
    'signatures in another order': value(({ signatures }) => ({ signatures: swapFirst(signatures) })),
    'a signature less': value(({ signatures }) => ({ signatures: signatures.slice(1) })),
    'a signature more': value(({ signatures }) => ({
      signatures: [...signatures, ...signatures.slice(0, 1)],
    })),
    'no signatures': value(() => ({ signatures: [] })),
    'another signature of a statement': value(({ signatures }) => ({
      signatures: signatures.map((one, at) => (at === 0 ? flipped(one) : one)),
    })),
    'labels exchanged': value(({ labelMap }) => {
      const labels = [...labelMap.values()];
      return { labelMap: new Map([...labelMap.keys()].map((key, at) => [key, swapFirst(labels)[at] ?? ''])) };
    }),
    'a label less': value(({ labelMap }) => ({ labelMap: new Map([...labelMap].slice(1)) })),
    'two labels alike': value(({ labelMap }) => {
      const [first = ''] = labelMap.values();
      return { labelMap: new Map([...labelMap.keys()].map((key) => [key, first])) };
    }),
    'no labels': value(() => ({ labelMap: new Map() })),
    'an index less': value(({ mandatoryIndexes }) => ({ mandatoryIndexes: mandatoryIndexes.slice(1) })),
    'an index more': value(({ mandatoryIndexes }) => ({ mandatoryIndexes: [...mandatoryIndexes, 7] })),
    'an index behind the last statement': value(({ mandatoryIndexes }) => ({
      mandatoryIndexes: [...mandatoryIndexes, 4999],
    })),
    'an index twice': value(({ mandatoryIndexes }) => ({
      mandatoryIndexes: [...mandatoryIndexes, ...mandatoryIndexes.slice(0, 1)],
    })),
    'no indexes': value(() => ({ mandatoryIndexes: [] })),
    'a value that is cut off': proof((old) => ({ ...old, proofValue: String(old.proofValue).slice(0, -4) })),
    'a value of another base': proof((old) => ({
      ...old,
      proofValue: `z${String(old.proofValue).slice(1)}`,
    })),
    'a value that is none': proof((old) => ({ ...old, proofValue: 'u2V0B' })),
    'the value of another suite': proof((old, { ldp }) => ({
      ...old,
      proofValue: objectOf(ldp.proof).proofValue,
    })),
    'a value with a prefix that nobody knows': proof((old) => ({
      ...old,
      proofValue: String(old.proofValue).replace(/^u2V0B/, 'u2V0C'),
    })),
    'no value': proof((old) => without(old, 'proofValue')),
  }),
];

const ofProof: readonly Case[] = [
  ...each('changed', 'signature_invalid', {
    'another suite': proof((old) => ({ ...old, cryptosuite: 'ecdsa-rdfc-2019' })),
    'a suite of the same kind that is not taken': proof((old) => ({ ...old, cryptosuite: 'bbs-2023' })),
    'no suite': proof((old) => without(old, 'cryptosuite')),
    'another type': proof((old) => ({ ...old, type: 'Ed25519Signature2020' })),
    'another purpose': proof((old) => ({ ...old, proofPurpose: 'authentication' })),
    'another moment': proof((old) => ({ ...old, created: '2026-11-13T12:00:00Z' })),
    'no moment': proof((old) => without(old, 'created')),
    'an end': proof((old) => ({ ...old, expires: '2099-01-01T00:00:00Z' })),
    'a challenge': proof((old) => ({ ...old, challenge: nonce })),
    'a member in the proof that nobody knows': proof((old) => ({ ...old, medal: 'gold' })),
    'the other key of the platform': proof((old, { poetsmaat }) => ({
      ...old,
      verificationMethod: `${poetsmaat.did}#ed25519`,
    })),
    'the same key under its other name': proof((old, { poetsmaat }) => ({
      ...old,
      verificationMethod: `${poetsmaat.did}#p256`,
    })),
    'a set in which the second proof does not hold': changed((old) => ({
      ...old,
      proof: [old.proof, { ...objectOf(old.proof), created: '2026-11-13T12:00:00Z' }],
    })),
    'an empty set': changed((old) => ({ ...old, proof: [] })),
  }),
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'the issuer is another listed platform': changed((old, { dagploeg }) => ({
      ...old,
      issuer: dagploeg.did,
    })),
    'a key of another listed platform': proof((old, { dagploeg }) => ({
      ...old,
      verificationMethod: `${dagploeg.did}#p256-multikey`,
    })),
    'a key that the platform does not have': proof((old, { poetsmaat }) => ({
      ...old,
      verificationMethod: `${poetsmaat.did}#other`,
    })),
    'no key': proof((old) => without(old, 'verificationMethod')),
    'a second proof by a stranger': async ({ derived, stranger }) => ({
      handedIn: {
        format: 'ldp_vc',
        document: await issueDataIntegrity(
          { credential: derived, verificationMethod: `${stranger.did}#ed25519`, created: now },
          { signer: stranger.ed25519Signer, loadDocument },
        ),
      },
    }),
  }),
  ...each('malformed', 'base_proof_shown', {
    'the base proof itself': ({ ldpSd }) => ({ handedIn: JSON.stringify(ldpSd) }),
    'the base proof in a presentation': presented(({ worker, ldpSd }) =>
      worker.presentLdp([ldpSd], { audience, nonce }),
    ),
    'the base proof under what is shown': ({ derived, ldpSd }) => ({
      handedIn: { format: 'ldp_vc', document: { ...derived, proof: ldpSd.proof } },
    }),
    'the base proof of a credential without a holder': async ({ poetsmaat }) => ({
      handedIn: { format: 'ldp_vc', document: await poetsmaat.ldpSd() },
    }),
  }),
];

const ofKeys: readonly Case[] = [
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'a key that is kept for other purposes': didDocument((old) => ({
      ...old,
      assertionMethod: ['did:web:poetsmaat.example#ed25519'],
    })),
    'a key that another controls': method((old, { dagploeg }) => ({ ...old, controller: dagploeg.did })),
    'a key that is garbage': method((old) => ({ ...old, publicKeyMultibase: 'zzzz' })),
    'a key that has been withdrawn': method((old) => ({ ...old, revoked: '2026-11-14T11:00:00Z' })),
    'a key whose period is over': method((old) => ({ ...old, expires: '2026-11-14T11:00:00Z' })),
  }),
  ...each('changed', 'signature_invalid', {
    'a key that is another': method((old, { dagploeg }) =>
      String(old.id).endsWith('#p256-multikey')
        ? {
            ...old,
            publicKeyMultibase: dagploeg.didDocument.verificationMethod?.find(({ id }) =>
              id.endsWith('#p256-multikey'),
            )?.publicKeyMultibase,
          }
        : old,
    ),
  }),
  ...each('undetermined', 'issuer_unreachable', {
    'keys that do not answer': world(() => ({ lying: { [didUrl]: null } })),
    'the keys of another DID': didDocument((_old, { dagploeg }) => dagploeg.didDocument),
  }),
  ...each('unknown_issuer', 'issuer_key_compromised', {
    'a key that may have been stolen': world(({ poetsmaat }) => ({
      entry: { compromisedKeys: [poetsmaat.p256Signer.publicJwk] },
    })),
    'a key that may have been stolen, and the base proof': async (stage) => ({
      handedIn: { format: 'ldp_vc', document: stage.ldpSd },
      entry: { compromisedKeys: [stage.poetsmaat.p256Signer.publicJwk] },
    }),
  }),
  ...each('unknown_issuer', 'issuer_not_listed', {
    'an issuer that is not on the list': world(() => ({ entry: null })),
    'a credential of a stranger': async ({ stranger }) => ({
      handedIn: { format: 'ldp_vc', document: await derive(await stranger.ldpSd(), shownClaims) },
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
  ...each('undetermined', 'status_outside', {
    'signed: a place outside the list': signed((old) => ({
      ...old,
      credentialStatus: [entry({ statusListIndex: '131072' })],
    })),
  }),
  ...each('undetermined', 'status_foreign', {
    'signed: a list at the address of a stranger': signed((old) => ({
      ...old,
      credentialStatus: [entry({ statusListCredential: 'https://vreemd.example/list' })],
    })),
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
  }),
  ...each('undetermined', 'status_unreadable', {
    'a list that is this very credential': list(({ derived }) => derived),
    'a list under a proof of which parts are shown': list(async ({ poetsmaat }) => {
      const { proof: _, ...unsigned } = await poetsmaat.bitstringList('revocation', {});
      return derive(
        await poetsmaat.signSd(unsigned, ['/issuer']),
        [],
        ['/id', '/validFrom', '/validUntil', '/credentialSubject'],
      );
    }),
  }),
];

const ofHolder: readonly Case[] = [
  ...each('not_bound', 'holder_proof_missing', {
    'no presentation around it': ({ derived }) => ({
      handedIn: { format: 'ldp_vc', document: derived },
      asked: true,
    }),
    'a presentation without a proof': presented(async (stage) => without(await honest(stage), 'proof')),
  }),
  ...each('not_bound', 'holder_audience_wrong', {
    'a proof for another reader': presented(({ worker, derived }) =>
      worker.presentLdp([derived], { audience: 'x509_hash:another', nonce }),
    ),
  }),
  ...each('not_bound', 'holder_nonce_wrong', {
    'a proof for another request': presented(({ worker, derived }) =>
      worker.presentLdp([derived], { audience, nonce: 'an-older-nonce-an-older-nonce' }),
    ),
  }),
  ...each('not_bound', 'holder_signature_invalid', {
    'the presentation of a thief': presented(({ thief, derived }) =>
      thief.presentLdp([derived], { audience, nonce }),
    ),
    'more shown after the proof': presented(async (stage) => ({
      ...(await honest(stage)),
      verifiableCredential: [await derive(stage.ldpSd, [...shownClaims, 'weeksWorked'])],
    })),
    'a nonce changed after the proof': presented(async ({ worker, derived }) => {
      const made = await worker.presentLdp([derived], { audience, nonce: 'an-older-nonce' });
      return { ...made, proof: { ...objectOf(made.proof), challenge: nonce } };
    }),
  }),
  ...each('not_bound', 'holder_key_missing', {
    'signed: no holder': madeOutTo(() => undefined),
    'signed: a holder whose DID would have to be fetched': madeOutTo(() => 'did:web:vreemd.example'),
  }),
];

export const ldpSdCases: readonly Case[] = [
  ...ofClaims,
  ...ofEnvelope,
  ...ofValue,
  ...ofProof,
  ...ofKeys,
  ...ofStatus,
  ...ofHolder,
];
