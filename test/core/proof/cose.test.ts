import { decode, encode, Tag } from 'cbor2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toBase64Url, toUtf8 } from '../../../core/bytes.ts';
import type { PublicJwk } from '../../../core/keys/index.ts';
import {
  headerLabels,
  parseCoseSign1,
  signCoseSign1,
  signDocumentCose,
  verifyDocumentCose,
  verifyParsedSign1,
} from '../../../core/proof/cose/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';

const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** RFC 9052 appendix C.2.1, with the key "11" of the working group's examples. */
const published = fromHex(
  'd28443a10126a10442313154546869732069732074686520636f6e74656e742e58408eb33e4ca31d1c465ab05aac34cc6b23d58fef5c083106c4' +
    'd25a91aef0b0117e2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c345cacb36',
);
const key11: PublicJwk = {
  kty: 'EC',
  crv: 'P-256',
  x: toBase64Url(fromHex('bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff')),
  y: toBase64Url(fromHex('20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e')),
};

const verify = async (bytes: Uint8Array, key: PublicJwk): Promise<string> => {
  const parsed = parseCoseSign1(bytes);
  if (!parsed.ok) return parsed.error.code;
  const verified = await verifyParsedSign1(parsed.value, key, nodeCrypto);
  return verified.ok ? 'ok' : verified.error.code;
};

describe('the example of RFC 9052 appendix C.2.1', () => {
  it('verifies, and says what it says', async () => {
    expect(await verify(published, key11)).toBe('ok');
    const parsed = parseCoseSign1(published);
    expect(parsed.ok && fromUtf8(parsed.value.payload)).toBe('This is the content.');
    expect(parsed.ok && parsed.value.unprotectedHeaders.get(headerLabels.keyId)).toEqual(toUtf8('11'));
  });

  it('does not verify with any byte of it changed', async () => {
    for (let index = 0; index < published.length; index++) {
      const changed = Uint8Array.from(published);
      changed[index] = (changed[index] ?? 0) ^ 1;
      // Label and value of the key id are not protected: whoever changes them only points to another key.
      const isUnprotected = index >= 7 && index <= 10;
      if (!isUnprotected) expect(await verify(changed, key11), String(index)).not.toBe('ok');
    }
  });
});

describe('a COSE_Sign1', () => {
  const signer = createNodeSigner(generatePrivateJwk('ES256'));
  const parts = async (headers: Map<unknown, unknown> = new Map()) => {
    const bytes = await signCoseSign1({ headers, payload: toUtf8('{}') }, signer);
    const whole: unknown = decode(bytes, { ignoreGlobalTags: true, preferMap: true });
    return whole instanceof Tag && Array.isArray(whole.contents) ? whole.contents : [];
  };

  it('needs no tag, and takes no other', async () => {
    const content = await parts();
    expect(await verify(encode(content), signer.publicJwk)).toBe('ok');
    expect(await verify(encode(new Tag(17, content)), signer.publicJwk)).toBe('cose_malformed');
    expect(await verify(encode(new Tag(18, new Tag(18, content))), signer.publicJwk)).toBe('cose_malformed');
  });

  it.each<[string, (content: readonly unknown[]) => unknown]>([
    ['a detached payload', ([one, two, , four]) => [one, two, null, four]],
    ['a part too few', (content) => content.slice(0, 3)],
    ['a part too many', (content) => [...content, new Uint8Array()]],
    ['protected headers that are no bytes', ([, ...rest]) => [new Map(), ...rest]],
    ['protected headers as a text', ([, ...rest]) => ['a10126', ...rest]],
    ['protected headers that are no map', ([, ...rest]) => [encode([1]), ...rest]],
    ['unprotected headers that are no map', ([one, , ...rest]) => [one, [], ...rest]],
    ['a signature that is text', ([one, two, three]) => [one, two, three, 'x']],
    ['a header in both places', ([one, , ...rest]) => [one, new Map([[1, -7]]), ...rest]],
  ])('is refused with %s', async (_name, change) => {
    expect(await verify(encode(change(await parts())), signer.publicJwk)).toBe('cose_malformed');
  });

  it('is refused with a header twice, or behind itself', async () => {
    const twice = fromHex('a201260126');
    const [, ...rest] = await parts();
    expect(await verify(encode([twice, ...rest]), signer.publicJwk)).toBe('cose_malformed');
    const bytes = encode(await parts());
    expect(await verify(Uint8Array.from([...bytes, 0]), signer.publicJwk)).toBe('cose_malformed');
  });

  it('is refused when it is too long', async () => {
    const payload = new Uint8Array(4_000_000);
    const bytes = await signCoseSign1({ headers: new Map(), payload }, signer);
    expect(await verify(bytes, signer.publicJwk)).toBe('cose_malformed');
  });

  it('is refused with a signature of another length, whatever the library makes of it', async () => {
    const parsed = parseCoseSign1(encode(await parts()));
    if (!parsed.ok) throw new Error(parsed.error.message);
    const easy = { verifySignature: async () => true };
    expect(await verifyParsedSign1(parsed.value, signer.publicJwk, easy)).toMatchObject({ ok: true });
    const short = { ...parsed.value, signature: new Uint8Array(63) };
    expect(await verifyParsedSign1(short, signer.publicJwk, easy)).toMatchObject({
      ok: false,
      error: { code: 'cose_signature' },
    });
  });

  it.each(['x', '[]', '1', '{"a":1,"a":2}'])('is no credential when it says %s', async (payload) => {
    const headers = new Map<unknown, unknown>([[headerLabels.type, 'application/vc+cose']]);
    const bytes = await signCoseSign1({ headers, payload: toUtf8(payload) }, signer);
    expect(
      await verifyDocumentCose({ bytes, kind: 'credential', key: signer.publicJwk }, nodeCrypto),
    ).toMatchObject({ ok: false, error: { code: 'cose_payload' } });
  });

  it('names its key where there is one to name', async () => {
    const make = async (keyId: string | undefined) => {
      const bytes = await signDocumentCose({ document: { a: 1 }, kind: 'credential', keyId }, signer);
      const parsed = parseCoseSign1(bytes);
      return parsed.ok ? parsed.value.protectedHeaders : new Map();
    };
    expect((await make('did:key:z#z')).get(headerLabels.keyId)).toEqual(toUtf8('did:key:z#z'));
    expect((await make(undefined)).has(headerLabels.keyId)).toBe(false);
  });

  it('is refused when its algorithm is not protected, or critical headers are anywhere', async () => {
    const [, , ...rest] = await parts();
    const unprotected = encode([new Uint8Array(), new Map([[1, -7]]), ...rest]);
    expect(await verify(unprotected, signer.publicJwk)).toBe('cose_algorithm');
    const critical = encode([encode(new Map([[1, -7]])), new Map([[2, [99]]]), ...rest]);
    expect(await verify(critical, signer.publicJwk)).toBe('cose_critical');
  });

  it('never throws on any bytes, nor on any change of good ones', async () => {
    const good = await signCoseSign1({ headers: new Map(), payload: toUtf8('{}') }, signer);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(good.length), async (bytes, at) => {
        const spliced = Uint8Array.from([...good.subarray(0, at), ...bytes, ...good.subarray(at)]);
        for (const one of [bytes, spliced]) {
          const verified = await verifyDocumentCose(
            { bytes: one, kind: 'credential', key: signer.publicJwk },
            nodeCrypto,
          );
          expect(verified.ok).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });
});
