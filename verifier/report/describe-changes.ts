/** What changed since an earlier report, in sentences. */
import { type Language, words } from '../../contexts/index.ts';
import type { Change, ReportContent, Since } from '../../core/signed-report/index.ts';
import {
  type CheckCode,
  type CheckName,
  checkCodes,
  type Outcome,
  outcomes,
} from '../../core/verify/index.ts';
import type { LabelledRow } from '../../server/pdf/index.ts';
import { formatDay } from '../../ui/format-moment.ts';

const isCode = (code: string): code is CheckCode => Object.hasOwn(checkCodes, code);
const isOutcome = (text: string): text is Outcome => outcomes.some((outcome) => outcome === text);

/** One side of a change; a code of an older version that has no sentence any more stands as it is. */
const say = (change: Change, side: string | null, language: Language): string => {
  const spoken = words[language];
  if (side === null) return spoken.fileReport.paper.nothing;
  if (change.what === 'outcome' && isOutcome(side)) return `${spoken.outcomes[side].label}.`;
  if (change.what === 'check' && isCode(side)) return spoken.checks.codes[side];
  if (change.what === 'issuer_stopped') return `${formatDay(side, language)}.`;
  return `${side}.`;
};

const labelOf = (change: Change, language: Language): string => {
  const { fileReport, verifier } = words[language];
  const { paper: text } = fileReport;
  const questions: Readonly<Partial<Record<string, string>>> = verifier.result.questions satisfies Record<
    CheckName,
    string
  >;
  switch (change.what) {
    case 'outcome':
      return text.outcome;
    case 'check':
      return questions[change.check ?? ''] ?? change.check ?? '';
    case 'issuer_name':
      return text.issuerName;
    case 'issuer_stopped':
      return text.stopped;
    case 'newer_exists':
      return text.newer;
  }
};

/** A row for each change: what it is about, how it was, how it is now. */
export const describeChanges = (
  { report }: Pick<ReportContent, 'report'>,
  since: Since,
  language: Language,
): LabelledRow[] => {
  const { fileReport, verifier } = words[language];
  const { paper: text } = fileReport;
  const several = report.credentials.length > 1;
  return since.changes.map((change) => {
    const newer = change.after === null ? text.newerNo : text.newerYes;
    const issuer = report.credentials[change.credential]?.issuer.name ?? null;
    return {
      label: labelOf(change, language),
      value:
        change.what === 'newer_exists'
          ? newer
          : text.changed(say(change, change.before, language), say(change, change.after, language)),
      ...(several && { note: verifier.result.part(change.credential + 1, issuer) }),
    };
  });
};
