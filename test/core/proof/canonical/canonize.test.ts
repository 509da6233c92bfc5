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
});
