/** RFC 9901 section 7, step by step: what each step asks, and what comes out when it does not hold. */
import { describe, expect, it } from 'vitest';
import { toBase64Url, toUtf8 } from '../../../core/bytes.ts';
import { signJws, verifyKeyBinding, verifySdJwt } from '../../../core/proof/index.ts';
import { digestOf } from '../../../core/proof/sd-jwt/disclosure.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';

const issuer = createNodeSigner(generatePrivateJwk('ES256'));
const holder = createNodeSigner(generatePrivateJwk('ES256'));
const typ = 'dc+sd-jwt';

const disclose = (...content: readonly unknown[]): string => toBase64Url(toUtf8(JSON.stringify(content)));
const digest = (disclosure: string): Promise<string> => digestOf(disclosure, nodeCrypto);
const sign = async (
  payload: JsonObject,
  disclosures: readonly string[] = [],
  header: JsonObject = { typ },
): Promise<string> => [await signJws({ header, payload }, issuer), ...disclosures, ''].join('~');
const verify = async (compact: string) => {
  const verified = await verifySdJwt(compact, issuer.publicJwk, nodeCrypto);
  return verified.ok ? verified.value.payload : verified.error.code;
};
const swapHeader = (compact: string, header: JsonObject): string => {
  const [, ...rest] = compact.split('.');
  return [toBase64Url(toUtf8(JSON.stringify(header))), ...rest].join('.');
};

const name = disclose('salt', 'name', 'Jane');
const element = disclose('salt', 'NL');

