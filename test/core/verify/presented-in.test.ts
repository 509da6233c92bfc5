/** What a presentation carries: all of it is judged, or none. */
import { expect, test } from 'vitest';
import { toBase64Url, toUtf8 } from '../../../core/bytes.ts';
import { verifyCredential } from '../../../core/verify/index.ts';
import { seenMessage } from '../../../core/verify/messages.ts';
import { presentedIn } from '../../../core/verify/presented-in.ts';
import type { Received } from '../../../core/verify/received.ts';
import { signedPartsOf } from '../../../core/verify/signed-part.ts';
import { createWorld } from './a-world.ts';

const encode = (value: unknown): string => toBase64Url(toUtf8(JSON.stringify(value)));
const jwt = (vp: unknown): Received => ({
  format: 'jwt_vp_json',
  compact: `${encode({ alg: 'ES256' })}.${encode({ vp })}.AAAA`,
});
const ldp = (verifiableCredential: unknown): Received => ({
  format: 'ldp_vp',
  document: { type: ['VerifiablePresentation'], verifiableCredential },
});
const type = ['VerifiablePresentation'];
const document = { type: ['VerifiableCredential'] };

test.each<[string, Received, string]>([
  ['no JWT', { format: 'jwt_vp_json', compact: 'garbage' }, 'damaged'],
  ['a JWT of nothing', jwt(undefined), 'damaged'],
  ['a JWT with a text where the presentation belongs', jwt('x'), 'damaged'],
  ['a JWT of another type', jwt({ type: ['Envelope'], verifiableCredential: ['a.b.c'] }), 'damaged'],
  ['a JWT without credentials', jwt({ type }), 'nothing'],
  ['a JWT with an empty list', jwt({ type, verifiableCredential: [] }), 'nothing'],
  [
    'a JWT with a document beside a JWT',
    jwt({ type, verifiableCredential: ['a.b.c', document] }),
    'other_credential',
  ],
  ['a presentation without credentials', ldp(undefined), 'nothing'],
  ['a presentation with an empty list', ldp([]), 'nothing'],
  ['a presentation of null', ldp([null]), 'other_credential'],
  ['a presentation with a text beside a document', ldp([document, 'a.b.c']), 'other_credential'],
  ['a presentation of more than we take', ldp(Array.from({ length: 21 }, () => document)), 'too_many'],
])('%s is refused as a whole', async (_name, received, kind) => {
  expect(presentedIn(received)).toMatchObject({ ok: false, error: { kind } });
  const parts = await signedPartsOf(received);
  expect(parts.map(({ format }) => format)).toEqual([received.format]);
  expect(parts[0]?.bytes.length).toBeGreaterThan(10);
});

test('what cannot be opened is judged as one that cannot be read', async () => {
  const { context } = createWorld([], new Map());
  const report = await verifyCredential(ldp([null]), context);
  expect([report.outcome, report.checks.map(({ code }) => code)]).toEqual([
    'malformed',
    ['format_unreadable'],
  ]);
  expect(report.message.en).toContain(seenMessage('other_credential').en);
});

test('what was signed is the same in whatever order the members stand', async () => {
  const [one, two] = [
    { a: 1, b: [2] },
    { b: [2], a: 1 },
  ];
  expect(await signedPartsOf(ldp([null, one]))).toEqual(await signedPartsOf(ldp([null, two])));
  const parts = await signedPartsOf(ldp([one, document]));
  expect(parts.map(({ format }) => format)).toEqual(['ldp_vc', 'ldp_vc']);
  expect(parts[0]).toEqual((await signedPartsOf({ format: 'ldp_vc', document: two }))[0]);
});

test('one by itself is a list of one', () => {
  expect(presentedIn(ldp(document))).toEqual({
    ok: true,
    value: [{ credential: { format: 'ldp_vc', document }, presentation: ldp(document) }],
  });
  const received = jwt({ type: 'VerifiablePresentation', verifiableCredential: 'a.b.c' });
  expect(presentedIn(received)).toEqual({
    ok: true,
    value: [{ credential: { format: 'jwt_vc_json', compact: 'a.b.c' }, presentation: received }],
  });
});

test('two presentations that cannot be opened are told apart', async () => {
  const bytes = async (received: Received) => (await signedPartsOf(received))[0]?.bytes;
  expect(await bytes(ldp([null]))).not.toEqual(await bytes(ldp(['x'])));
  expect(await bytes(jwt('x'))).not.toEqual(await bytes(jwt('y')));
});
