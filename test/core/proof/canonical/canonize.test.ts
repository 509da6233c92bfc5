import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { describe, expect, test } from 'vitest';
import { loadDocument } from '../../../../contexts/index.ts';
import example from '../../../../contexts/kluscv/v1.example.json' with { type: 'json' };
import { canonize } from '../../../../core/proof/canonical/index.ts';

const byStockSuite = (document: object): Promise<string> =>
  cryptosuite.canonize(document, { documentLoader: loadDocument });

describe('the canonical form', () => {
  test('is that of the stock suite', async () => {
    expect(await canonize(example, { loadDocument })).toBe(await byStockSuite(example));
  });

  test('is nothing for a term or a context that is not defined', async () => {
    await expect(canonize({ ...example, unknown: 1 }, { loadDocument })).rejects.toThrow('Safe mode');
    await expect(
      canonize({ ...example, '@context': 'https://a.example/' }, { loadDocument }),
    ).rejects.toThrow();
  });

  test('is not looked for in a document with so many values that the library would hold everything else up', async () => {
    const many = Array.from({ length: 6_001 }, (_, index) => String((index * 7_919) % 6_001));
    const document = { '@context': 'https://kluscv.nl/ns/v1', name: many };
    await expect(canonize(document, { loadDocument })).rejects.toThrow('more values than are looked at');
    await expect(
      canonize({ ...document, name: [many.slice(0, 3_000), many.slice(3_000)] }, { loadDocument }),
    ).rejects.toThrow('more values than are looked at');
  });
});
