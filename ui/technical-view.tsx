import { type Language, words } from '../contexts/index.ts';
import type { CredentialReport, Report } from '../core/verify/report.ts';
import { formatDay, formatMoment } from './format-moment.ts';
import { Rows } from './rows.tsx';

/** What a specialist asks for: identifiers, moments and codes, as the verification found them. */
export function TechnicalView(props: {
  readonly report: Report;
  readonly credential: CredentialReport | undefined;
  readonly language: Language;
}) {
  const { report, credential, language } = props;
  const text = words[language].verifier.result;
  const day = (instant: string | null | undefined) => instant && formatDay(instant, language);
  const list = report.trustList;
  const rows: [string, string | null | undefined][] = [
    [text.outcome, credential?.outcome ?? report.outcome],
    [text.checkedAt, formatMoment(report.checkedAt, language)],
    [text.checkedBy, report.verifier],
    [text.format, credential?.format],
    [text.issuerId, credential?.issuer.id],
    [text.kvkNumber, credential?.issuer.kvkNumber],
    [text.signedOn, day(credential?.validFrom)],
    [text.validUntil, day(credential?.validUntil)],
    [text.trustList, list && text.trustListText(list.version, formatDay(list.issued, language))],
    [text.codes, credential?.checks.map((check) => check.code).join(', ')],
  ];
  return <Rows rows={rows.flatMap(([label, content]) => (content ? [{ label, content }] : []))} />;
}
