import { type Language, words } from '../../contexts/index.ts';
import { ActionButton, formatMoment, Rows, StatusBox } from '../../ui/index.tsx';
import type { FoundReport } from './check/recognise-report.ts';

const signs = { ours: 'neutral', changed: 'bad', foreign: 'careful', unchecked: 'careful' } as const;

/** That it was a report and no certificate, and whose; for the status region. */
export function FoundReportStatus(props: { readonly found: FoundReport; readonly language: Language }) {
  const { found, language } = props;
  const text = words[language].checkPage.report;
  return (
    <StatusBox sign={signs[found.state]} heading={text.heading}>
      <p>{text[found.state]}</p>
    </StatusBox>
  );
}

/** What it says, when it is ours; where to go with it, when it is not. */
export function FoundReportContent(props: {
  readonly found: FoundReport;
  readonly language: Language;
  readonly onAnother: () => void;
}) {
  const { found, language } = props;
  const { checkPage, fileReport, outcomes, verifier } = words[language];
  return (
    <>
      {found.state === 'ours' && (
        <>
          <p>{checkPage.report.oursText}</p>
          <h2>{fileReport.check.says}</h2>
          <Rows
            rows={[
              { label: fileReport.paper.reference, content: found.reference },
              { label: fileReport.paper.checkedAt, content: formatMoment(found.checkedAt, language) },
              { label: fileReport.paper.outcome, content: outcomes[found.outcome].label },
            ]}
          />
        </>
      )}
      {found.state === 'foreign' && found.host !== undefined && (
        <p>{checkPage.report.foreignWhere(found.host)}</p>
      )}
      <div class="actions">
        <ActionButton onPress={props.onAnother}>{verifier.result.another}</ActionButton>
      </div>
    </>
  );
}
