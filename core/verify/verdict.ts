/** The verdict on one credential in words: which sentences, filled in with what. */
import { type Language, type Words, words } from '../../contexts/index.ts';
import { formatDate } from '../credential/index.ts';
import type { CheckCode } from './check-codes.ts';
import type { Message, Outcome } from './report.ts';

export type VerdictFacts = {
  readonly outcome: Outcome;
  /** The answer that decided the outcome. */
  readonly code: CheckCode;
  /** The platform's name on the scheme's list. */
  readonly issuer?: string | undefined;
  /** What it was instead of a KlusCV. */
  readonly seen?: Message | undefined;
  readonly validFrom?: Date | undefined;
  readonly validUntil?: Date | undefined;
  /** Of the status list that tells of the withdrawal. */
  readonly listDate?: Date | undefined;
  /** The platform has issued one with other figures since. */
  readonly newerExists?: boolean | undefined;
  /** The platform's last day, once it is over. */
  readonly stoppedOn?: Date | undefined;
  /** Of the scheme's list. */
  readonly trustListDate?: Date | undefined;
};

type UndeterminedReason = keyof Words['undetermined'];

const reasons: ReadonlyMap<CheckCode, UndeterminedReason> = new Map<CheckCode, UndeterminedReason>([
  ['trust_list_outdated', 'trustListOutdated'],
  ['trust_list_missing', 'trustListMissing'],
  ['issuer_unreachable', 'issuerUnreachable'],
  ['signature_too_heavy', 'tooHeavy'],
  ['holder_too_heavy', 'tooHeavy'],
  ['status_missing', 'statusMissing'],
  ['status_foreign', 'statusUnusable'],
  ['status_unreadable', 'statusUnusable'],
  ['status_expired', 'statusUnusable'],
  ['status_outside', 'statusUnusable'],
]);

const dateFor = (facts: VerdictFacts): Date | undefined => {
  if (facts.code === 'trust_list_outdated') return facts.trustListDate;
  if (facts.outcome === 'revoked') return facts.listDate;
  return facts.outcome === 'expired' ? facts.validUntil : facts.validFrom;
};

const wordsFor = (spoken: Words, { outcome, code }: VerdictFacts) => {
  if (code === 'base_proof_shown') return spoken.walletForm;
  if (code === 'status_copy_off') return spoken.copies.off;
  if (code === 'issuer_not_listed_then') return spoken.leaving.notThen;
  if (code === 'issuer_key_compromised') return spoken.leaving.keyStolen;
  const reason = reasons.get(code);
  return reason === undefined ? spoken.outcomes[outcome] : spoken.undetermined[reason];
};

const inLanguage = (language: Language, facts: VerdictFacts): string => {
  const date = dateFor(facts);
  const filled = {
    issuer: facts.issuer ?? '',
    date: date === undefined ? '' : formatDate(date, language),
    seen: facts.seen?.[language] ?? '',
  };
  const { title, text } = wordsFor(words[language], facts);
  const newer = facts.outcome === 'valid' && facts.newerExists === true ? words[language].copies.newer : '';
  const genuine = facts.outcome === 'valid' || facts.outcome === 'expired';
  const stopped =
    genuine && facts.stoppedOn !== undefined
      ? words[language].leaving.stopped(formatDate(facts.stoppedOn, language))
      : '';
  return [title(filled), text(filled), stopped, newer].filter((part) => part !== '').join(' ');
};

/** One sentence or more in each language: what a reader should make of this credential. */
export const describeVerdict = (facts: VerdictFacts): Message => ({
  nl: inLanguage('nl', facts),
  en: inLanguage('en', facts),
});
