/** What can be handed in, what we say when it is something else, and how much of it we take. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64Url, toUtf8 } from '../../../core/bytes.ts';
import { compactToDigits } from '../../../core/proof/index.ts';
import { parseReceived, type Received, receivedLimits } from '../../../core/verify/index.ts';
import { createTestPlatform } from './a-platform.ts';
import { createHolder } from './a-world.ts';

const platform = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
const compact = await platform.sdJwt();
const document = await platform.ldp();
const jwt = await platform.jwt();
const jwtVp = await createHolder().presentJwt([jwt], { audience: 'x', nonce: 'y' });
const paper = await platform.compact();
const digits = compactToDigits(paper);

/** With another payload; nobody looks at its signature here. */
const jwtOf = (payload: object): string =>
  ['{"alg":"ES256"}', JSON.stringify(payload), 'x'].map((part) => toBase64Url(toUtf8(part))).join('.');

const parse = (text: string) => parseReceived({ bytes: toUtf8(text) });

const sdJwt: Received = { format: 'dc+sd-jwt', compact };
const ldp: Received = { format: 'ldp_vc', document: JSON.parse(JSON.stringify(document)) };
const presentation = { type: ['VerifiablePresentation'], verifiableCredential: [document] };

test.each<[string, string, readonly unknown[]]>([
  ['an SD-JWT', compact, [sdJwt]],
  ['an SD-JWT with white space around it', `\n  ${compact}\r\n`, [sdJwt]],
  ['an SD-JWT as a JSON text', JSON.stringify(compact), [sdJwt]],
  ['a credential', JSON.stringify(document), [ldp]],
  ['a credential behind a byte order mark', `\uFEFF${JSON.stringify(document)}`, [ldp]],
  ['a credential, laid out', JSON.stringify(document, null, 2), [ldp]],
  [
    'a presentation',
    JSON.stringify(presentation),
    [{ format: 'ldp_vp', document: JSON.parse(JSON.stringify(presentation)) }],
  ],
  ['a credential as a JWT', jwt, [{ format: 'jwt_vc_json', compact: jwt }]],
  ['a presentation as a JWT', jwtVp, [{ format: 'jwt_vp_json', compact: jwtVp }]],
  [
    'a wallet’s JWT',
    JSON.stringify({ vp_token: { jwt: [jwtVp] } }),
    [{ format: 'jwt_vp_json', compact: jwtVp }],
  ],
  ['a link with a JWT behind #', `https://check.example/#${jwt}`, [{ format: 'jwt_vc_json', compact: jwt }]],
  ['a list', JSON.stringify([document, compact]), [ldp, sdJwt]],
  ['an issuer’s answer', JSON.stringify({ credentialId: '1', credential: compact }), [sdJwt]],
  ['a wallet’s credentials', JSON.stringify({ credentials: [{ credential: document }] }), [ldp]],
  ['a vp_token', JSON.stringify({ vp_token: { kluscv_sd_jwt: [compact] } }), [sdJwt]],
  ['a vp_token that is a text', JSON.stringify({ vp_token: compact }), [sdJwt]],
  [
    'a vp_token that is a presentation',
    JSON.stringify({ vp_token: presentation }),
    [{ format: 'ldp_vp', document: JSON.parse(JSON.stringify(presentation)) }],
  ],
  ['the link on paper', `https://check.example/#${digits}`, [{ format: 'kluscv-compact', bytes: paper }]],
  ['the link of a demo', `http://localhost:4200/#${digits}`, [{ format: 'kluscv-compact', bytes: paper }]],
  ['a link with an SD-JWT behind #', `https://check.example/#${compact}`, [sdJwt]],
  [
    'a link with a credential behind #, percent-encoded',
    `https://check.example/#credential=${encodeURIComponent(JSON.stringify(document))}`,
    [ldp],
  ],
  ['the digits of the link', digits, [{ format: 'kluscv-compact', bytes: paper }]],
])('%s is read', (_name, text, expected) => {
  expect(parse(text)).toEqual({ ok: true, value: expected });
});

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

