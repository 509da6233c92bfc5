import { type Language, words } from '../contexts/index.ts';
import type { CheckCode } from '../core/verify/check-codes.ts';
import type { CredentialReport, Report } from '../core/verify/report.ts';
import { ActionButton } from './action-button.tsx';
import { ChecksView } from './checks-view.tsx';
import { CredentialView } from './credential-view.tsx';
import { Fold } from './fold.tsx';
import { formatDay } from './format-moment.ts';
import { findOverlaps } from './overlap.ts';
import { Section } from './section.tsx';
import type { SignedBytes } from './signed-bytes.ts';
import { SignedView } from './signed-view.tsx';
import { TechnicalView } from './technical-view.tsx';
import { Verdict } from './verdict.tsx';
import { cutVerdict } from './verdict-text.ts';

export type Purpose = 'platform' | 'employer' | 'uwv' | 'lender';

/**
 * A report as a reader sees it, below its verdict (`Verdict`, which stands in the page's status region): person,
 * work, what it does not prove, what to do now, how it was checked. `purpose` adds what that reader must know.
 */
export function ResultView(props: {
  readonly report: Report;
  readonly language: Language;
  readonly now: Date;
  readonly purpose?: Purpose | undefined;
  /** What was handed in, where it was judged on this device. */
  readonly signed?: readonly SignedBytes[] | undefined;
  /** What to try when it could not be read; in place of what the outcome says for all such. */
  readonly tip?: string | undefined;
  readonly onAnother?: () => void;
}) {
  const { report, language, now } = props;
  const text = words[language].verifier.result;
  const [only, ...more] = report.credentials;
  const content = report.credentials.some((credential) => credential.record !== null);
  const next = isTooHeavy(report) ? text.nowTooHeavy : text.nowTexts[report.outcome];
  const { advice } = cutVerdict(report, more.length === 0 ? only : undefined, language);
  return (
    <>
      {more.length > 0 ? (
        <SideBySide {...{ report, language, now }} />
      ) : (
        only !== undefined && (
          <CredentialView credential={only} trustList={report.trustList} {...{ language, now }} level={2} />
        )
      )}
      {content && <Limits credentials={report.credentials} language={language} purpose={props.purpose} />}
      <Section heading={text.now} level={2}>
        <p>{props.tip ?? `${advice} ${next}`.trim()}</p>
        <div class="actions">
          <ActionButton secondary={!content} onPress={() => globalThis.print()}>
            {words[language].ui.print}
          </ActionButton>
          {props.onAnother !== undefined && (
            <ActionButton secondary={content} onPress={props.onAnother}>
              {text.another}
            </ActionButton>
          )}
        </div>
      </Section>
      <Evidence report={report} language={language} signed={props.signed} />
    </>
  );
}

/** Platforms beside each other, never merged; where they cover the same time, that is said. */
function SideBySide({
  report,
  language,
  now,
}: {
  readonly report: Report;
  readonly language: Language;
  readonly now: Date;
}) {
  const text = words[language].verifier.result;
  const records = report.credentials.flatMap((credential) => credential.record ?? []);
  return (
    <>
      <p class="note">
        {text.sideBySide}{' '}
        {findOverlaps(records).map(({ from, until }) => (
          <strong key={from}>{text.overlap(formatDay(from, language), formatDay(until, language))} </strong>
        ))}
      </p>
      <div class="side-by-side">
        {report.credentials.map((credential, index) => (
          <section key={index}>
            <h2>{text.part(index + 1, credential.issuer.name)}</h2>
            <Verdict verdict={credential} about={credential} language={language} level={3} />
            <CredentialView {...{ credential, language, now }} trustList={report.trustList} level={3} />
          </section>
        ))}
      </div>
    </>
  );
}

function Limits(props: {
  readonly credentials: readonly CredentialReport[];
  readonly language: Language;
  readonly purpose: Purpose | undefined;
}) {
  const { common, verifier } = words[props.language];
  const text = verifier.result;
  const notes: Partial<Record<Purpose, string>> = text.purposeNotes;
  const note = props.purpose === undefined ? undefined : notes[props.purpose];
  return (
    <Section heading={text.doesNotProve} level={2}>
      <p>
        {text.doesNotProveText}
        {props.credentials.some(({ holder }) => holder === 'not_proved') && ` ${text.doesNotProvePerson}`}
      </p>
      {note !== undefined && <p class="note">{note}</p>}
      <p class="muted">{common.notQualified}</p>
    </Section>
  );
}

function Evidence(props: {
  readonly report: Report;
  readonly language: Language;
  readonly signed: readonly SignedBytes[] | undefined;
}) {
  const { report, language } = props;
  const { checks, common, verifier } = words[language];
  const several = report.credentials.length > 1;
  const name = (credential: CredentialReport, index: number) =>
    several && <h3>{verifier.result.part(index + 1, credential.issuer.name)}</h3>;
  return (
    <>
      {report.credentials.some((credential) => credential.checks.length > 0) && (
        <Fold summary={checks.heading}>
          {report.credentials.map((credential, index) => (
            <div key={index}>
              {name(credential, index)}
              <ChecksView checks={credential.checks} language={language} />
            </div>
          ))}
        </Fold>
      )}
      <Fold summary={common.technicalDetails}>
        {report.credentials.length === 0 && (
          <TechnicalView {...{ report, language }} credential={undefined} />
        )}
        {report.credentials.map((credential, index) => (
          <div key={index}>
            {name(credential, index)}
            <TechnicalView {...{ report, credential, language }} />
          </div>
        ))}
        <SignedView signed={props.signed} language={language} />
      </Fold>
    </>
  );
}

const tooHeavy: readonly string[] = ['signature_too_heavy', 'holder_too_heavy'] satisfies CheckCode[];

/** Trying again would not help. */
const isTooHeavy = ({ outcome, credentials }: Report): boolean =>
  outcome === 'undetermined' &&
  credentials.some(({ checks }) => checks.some(({ code }) => tooHeavy.includes(code)));
