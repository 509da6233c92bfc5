/** Our packing says to the library what the library's own packing says, for claims of any shape. */
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64Url, fromUtf8, toUtf8 } from '../../../core/bytes.ts';
import { signJws } from '../../../core/proof/index.ts';
import { packEverything } from '../../../core/proof/sd-jwt/pack-everything.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';

const signer = createNodeSigner(generatePrivateJwk('ES256'));
const library = new SDJwtVcInstance({
  hasher: async (data) => nodeCrypto.sha256(typeof data === 'string' ? toUtf8(data) : new Uint8Array(data)),
  hashAlg: 'sha-256',
  saltGenerator: () => 'salt',
  signAlg: 'ES256',
  verifier: async (data, signature) =>
    nodeCrypto.verifySignature(
      'ES256',
      signer.publicJwk,
      toUtf8(data),
      fromBase64Url(signature) ?? new Uint8Array(),
    ),
});

const name = fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/);
const { value } = fc.letrec<{ value: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
  ),
  value: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('value'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 4 }),
  ),
}));

const countPlaces = (some: unknown): number =>
  typeof some === 'object' && some !== null
    ? Object.values(some).reduce<number>((sum, inner) => sum + 1 + countPlaces(inner), 0)
    : 0;

it('gives back what was packed, a disclosure for each place, no salt twice', async () => {
  const claims = fc.dictionary(name, value, { minKeys: 1, maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(claims, async (some) => {
      const plain: JsonObject = JSON.parse(JSON.stringify(some));
      const { digests, disclosures } = await packEverything(plain, nodeCrypto);
      expect(disclosures).toHaveLength(countPlaces(plain));
      expect(digests).toEqual([...digests].sort());
      const salts = disclosures.map(
        (text) => JSON.parse(fromUtf8(fromBase64Url(text) ?? new Uint8Array()))[0],
      );
      expect(new Set(salts).size).toBe(salts.length);
      for (const salt of salts) expect(fromBase64Url(salt)).toHaveLength(16);
      const jwt = await signJws(
        {
          header: { typ: 'dc+sd-jwt' },
          payload: { iss: 'https://klus.example', vct: 'x', _sd: digests, _sd_alg: 'sha-256' },
        },
        signer,
      );
      const { payload } = await library.verify([jwt, ...disclosures, ''].join('~'));
      expect(payload).toEqual({ ...plain, iss: 'https://klus.example', vct: 'x' });
    }),
    { numRuns: 200 },
  );
});

it('leaves out members that are undefined', async () => {
  const { disclosures } = await packEverything({ here: 1, absent: undefined }, nodeCrypto);
  expect(disclosures).toHaveLength(1);
});

it('takes null for a value', async () => {
  const { disclosures } = await packEverything({ none: null, list: [null] }, nodeCrypto);
  const values = disclosures.map((text) =>
    JSON.parse(fromUtf8(fromBase64Url(text) ?? new Uint8Array())).at(-1),
  );
  expect(values.filter((one) => one === null)).toHaveLength(2);
});