test.each<[string, string]>([
  ['', 'nothing'],
  ['  \n ', 'nothing'],
  ['Dit is mijn KlusCV', 'ordinary text'],
  ['<!doctype html><title>x</title>', 'a web page'],
  ['https://poetsmaat.example/werk', 'a link to a website'],
  ['https://poetsmaat.example/claim#t0k3n', 'an offer for a wallet'],
  ['https://wallet.example/#offer=openid-credential-offer%3A%2F%2F', 'an offer for a wallet'],
  ['https://wallet.example/?credential_offer_uri=https%3A%2F%2Fx', 'an offer for a wallet'],
  ['https://wallet.example/?client_id=x&request_uri=y', 'a question for a wallet'],
  ['https://check.example/#123', 'a link to a website'],
  ['openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fx', 'an offer for a wallet'],
  ['openid4vp://?client_id=x', 'a question for a wallet'],
  ['mdoc-openid4vp://?client_id=x', 'a question for a wallet'],
  ['From: samira@mail.example\r\nSubject: CV', 'an e-mail'],
  ['{\\rtf1 CV}', 'a document of a word processor or spreadsheet'],
  ['eyJhbGciOiJFUzI1NiJ9.eyJ4IjoxfQ.c2ln', 'a credential of another kind'],
  [
    jwtOf({ '@context': ['https://www.w3.org/ns/credentials/v2'], issuer: 'did:web:x' }),
    'a credential of another kind',
  ],
  ['eyJhbGciOiJFUzI1NiJ9.e30x.c2ln', 'a credential of another kind'],
  ['a.b.c', 'a credential of another kind'],
  ['{"type":["VerifiableCredential"],', 'data that is damaged'],
  ['{"a":1,"a":2}', 'data that is damaged'],
  [deep(receivedLimits.depth + 1), 'data that is damaged'],
  ['[]', 'nothing'],
  ['{}', 'data of another kind'],
  ['"{}"', 'data of another kind'],
  ['{"credential":{"credential":{"credential":{"credential":{"credential":"x"}}}}}', 'data of another kind'],
  ['{"type":["VerifiableCredential"]}', 'data without a signature'],
  [JSON.stringify(Array.from({ length: 21 }, () => compact)), 'too many certificates at once'],
  [
    JSON.stringify([Array.from({ length: 11 }, () => compact), Array.from({ length: 11 }, () => compact)]),
    'too many certificates at once',
  ],
  [JSON.stringify(Array.from({ length: 21 }, () => 'x')), 'too many certificates at once'],
  [JSON.stringify([JSON.stringify(document)]), 'data of another kind'],
  [JSON.stringify({ credential: { query: [compact] } }), 'data of another kind'],
  [JSON.stringify({ vp_token: 7 }), 'data of another kind'],
  [`0${'9'.repeat(50)}`, 'the digits of a QR code, but not all of them'],
  ['x'.repeat(receivedLimits.bytes + 1), 'a file that is too large'],
  ['\u0000'.repeat(receivedLimits.bytes + 1), 'a file that is not text'],
  ['%PDF-1.7', 'a PDF'],
  ['\u0000\u0001\u0002', 'a file that is not text'],
])('%j is told to be something else', (text, seen) => {
  const parsed = parse(text);
  expect(parsed.ok ? 'read' : parsed.error.seen.en).toBe(seen);
});

test('bytes that are no text are told to be so', () => {
  const parsed = parseReceived({ bytes: Uint8Array.of(0xff, 0xfe, 0x41, 0xd8) });
  expect(parsed.ok ? 'read' : parsed.error.seen.nl).toBe('een bestand dat geen tekst is');
});

test('whatever comes in, it is read or told, and never thrown at', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      (bytes) => typeof parseReceived({ bytes }).ok === 'boolean',
    ),
  );
  fc.assert(fc.property(fc.json(), (text) => typeof parse(text).ok === 'boolean'));
  fc.assert(fc.property(fc.string(), (text) => typeof parse(text).ok === 'boolean'));
});

test('half a credential is told to be something else, wherever it was cut', () => {
  const text = JSON.stringify(document);
  fc.assert(fc.property(fc.integer({ min: 1, max: text.length - 1 }), (at) => !parse(text.slice(0, at)).ok));
});

const zip = 'PK\x03\x04\x14\0\0\0';
test.each<[string, string]>([
  ['\0\0\0\x18ftypheic\0\0', 'heic'],
  ['\0\0\0\x18ftypmif1\0\0', 'heic'],
  ['\0\0\0\x18ftypavif\0\0', 'picture_kind'],
  ['GIF89a\0\0', 'picture_kind'],
  [`${zip}[Content_Types].xml`, 'office'],
  [`${zip}mimetypeapplication/vnd.oasis.opendocument.text`, 'office'],
  ['\xd0\xcf\x11\xe0\0', 'office'],
  [`${zip}kluscv/cv1.pdf`, 'zip'],
  ['\x1f\x8b\b\0', 'zip'],
  ['\x7fELF\0', 'binary'],
])('bytes that begin with %j are taken for %s', (text, kind) => {
  const parsed = parseReceived({ bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)) });
  expect(parsed).toMatchObject({ ok: false, error: { kind } });
});
