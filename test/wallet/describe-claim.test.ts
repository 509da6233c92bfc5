import { describe, expect, it } from 'vitest';
import { languages } from '../../contexts/index.ts';
import { claimNames, type PartialClaims } from '../../core/credential/index.ts';
import { describeClaim } from '../../wallet/screens/describe-claim.ts';
import { now } from './fakes/wallet.ts';

const claims: PartialClaims = {
  name: 'Samira de Vries',
  nameBasis: 'not_checked',
  birthDate: '1990-02-28',
  platform: 'Poetsmaat',
  gigsCompleted: 1214,
  firstGigDate: '2023-03-03',
  lastGigDate: '2026-11-10',
  asOf: '2026-11-10',
  hoursWorked: 702.5,
  hoursByYear: [{ year: '2025', hours: 300 }],
  hoursByMonth: [{ month: '2025-03', hours: 12.25 }],
  weeksWorked: 80,
  clientCount: 38,
  occupations: [
    {
      id: 'http://data.europa.eu/esco/occupation/cbad55a4-c7cf-4ab6-9540-eac72b26729b',
      labelNl: 'interieurverzorger',
      labelEn: 'domestic cleaner',
      gigs: 214,
    },
  ],
  skills: [
    {
      id: 'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625',
      labelNl: 'schoonmaken',
      labelEn: 'cleaning',
      gigs: 214,
    },
  ],
  sectors: [
    {
      scheme: 'SBI',
      version: '2025',
      code: '97000',
      labelNl: 'huishoudens',
      labelEn: 'households',
      gigs: 214,
      hours: 702.5,
    },
  ],
  clients: [{ name: 'Kantoor BV', gigs: 4 }],
  attendance: { attended: 214, agreed: 217 },
  rating: { ratingValue: 4.71, worstRating: 1, bestRating: 5, ratingCount: 163 },
  aspects: [
    { reviewAspect: 'Communicatie', ratingValue: 4.6, worstRating: 1, bestRating: 5, ratingCount: 12 },
  ],
  recentRating: { ratingValue: 4.8, worstRating: 1, bestRating: 5, window: 20 },
  compliments: [{ kind: 'Altijd op tijd', count: 31 }],
  satisfaction: { satisfied: 9, rated: 10 },
  reviews: [{ reviewBody: 'Top', datePublished: '2026-10', reviewerRole: 'client' }],
  reviewCount: 41,
  generalSkills: 'Werken via een online platform vergt specifieke skills.',
};

describe('a claim in words', () => {
  it.each(languages.flatMap((language) => claimNames.map((name) => [language, name] as const)))(
    'in %s has a name and a value: %s',
    (language, name) => {
      const { label, lines } = describeClaim(name, claims, language, now);
      expect(label).not.toBe('');
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.every((line) => line !== '')).toBe(true);
    },
  );

  it('keeps the count beside the percentage and the scale beside the mark', () => {
    expect(describeClaim('attendance', claims, 'nl', now).lines).toEqual([
      '98,6%',
      'bij 214 van de 217 afgesproken klussen',
    ]);
    expect(describeClaim('rating', claims, 'en', now).lines.join(' ')).toMatch(/4\.71.*1.*5.*163/);
  });

  it('has no value for a claim that is not there', () => {
    expect(describeClaim('birthDate', {}, 'nl', now)).toEqual({ label: 'Geboortedatum', lines: [] });
  });
});
