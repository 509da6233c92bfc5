import { expect, test } from 'vitest';
import { verifyCredential } from '../../../core/verify/index.ts';
import { claims, createTestPlatform } from './a-platform.ts';
import { createWorld } from './a-world.ts';

test('what turns the reading direction, or is never seen, does not get among our own words', async () => {
  const platform = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  const { context } = createWorld([platform], await platform.lists());
  const compact = await platform.sdJwt({
    claims: {
      ...claims,
      name: 'Samira \u202eseirV ed\u0007\u2066',
      reviews: [{ reviewBody: 'Goed\u202c\nen snel', datePublished: '2026-02', reviewerRole: 'client' }],
      reviewCount: 1,
    },
    copy: { madeFor: 'De \u202eednil' },
  });
  const report = await verifyCredential({ format: 'dc+sd-jwt', compact }, context);
  expect(report.outcome).toBe('valid');
  expect(report.record).toMatchObject({ name: 'Samira seirV ed', gigsCompleted: 214 });
  expect(report.record?.reviews?.[0]?.reviewBody).toBe('Goed\nen snel');
  expect(report.copy).toEqual({ madeFor: 'name_kept_back' });
  expect(JSON.stringify(report)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});
