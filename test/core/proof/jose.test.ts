/** VC-JOSE-COSE 1.0: the claims beside a document, and what its headers say. */

import { decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../../core/bytes.ts';
import {
  documentFrom,
  findClaimsProblem,
  signDocumentJwt,
  signDocumentSdJwt,
  verifyDocumentJwt,
  verifyDocumentSdJwt,
} from '../../../core/proof/jose/index.ts';
import { signJws } from '../../../core/proof/jws.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';

const signer = createNodeSigner(generatePrivateJwk('ES256'));
const key = signer.publicJwk;
const credential: JsonObject = {
  id: 'urn:uuid:1',
  issuer: 'did:web:a.example',
  credentialSubject: { id: 'did:jwk:s' },
};
const keyId = 'did:web:a.example#k';

describe('the claims beside a document', () => {
  it.each<[string, JsonObject, 'credential' | 'presentation']>([
    ['none', credential, 'credential'],
    [
      'the same as it says',
      { ...credential, iss: 'did:web:a.example', jti: 'urn:uuid:1', sub: 'did:jwk:s' },
      'credential',
    ],
    [
      'an issuer that is an object',
      { ...credential, issuer: { id: 'did:web:a.example' }, iss: 'did:web:a.example' },
      'credential',
    ],
    [
      'an issuer of which it says nothing',
      { iss: 'did:web:a.example', jti: 'urn:uuid:1', sub: 'x' },
      'credential',
    ],
    ['several subjects', { ...credential, credentialSubject: [{ id: 'x' }], sub: 'y' }, 'credential'],
    ['the holder', { holder: { id: 'did:jwk:h' }, iss: 'did:jwk:h' }, 'presentation'],
    [
      'an issuer, which a presentation has none of',
      { issuer: 'did:web:a.example', iss: 'did:jwk:h' },
      'presentation',
    ],
  ])('say nothing against it: %s', (_name, payload, kind) => {
    expect(findClaimsProblem(payload, kind)).toBeUndefined();
  });

  it.each<[string, JsonObject, 'credential' | 'presentation', string]>([
    ['another issuer', { ...credential, iss: 'did:web:b.example' }, 'credential', 'claims_issuer'],
    [
      'another issuer, as an object',
      { ...credential, issuer: { id: 'x' }, iss: 'y' },
      'credential',
      'claims_issuer',
    ],
    ['another holder', { holder: 'did:jwk:h', iss: 'did:jwk:i' }, 'presentation', 'claims_issuer'],
    ['another id', { ...credential, jti: 'urn:uuid:2' }, 'credential', 'claims_id'],
    ['another subject', { ...credential, sub: 'did:jwk:t' }, 'credential', 'claims_subject'],
    ['a credential inside', { ...credential, vc: {} }, 'credential', 'claims_nested'],
    ['a presentation inside', { vp: {} }, 'presentation', 'claims_nested'],
  ])('speak against it: %s', (_name, payload, kind, code) => {
    expect(findClaimsProblem(payload, kind)?.code).toBe(code);
  });

  it('are no part of it', () => {
    expect(documentFrom({ ...credential, iss: 'x', exp: 1, cnf: {}, status: {} })).toEqual(credential);
  });
});

describe('a credential as a JWT', () => {
  const codeOf = async (compact: string) => {
    const verified = await verifyDocumentJwt({ compact, kind: 'credential', key }, crypto);
    return verified.ok ? 'ok' : verified.error.code;
  };

  it('names its key where there is one to name', async () => {
    const named = await signDocumentJwt({ document: credential, kind: 'credential', keyId }, signer);
    expect(decodeProtectedHeader(named)).toEqual({ alg: 'ES256', typ: 'vc+jwt', cty: 'vc', kid: keyId });
    const bare = await signDocumentJwt(
      { document: credential, kind: 'credential', keyId: undefined },
      signer,
    );
    expect(decodeProtectedHeader(bare)).toEqual({ alg: 'ES256', typ: 'vc+jwt', cty: 'vc' });
    expect([await codeOf(named), await codeOf(bare)]).toEqual(['ok', 'ok']);
  });

  it('is refused when it is of another type, says nothing that can be read, or speaks against itself', async () => {
    const sign = (payload: JsonObject | Uint8Array, typ = 'vc+jwt') =>
      signJws({ header: { typ }, payload }, signer);
    expect(await codeOf(await sign(credential, 'vp+jwt'))).toBe('jwt_type');
    expect(await codeOf(await sign(credential, 'JWT'))).toBe('jwt_type');
    expect(await codeOf(await sign(toUtf8('text')))).toBe('jws_malformed');
    expect(await codeOf(await sign({ ...credential, iss: 'x' }))).toBe('claims_issuer');
  });
});

describe('a credential as an SD-JWT', () => {
  const sign = (document: JsonObject, id?: string) =>
    signDocumentSdJwt(
      { document, kind: 'credential', keyId: id, places: [['credentialSubject', 'id']] },
      { signer, crypto },
    );
  const codeOf = async (compact: string, kind: 'credential' | 'presentation' = 'credential') => {
    const verified = await verifyDocumentSdJwt({ compact, kind, key }, crypto);
    return verified.ok ? 'ok' : verified.error.code;
  };

  it('names its key where there is one to name', async () => {
    const header = { alg: 'ES256', typ: 'vc+sd-jwt', cty: 'vc' };
    const headerOf = (compact: string) => decodeProtectedHeader(compact.split('~')[0] ?? '');
    expect(headerOf(await sign(credential, keyId))).toEqual({ ...header, kid: keyId });
    expect(headerOf(await sign(credential))).toEqual(header);
  });

  it('is refused under another type, with a key binding, and when it speaks against itself', async () => {
    const compact = await sign(credential);
    expect(await codeOf(compact)).toBe('ok');
    expect(await codeOf(compact, 'presentation')).toBe('sd_jwt_type');
    expect(await codeOf(`${compact}a.b.c`)).toBe('sd_jwt_malformed');
    expect(await codeOf(await sign({ ...credential, iss: 'x' }))).toBe('claims_issuer');
    expect(await codeOf(await sign({ ...credential, sub: 'x' }))).toBe('claims_subject');
    const [jwt = ''] = compact.split('~');
    expect(await codeOf(`${jwt}~WyJhIiwiYiIsImMiXQ~`)).toBe('sd_jwt_disclosure');
  });
});
