/** An outcome in one line, for tables: what it is called, and what we saw where it is no certificate. */
import { type Language, words } from '../../contexts/index.ts';
import type { Seen } from '../../core/verify/index.ts';
import type { CredentialReport } from '../../core/verify/report.ts';
import { cutVerdict } from '../../ui/verdict-text.ts';

/** @param seen what the file was taken for, when nothing could be read from it at all */
export function outcomeInWords(
  verdict: Pick<CredentialReport, 'outcome' | 'message'>,
  seen: Seen | undefined,
  language: Language,
): string {
  const { outcomes, seen: kinds } = words[language];
  const { label } = outcomes[verdict.outcome];
  if (seen !== undefined) return `${label}: ${kinds[seen]}`;
  if (verdict.outcome !== 'malformed') return label;
  // It was read, and is no KlusCV: the result by itself says of what kind it is, and so does a line among many.
  const { heading, text } = cutVerdict(verdict, undefined, language);
  return `${label}: ${heading}. ${text}`.trim();
}
