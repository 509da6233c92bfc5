/** Which day and which reason a verdict tells: each case has its own. */
import { expect, test } from 'vitest';
import { words } from '../../../contexts/index.ts';
import { describeVerdict, type VerdictFacts } from '../../../core/verify/verdict.ts';

const facts = {
  issuer: 'Poetsmaat',
  validFrom: new Date('2021-01-01T12:00:00Z'),
  validUntil: new Date('2022-02-02T12:00:00Z'),
  listDate: new Date('2023-03-03T12:00:00Z'),
  trustListDate: new Date('2024-04-04T12:00:00Z'),
} as const;

test.each<[VerdictFacts['outcome'], VerdictFacts['code'], string]>([
  ['valid', 'status_active', '1 January 2021'],
  ['not_yet_valid', 'validity_not_yet', '1 January 2021'],
  ['expired', 'validity_expired', '2 February 2022'],
  ['revoked', 'status_revoked', '3 March 2023'],
  ['undetermined', 'trust_list_outdated', '4 April 2024'],
])('%s by %s tells of %s', (outcome, code, date) => {
  expect(describeVerdict({ ...facts, outcome, code }).en).toContain(date);
});

test('what a wallet keeps for itself is told to be so, and not to be damaged', () => {
  const told = describeVerdict({ outcome: 'malformed', code: 'base_proof_shown' });
  const filled = { issuer: '', date: '', seen: '' };
  expect(told.nl).toContain(words.nl.walletForm.title(filled));
  expect(told.en).toContain(words.en.walletForm.title(filled));
});

test('that the platform has stopped is said of what is genuine, and of nothing else', () => {
  const stoppedOn = new Date('2025-05-05T12:00:00Z');
  const told = (outcome: VerdictFacts['outcome'], code: VerdictFacts['code']) =>
    describeVerdict({ ...facts, outcome, code, stoppedOn }).en;
  expect(told('valid', 'status_active')).toContain('5 May 2025');
  expect(told('expired', 'validity_expired')).toContain('5 May 2025');
  expect(told('revoked', 'status_revoked')).not.toContain('5 May 2025');
  expect(told('changed', 'signature_invalid')).not.toContain('5 May 2025');
});
