/** One thing broken at a time in the edition on paper: its header, its payload, its packing, the keys and lists of its issuer. */
import { deflateSync } from 'fflate';
import { concatBytes, toUtf8 } from '../../../../core/bytes.ts';
import type { Signer } from '../../../../core/ports.ts';
import { compactToDigits, parseCompact } from '../../../../core/proof/index.ts';
import type { JsonObject } from '../../../../core/strict-json.ts';
import { day, now, tokenListUrl } from '../a-platform.ts';
import { encode, resign, twice, without } from './forge-sd-jwt.ts';
import { type Broken, type Case, each, type Stage } from './stage.ts';

const url = 'https://poetsmaat.example';
const didUrl = `${url}/.well-known/did.json`;
const listUrl = tokenListUrl(url);
const today = Math.floor(now.getTime() / day);

const partsOf = (bytes: Uint8Array) => {
  const parsed = parseCompact(bytes);
  if (!parsed.ok) throw new Error('not a compact edition');
  const { header, payload, signature } = parsed.value;
  return { header: { ...header }, payload: { ...payload }, signature };
};
const asText = (json: JsonObject | string): string =>
  typeof json === 'string' ? json : JSON.stringify(json);

type Parts = { readonly header: JsonObject | string; readonly payload: JsonObject | string };

/** As `createCompact` packs it, without its dictionary, which need not be used to be read with. */
const pack = ({ header, payload }: Parts, signature: Uint8Array): Uint8Array => {
  const head = toUtf8(asText(header));
  const length = Uint8Array.of(head.length >> 8, head.length & 0xff);
  const packed = deflateSync(concatBytes(length, head, toUtf8(asText(payload))));
  return concatBytes(Uint8Array.of(1), signature, packed);
};

/** Other parts under the old signature. */
const changed =
  (
    change: (
      old: { readonly header: JsonObject; readonly payload: JsonObject },
      stage: Stage,
    ) => Partial<Parts>,
  ) =>
  (stage: Stage): Broken => {
    const { signature, ...parts } = partsOf(stage.compact);
    return { handedIn: pack({ ...parts, ...change(parts, stage) }, signature) };
  };
const payload = (members: JsonObject) => changed(({ payload: old }) => ({ payload: { ...old, ...members } }));
const header = (members: JsonObject) => changed(({ header: old }) => ({ header: { ...old, ...members } }));
const signature =
  (change: (old: Uint8Array) => Uint8Array) =>
  ({ compact }: Stage): Broken => {
    const { signature: old, ...parts } = partsOf(compact);
    return { handedIn: pack(parts, change(old)) };
  };
const bytes =
  (change: (old: Uint8Array, stage: Stage) => Uint8Array) =>
  (stage: Stage): Broken => ({ handedIn: { format: 'kluscv-compact', bytes: change(stage.compact, stage) } });

const sign = async (parts: Parts, signer: Signer) =>
  pack(parts, await signer.sign(toUtf8(`${encode(asText(parts.header))}.${encode(asText(parts.payload))}`)));

/** Signed so by the platform itself, or by the key that is given. */
const signed =
  (
    change: (old: { readonly header: JsonObject; readonly payload: JsonObject }) => Partial<Parts>,
    by: (stage: Stage) => Signer = ({ poetsmaat }) => poetsmaat.ed25519Signer,
  ) =>
  async (stage: Stage): Promise<Broken> => {
    const { signature: _, ...parts } = partsOf(stage.compact);
    return { handedIn: await sign({ ...parts, ...change(parts) }, by(stage)) };
  };
const signedPayload = (members: JsonObject) =>
  signed(({ payload: old }) => ({ payload: { ...old, ...members } }));

const world =
  (change: (stage: Stage) => Omit<Broken, 'handedIn'> | Promise<Omit<Broken, 'handedIn'>>) =>
  async (stage: Stage): Promise<Broken> => ({ ...(await change(stage)), handedIn: stage.compact });
const didDocument = (change: (old: JsonObject, stage: Stage) => unknown) =>
  world((stage) => ({
    lying: { [didUrl]: JSON.stringify(change({ ...stage.poetsmaat.didDocument }, stage)) },
  }));