describe('section 7.1: verification of the SD-JWT', () => {
  it('step 1: takes it apart, and refuses what has no issuer-signed JWT or no tilde', async () => {
    const compact = await sign({ a: 1 });
    expect(await verify(compact)).toEqual({ a: 1 });
    expect(await verify(compact.slice(0, -1))).toBe('sd_jwt_malformed');
    expect(await verify('~')).toBe('jws_malformed');
    expect(await verify(`${compact.slice(0, -1)}~~`)).toBe('sd_jwt_malformed');
  });

  it('step 2a: takes no algorithm that is not allowed, above all not none', async () => {
    const compact = await sign({ a: 1 });
    for (const alg of ['none', 'None', 'HS256', 'ES256K', 'RS256', 'EdDSA', undefined, 4])
      expect(await verify(swapHeader(compact, { typ, alg })), String(alg)).toBe('jws_algorithm');
    expect(await verify(await sign({ a: 1 }, [], { typ, crit: ['x'] }))).toBe('jws_critical');
  });

  it('step 2b: needs a signature over it that holds', async () => {
    const compact = await sign({ a: 1 });
    expect(await verify(compact.replace(/.{4}~$/, 'AAAA~'))).toBe('jws_signature');
    expect(await verify(compact.replace(/\.[^.]*~$/, '.~'))).toBe('jws_signature');
  });

  it('step 2c and SD-JWT VC section 2.2.1: needs the type of a credential', async () => {
    expect(await verify(await sign({ a: 1 }, [], { typ: 'JWT' }))).toBe('sd_jwt_type');
    expect(await verify(await sign({ a: 1 }, [], {}))).toBe('sd_jwt_type');
    expect(await verify(await sign({ a: 1 }, [], { typ: 'vc+sd-jwt' }))).toEqual({ a: 1 });
  });

  it('step 2d: takes no hash that it does not know, and SHA-256 when none is named', async () => {
    expect(await verify(await sign({ _sd_alg: 'sha-512' }))).toBe('sd_jwt_hash_algorithm');
    expect(await verify(await sign({ _sd_alg: 'SHA-256' }))).toBe('sd_jwt_hash_algorithm');
    expect(await verify(await sign({ _sd_alg: null }))).toBe('sd_jwt_hash_algorithm');
    expect(await verify(await sign({ _sd: [await digest(name)] }, [name]))).toEqual({ name: 'Jane' });
  });

  it('step 3a and 3b: hashes each disclosure as it came and looks for its digest at every depth', async () => {
    const payload = { a: { _sd: [await digest(name)] }, list: [{ '...': await digest(element) }] };
    expect(await verify(await sign(payload, [name, element]))).toEqual({ a: { name: 'Jane' }, list: ['NL'] });
    const respaced = toBase64Url(toUtf8('["salt", "name", "Jane"]'));
    expect(await verify(await sign({ _sd: [await digest(name)] }, [respaced]))).toBe('sd_jwt_disclosure');
  });

  it('step 3b: opens digests that stand in disclosures, and not when the outer one is kept back', async () => {
    const inner = disclose('salt', 'street', 'Main');
    const outer = disclose('salt', 'address', { _sd: [await digest(inner)], city: 'Anytown' });
    const payload = { _sd: [await digest(outer)] };
    expect(await verify(await sign(payload, [outer, inner]))).toEqual({
      address: { street: 'Main', city: 'Anytown' },
    });
    expect(await verify(await sign(payload, [outer]))).toEqual({ address: { city: 'Anytown' } });
    expect(await verify(await sign(payload, [inner]))).toBe('sd_jwt_disclosure');
  });

  it.each<[string, string]>([
    ['two elements', disclose('salt', 'name')],
    ['four elements', disclose('salt', 'name', 'Jane', 'Doe')],
    ['a salt that is no text', disclose(4, 'name', 'Jane')],
    ['a name that is no text', disclose('salt', 4, 'Jane')],
    ['an object in place of a list', toBase64Url(toUtf8('{"salt":"name"}'))],
    ['no JSON', toBase64Url(toUtf8('["salt"'))],
    ['no base64url', 'WyJzYWx0I=='],
    ['the name _sd', disclose('salt', '_sd', ['x'])],
    ['the name ...', disclose('salt', '...', 'x')],
    ['the name of a claim that is there', disclose('salt', 'iat', 4)],
  ])('step 3c.i, a claim: refuses a disclosure with %s', async (_name, disclosure) => {
    const payload = { iat: 1, _sd: [await digest(disclosure)] };
    expect(await verify(await sign(payload, [disclosure]))).toBe('sd_jwt_disclosure');
  });

  it.each<[string, string]>([
    ['three elements', name],
    ['one element', disclose('salt')],
    ['a salt that is no text', disclose(null, 'NL')],
  ])('step 3c.ii, an element: refuses a disclosure with %s', async (_name, disclosure) => {
    const payload = { list: [{ '...': await digest(disclosure) }] };
    expect(await verify(await sign(payload, [disclosure]))).toBe('sd_jwt_disclosure');
  });

  it.each<[string, unknown]>([
    ['_sd that is no list', { _sd: 'x' }],
    ['a digest that is a number', { _sd: [4] }],
    ['a digest of an element that is a number', { list: [{ '...': 4 }] }],
    ['members beside the digest of an element', { list: [{ '...': 'x', more: 1 }] }],
    ['a digest of an element outside a list', { a: { '...': 'x' } }],
  ])('step 3b: refuses %s', async (_name, payload) => {
    expect(await verify(await sign(payload as JsonObject))).toBe('sd_jwt_disclosure');
  });

  it('step 3d: removes what no disclosure opens, decoys among them, and all that SD-JWT itself added', async () => {
    const payload = {
      _sd: [await digest('decoy'), await digest(name)],
      _sd_alg: 'sha-256',
      list: [{ '...': await digest('decoy of an element') }, 'BE'],
      address: { _sd: [await digest('another decoy')] },
    };
    expect(await verify(await sign(payload, [name]))).toEqual({ name: 'Jane', list: ['BE'], address: {} });
  });

  it('step 3e: refuses a digest that occurs twice, wherever', async () => {
    const once = await digest(name);
    for (const payload of [
      { _sd: [once, once] },
      { _sd: [once], a: { _sd: [once] } },
      { _sd: [once], list: [{ '...': once }] },
    ]) {
      expect(await verify(await sign(payload, [name]))).toBe('sd_jwt_disclosure');
      expect(await verify(await sign(payload))).toBe('sd_jwt_disclosure');
    }
  });

  it('step 3f: refuses a disclosure that no digest points to, or that is there twice', async () => {
    const payload = { _sd: [await digest(name)] };
    expect(await verify(await sign(payload, [name, element]))).toBe('sd_jwt_disclosure');
    expect(await verify(await sign(payload, [name, name]))).toBe('sd_jwt_disclosure');
    expect(await verify(await sign({}, [name]))).toBe('sd_jwt_disclosure');
  });

  it.each(['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status'])(
    'SD-JWT VC section 2.2.2.2: refuses %s in a disclosure',
    async (claim) => {
      const disclosure = disclose('salt', claim, 'x');
      expect(await verify(await sign({ _sd: [await digest(disclosure)] }, [disclosure]))).toBe(
        'sd_jwt_disclosure',
      );
    },
  );
});

