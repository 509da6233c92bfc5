import type { Language } from '../contexts/index.ts';
import type { CredentialReport, Report } from '../core/verify/report.ts';
import { signOfOutcome } from './sign.ts';
import { StatusBox } from './status-box.tsx';
import { cutVerdict } from './verdict-text.ts';

/** The outcome in a box: of a whole report, or of one credential in it. Goes into the status region of the page. */
export function Verdict(props: {
  readonly verdict: Pick<Report, 'outcome' | 'message'>;
  readonly about?: CredentialReport | undefined;
  readonly language: Language;
  readonly level?: 2 | 3;
}) {
  const { heading, text } = cutVerdict(props.verdict, props.about, props.language);
  return (
    <StatusBox sign={signOfOutcome[props.verdict.outcome]} heading={heading} level={props.level ?? 2}>
      {text !== '' && <p>{text}</p>}
    </StatusBox>
  );
}