const list = (body: (stage: Stage) => string | null | Promise<string | null>) =>
  world(async (stage) => ({ lying: { [listUrl]: await body(stage) } }));

const others: JsonObject = {
  t: today - 1,
  x: today + 5000,
  s: [8, listUrl],
  n: 'Samira de Vriess',
  b: 0,
  p: 'Dagploeg',
  g: 9999,
  f: 10_000,
  l: today - 1,
  a: today - 1,
  h: 7000,
  w: 200,
  c: 99,
  k: [['S6.11.2', 9999]],
  m: 1,
};

const ofPaper: readonly Case[] = [
  ...Object.entries(others).map(
    ([name, value]): Case => [
      `${name}: another value`,
      'changed',
      'signature_invalid',
      payload({ [name]: value }),
    ],
  ),
  ...['s', 'n', 'b', 'p', 'g', 'f', 'l', 'a', 'h', 'w', 'c', 'k'].map(
    (name): Case => [
      `${name}: left out`,
      'changed',
      'signature_invalid',
      changed(({ payload: old }) => ({ payload: without(old, name) })),
    ],
  ),
  ...each('changed', 'signature_invalid', {
    'another algorithm': header({ alg: 'ES256' }),
    'the other key of the platform': header({ kid: 'did:web:poetsmaat.example#p256' }),
    'members in another order': changed(({ payload: old }) => ({
      payload: Object.fromEntries(Object.entries(old).reverse()),
    })),
    'JSON that is written otherwise': changed(({ payload: old }) => ({
      payload: JSON.stringify(old, null, 1),
    })),
    'a signature of noughts': signature((old) => new Uint8Array(old.length)),
    'a signature with one bit changed': signature((old) =>
      old.map((byte, at) => (at === 0 ? byte ^ 1 : byte)),
    ),
    'signed by another in its name': signed(
      () => ({}),
      ({ dagploeg }) => dagploeg.ed25519Signer,
    ),
    'signed by another kind of key under this one': signed(
      ({ header: old }) => ({ header: { ...old, alg: 'ES256' } }),
      ({ poetsmaat }) => poetsmaat.p256Signer,
    ),
  }),
  ...each('malformed', 'format_unreadable', {
    'no begin': changed(({ payload: old }) => ({ payload: without(old, 't') })),
    'no end': changed(({ payload: old }) => ({ payload: without(old, 'x') })),
    'a member more': payload({ z: 1 }),
    'a number as a text': payload({ g: '214' }),
    'fewer gigs than none': payload({ g: -1 }),
    'an end that no calendar has': payload({ x: 100_001 }),
    'a skill that is no address and no code': payload({ k: [['no such skill', 3]] }),
    'a place below nought': payload({ s: [-1, listUrl] }),
    'a list at no address': payload({ s: [7, 'no address'] }),
    'alg none': header({ alg: 'none' }),
    'another typ': header({ typ: 'JWT' }),
    'an extension that must be understood': header({ crit: ['x'] }),
    'a key of its own': header({ jwk: {} }),
    'a key that is no address in a DID': header({ kid: 'https://poetsmaat.example#ed25519' }),
    'no key': changed(({ header: old }) => ({ header: without(old, 'kid') })),
    'a member twice in the header': changed(({ header: old }) => ({ header: twice(old) })),
    'a member twice in the payload': changed(({ payload: old }) => ({ payload: twice(old) })),
    'lists in lists in lists': changed(() => ({ payload: `${'['.repeat(2000)}${']'.repeat(2000)}` })),
    'another version': bytes((old) => Uint8Array.of(2, ...old.slice(1))),
    'cut off': bytes((old) => old.slice(0, -3)),
    'no more than a signature': bytes((old) => old.slice(0, 65)),
    'too long': bytes((old) => Uint8Array.of(...old, ...new Uint8Array(4000))),
    'a bomb': changed(() => ({ payload: ' '.repeat(3_000_000) })),
    'a header longer than all of it': bytes((old) =>
      concatBytes(old.slice(0, 65), deflateSync(Uint8Array.of(0xff, 0xff, 0x7b, 0x7d))),
    ),
    'digits of which one is gone': ({ compact }) => ({
      handedIn: `https://check.example/#${compactToDigits(compact).slice(1)}`,
    }),
  }),
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'a key that the platform does not have': header({ kid: 'did:web:poetsmaat.example#other' }),
  }),
  ...each('unknown_issuer', 'issuer_not_listed', {
    'a DID that only begins like it': header({ kid: 'did:web:poetsmaat.example.evil#ed25519' }),
    'a DID below it': header({ kid: 'did:web:poetsmaat.example:x#ed25519' }),
    'an issuer that is not on the list': world(() => ({ entry: null })),
    'an edition of a stranger': async ({ stranger }) => ({ handedIn: await stranger.compact() }),
  }),
  ...each('expired', 'validity_expired', { 'signed: over': signedPayload({ x: today }) }),
  ...each('not_yet_valid', 'validity_not_yet', { 'signed: still to come': signedPayload({ t: today + 1 }) }),
  ...each('unknown_issuer', 'issuer_not_listed_then', {
    'signed: before the platform joined': signedPayload({ t: today - 400 }),
    'an issuer that joins later': world(() => ({ entry: { from: '2026-11-15' } })),
    'an issuer that had left': world(() => ({ entry: { until: '2026-11-13' } })),
  }),
];