describe('section 7.3: verification by the verifier, with key binding', () => {
  const now = new Date('2026-11-14T12:00:00Z');
  const seconds = now.getTime() / 1000;
  const bind = async (change: JsonObject = {}, header: JsonObject = { typ: 'kb+jwt' }, signer = holder) => {
    const credential = await sign({ _sd: [await digest(name)] }, [name]);
    const payload = {
      iat: seconds,
      aud: 'verifier',
      nonce: 'n',
      sd_hash: await digest(credential),
      ...change,
    };
    const present = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
    return credential + (await signJws({ header, payload: present }, signer));
  };
  const check = async (presentation: string) => {
    const verified = await verifyKeyBinding(
      { presentation, holderJwk: holder.publicJwk, audience: 'verifier', nonce: 'n', now, skew: 60 },
      nodeCrypto,
    );
    return verified.ok ? 'ok' : verified.error.code;
  };

  it('step 2: refuses a presentation without key binding where it is asked', async () => {
    expect(await check(await sign({}))).toBe('kb_missing');
  });

  it('step 5: takes one that holds', async () => expect(await check(await bind())).toBe('ok'));

  it.each<[string, () => Promise<string>, string]>([
    [
      '5a: a key that is not the one of the credential',
      () => bind({}, { typ: 'kb+jwt' }, issuer),
      'kb_signature',
    ],
    ['5b: another type', () => bind({}, { typ: 'JWT' }), 'kb_malformed'],
    ['5b: no type', () => bind({}, {}), 'kb_malformed'],
    [
      '5c: no algorithm',
      async () =>
        (await bind()).replace(
          /~([^~.]*)(\.[^~]*)$/,
          (_all, _header, rest) => `~${toBase64Url(toUtf8('{"typ":"kb+jwt","alg":"none"}'))}${rest}`,
        ),
      'kb_signature',
    ],
    ['5d: another signature', async () => (await bind()).replace(/.{4}$/, 'AAAA'), 'kb_signature'],
    ['5e: a time long ago', () => bind({ iat: seconds - 4_000 }), 'kb_issued_at'],
    ['5e: a time to come', () => bind({ iat: seconds + 4_000 }), 'kb_issued_at'],
    ['5e: no time', () => bind({ iat: undefined }), 'kb_malformed'],
    ['5f: another nonce', () => bind({ nonce: 'm' }), 'kb_nonce'],
    ['5f: no nonce', () => bind({ nonce: undefined }), 'kb_malformed'],
    ['5f: another audience', () => bind({ aud: 'other' }), 'kb_audience'],
    ['5f: several audiences', () => bind({ aud: ['verifier', 'other'] }), 'kb_malformed'],
    [
      '5g: the digest of another presentation',
      async () => bind({ sd_hash: await digest('x') }),
      'kb_sd_hash',
    ],
    ['5g: no digest', () => bind({ sd_hash: undefined }), 'kb_malformed'],
    [
      '5g: a disclosure taken away afterwards',
      async () => (await bind()).replace(`${name}~`, ''),
      'kb_sd_hash',
    ],
  ])('step %s is refused', async (_name, make, code) => expect(await check(await make())).toBe(code));
});
