/** Reports as a verifier answers them, for the tests of the pages. Each outcome's sentence is the project's own. */
import { words } from '../../contexts/index.ts';
import type { Check, CredentialReport, Outcome, Report, ShownRecord } from '../../core/verify/report.ts';

const esco = (kind: 'skill' | 'occupation', id: string) => `http://data.europa.eu/esco/${kind}/${id}`;

export const samira: ShownRecord = {
  name: 'Samira de Vries',
  nameBasis: 'identity_document',
  platform: 'Poetsmaat',
  gigsCompleted: 214,
  firstGigDate: '2023-03-03',
  lastGigDate: '2026-11-10',
  asOf: '2026-11-10',
  hoursWorked: 702,
  clientCount: 38,
  attendance: { attended: 214, agreed: 217 },
  rating: { ratingValue: 4.7, worstRating: 1, bestRating: 5, ratingCount: 163 },
  occupations: [{ id: esco('occupation', 'cbad55a4-c7cf-4ab6-9540-eac72b26729b'), gigs: 214 }],
  skills: [
    { id: esco('skill', '821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625'), gigs: 214 },
    { id: esco('skill', 'a19c5139-1250-4a60-9c31-a3243cca06cc'), gigs: 180 },
  ],
};

export const samiraElsewhere: ShownRecord = {
  name: 'Samira de Vries',
  nameBasis: 'not_checked',
  platform: 'Dagploeg',
  gigsCompleted: 61,
  firstGigDate: '2025-01-14',
  lastGigDate: '2026-04-02',
  asOf: '2026-04-04',
  hoursWorked: 402.25,
  hoursByYear: { 2025: 301, 2026: 101.25 },
  hoursByMonth: Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [
      `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
      20 + index,
    ]),
  ),
  satisfaction: { satisfied: 40, rated: 41 },
  reviews: [
    { reviewBody: 'Kwam op tijd en werkte netjes door.', datePublished: '2026-02', reviewerRole: 'client' },
    { reviewBody: '<b>Graag</b> weer!', datePublished: '2025-07', reviewerRole: 'client' },
  ],
  reviewCount: 41,
  generalSkills: words.nl.record.generalSkillsText('Samira de Vries', 'Dagploeg'),
};

const check = (
  name: Check['check'],
  outcome: Check['outcome'],
  code: keyof typeof words.nl.checks.codes,
): Check => ({
  check: name,
  outcome,
  code,
  message: { nl: words.nl.checks.codes[code], en: words.en.checks.codes[code] },
});

const checks: readonly Check[] = [
  check('format', 'pass', 'format_known'),
  check('issuer', 'pass', 'issuer_listed'),
  check('signature', 'pass', 'signature_valid'),
  check('holder', 'not_applicable', 'holder_not_asked'),
  check('validity', 'pass', 'validity_current'),
  check('status', 'undetermined', 'status_unreachable'),
  check('claims', 'fail', 'claims_missing'),
];

const withoutContent: readonly Outcome[] = ['malformed', 'unknown_issuer', 'changed'];

/** One credential's report; its content is there whenever the outcome lets it be. */
export function credentialWith(outcome: Outcome, record: ShownRecord = samira): CredentialReport {
  const known = outcome !== 'unknown_issuer' && outcome !== 'malformed';
  const issuer = known ? (record.platform ?? null) : null;
  const say = (language: 'nl' | 'en') => {
    const { text, title } = words[language].outcomes[outcome];
    const facts = {
      issuer: issuer ?? '',
      date: language === 'nl' ? '14 november 2026' : '14 November 2026',
      seen: words[language].seen.text,
    };
    return `${title(facts)} ${text(facts)}`.trim();
  };
  return {
    outcome,
    message: { nl: say('nl'), en: say('en') },
    format: outcome === 'malformed' ? null : 'dc+sd-jwt',
    issuer: {
      id: known ? 'did:web:poetsmaat.example' : null,
      name: issuer,
      kvkNumber: known ? '12345678' : null,
      listed: known,
    },
    validFrom: known ? '2026-11-14T00:00:00Z' : null,
    validUntil: known ? '2031-11-14T00:00:00Z' : null,
    record: withoutContent.includes(outcome) ? null : record,
    holder: 'not_proved',
    checks,
  };
}

/** A report of these credentials; the first must be the worst. */
export function reportOf(first: CredentialReport, ...more: readonly CredentialReport[]): Report {
  return {
    outcome: first.outcome,
    message: first.message,
    checkedAt: '2026-11-21T13:05:00Z',
    verifier: 'Onbekende ontvanger',
    trustList: { version: 3, issued: '2026-11-20T00:00:00Z' },
    credentials: [first, ...more],
  };
}
