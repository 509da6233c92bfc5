/** The verdict of a report, cut into a heading and the text below it. */
import { type Language, words } from '../contexts/index.ts';
import type { CredentialReport, Report } from '../core/verify/report.ts';
import { formatDay } from './format-moment.ts';

export type VerdictText = { readonly heading: string; readonly text: string };

/**
 * Cuts where the words of the outcome end their title. The message itself is what the verification wrote: nothing is
 * added to it, and one that begins in another way is cut behind its first sentence.
 */
export function cutVerdict(
  verdict: Pick<Report, 'outcome' | 'message'>,
  about: Pick<CredentialReport, 'issuer' | 'validFrom'> | undefined,
  language: Language,
): VerdictText {
  const message = verdict.message[language].trim();
  const validFrom = about?.validFrom ?? undefined;
  const facts = {
    issuer: about?.issuer.name ?? '',
    date: validFrom === undefined ? '' : formatDay(validFrom, language),
    seen: '',
  };
  const { outcomes, undetermined } = words[language];
  const titles = [outcomes[verdict.outcome], ...Object.values(undetermined)].map((part) => part.title(facts));
  const title = titles.find((candidate) => message.startsWith(candidate)) ?? firstSentence(message);
  return { heading: title.replace(/\.$/, ''), text: message.slice(title.length).trim() };
}

const firstSentence = (message: string): string => /^.*?\.(?=\s|$)/s.exec(message)?.[0] ?? message;
