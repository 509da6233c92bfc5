/** The verdict of a report, cut into a heading and the text below it. */
import { type Language, words } from '../contexts/index.ts';
import type { CredentialReport, Report } from '../core/verify/report.ts';
import { formatDay } from './format-moment.ts';

/** `advice` is what no longer fits the verdict; it belongs with what to do now. */
export type VerdictText = { readonly heading: string; readonly text: string; readonly advice: string };

/** A verdict that must be taken in at one look has no more words than this. */
const maxWords = 25;

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
  const sentences = message.slice(title.length).trim().split(sentenceEnd);
  const fitting = sentences.findIndex(
    (_sentence, index) => countWords(title, ...sentences.slice(0, index + 1)) > maxWords,
  );
  const cut = fitting === -1 ? sentences.length : fitting;
  return {
    heading: title.replace(/\.$/, ''),
    text: sentences.slice(0, cut).join(' '),
    advice: sentences.slice(cut).join(' '),
  };
}

const sentenceEnd = /(?<=[.!?])\s+(?=\p{Lu})/u;
const countWords = (...parts: readonly string[]): number => parts.join(' ').trim().split(/\s+/).length;

const firstSentence = (message: string): string => /^.*?\.(?=\s|$)/s.exec(message)?.[0] ?? message;