const ofKeys: readonly Case[] = [
  ...each('unknown_issuer', 'issuer_key_foreign', {
    'a key that is kept for other purposes': didDocument((old) => ({
      ...old,
      assertionMethod: ['did:web:poetsmaat.example#p256'],
    })),
    'a key that has been withdrawn': didDocument((old) => ({
      ...old,
      verificationMethod: [old.verificationMethod].flat().map((one) => ({
        ...Object(one),
        revoked: '2026-11-14T11:00:00Z',
      })),
    })),
  }),
  ...each('unknown_issuer', 'issuer_key_compromised', {
    'a key that may have been stolen': world(({ poetsmaat }) => ({
      entry: { compromisedKeys: [poetsmaat.ed25519Signer.publicJwk] },
    })),
  }),
  ...each('undetermined', 'issuer_unreachable', {
    'keys that do not answer': world(() => ({ lying: { [didUrl]: null } })),
    'the keys of another DID': didDocument((_old, { dagploeg }) => dagploeg.didDocument),
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
    'signed: no place in a list': signed(({ payload: old }) => ({ payload: without(old, 's') })),
  }),
  ...each('undetermined', 'status_outside', {
    'signed: a place outside the list': signedPayload({ s: [1024, listUrl] }),
  }),
  ...each('undetermined', 'status_foreign', {
    'signed: a list at another listed platform': signedPayload({
      s: [7, 'https://dagploeg.example/status/token/1'],
    }),
    'signed: a list at a stranger': signedPayload({ s: [7, 'https://vreemd.example/list'] }),
    'signed: a list on this machine': signedPayload({ s: [7, 'http://127.0.0.1/list'] }),
    'a list of another address': list(({ poetsmaat }) => poetsmaat.tokenList({}, `${listUrl}0`)),
  }),
  ...each('revoked', 'status_copy_off', {
    revoked: list(({ poetsmaat }) => poetsmaat.tokenList({ revoked: [7] })),
  }),
  ...each('suspended', 'status_suspended', {
    suspended: list(({ poetsmaat }) => poetsmaat.tokenList({ suspended: [7] })),
  }),
  ...each('undetermined', 'status_unreachable', { 'a list that does not answer': list(() => null) }),
  ...each('undetermined', 'status_expired', {
    'a list of before': list(({ poetsmaat }) =>
      poetsmaat.tokenList({ until: new Date(now.getTime() - 61_000) }),
    ),
  }),
  ...each('undetermined', 'status_unreadable', {
    'a list by another listed platform': list(({ dagploeg }) => dagploeg.tokenList({}, listUrl)),
    'a list under this chain by another key': list(async ({ poetsmaat, dagploeg }) =>
      resign(await poetsmaat.tokenList({}), {}, dagploeg.p256Signer),
    ),
  }),
  ...each('not_bound', 'holder_key_missing', {
    'a reader who asks for the holder': ({ compact }) => ({
      handedIn: { format: 'kluscv-compact', bytes: compact },
      asked: true,
    }),
  }),
];

export const compactCases: readonly Case[] = [...ofPaper, ...ofKeys, ...ofStatus];
