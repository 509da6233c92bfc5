/** One credential of a report, on paper. */
import { type Language, words } from '../../contexts/index.ts';
import { describeRecord } from '../../core/credential/index.ts';
import type { SignedReport } from '../../core/signed-report/index.ts';
import type { CredentialReport, Outcome } from '../../core/verify/index.ts';
import {
  colours,
  group,
  type LabelledRow,
  type Paper,
  renderAside,
  renderHeading,
  renderParagraph,
  renderRows,
} from '../../server/pdf/index.ts';
import { formatDay } from '../../ui/format-moment.ts';

type Reported = {
  readonly credential: CredentialReport;
  /** From 0. */
  readonly index: number;
  readonly signed: SignedReport;
  readonly language: Language;
};

/** Genuine, but not to be relied on: the paper leaves the content to the attachment. */
const withoutContent: ReadonlySet<Outcome> = new Set(['revoked', 'suspended', 'not_bound']);

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A heading and what it heads, as one part of the document. */
export const section = (paper: Paper, heading: string, fill: (paper: Paper) => void): void => {
  paper.doc.y += 10;
  group(paper, 'Sect', (inner) => {
    renderHeading(inner, heading, 2);
    fill(inner);
  });
};

const issuerText = ({ issuer }: CredentialReport, language: Language): string => {
  const text = words[language].fileReport.paper;
  const vouched = issuer.vouchedBy === undefined ? '' : ` (${text.vouchedBy(issuer.vouchedBy)})`;
  return issuer.name === null ? text.issuerUnknown : `${issuer.name}${vouched}`;
};

const factsOf = (credential: CredentialReport, language: Language): LabelledRow[] => {
  const { fileReport, verifier } = words[language];
  const { paper: text } = fileReport;
  const { issuer, record, holder, validFrom, validUntil } = credential;
  const proved = holder === 'proved' ? verifier.result.proved : verifier.result.notProved;
  const person = { label: text.name, value: record?.name ?? verifier.result.unnamed };
  const rows: (LabelledRow | undefined)[] = [
    {
      label: text.issuer,
      value: issuerText(credential, language),
      ...(issuer.kvkNumber !== null && { note: text.kvk(issuer.kvkNumber) }),
    },
    record === null
      ? undefined
      : { ...person, note: record.name === undefined ? verifier.result.notProvedUnnamed : proved },
    validFrom === null
      ? undefined
      : { label: verifier.result.signedOn, value: formatDay(validFrom, language) },
    validUntil === null
      ? undefined
      : { label: verifier.result.validUntil, value: formatDay(validUntil, language) },
  ];
  return rows.filter((row) => row !== undefined);
};

/** Facts first, then judgements under their note; the platform's name is the list's, never the credential's own. */
const renderContent = (paper: Paper, { credential, signed, language }: Reported): void => {
  const { fileReport, verifier } = words[language];
  const { outcome, record, issuer } = credential;
  if (record === null) {
    if (outcome !== 'malformed') renderParagraph(paper, verifier.result.noContent);
    return;
  }
  if (withoutContent.has(outcome)) {
    renderParagraph(paper, fileReport.paper.contentLeftOut);
    return;
  }
  const { platform: _own, ...shown } = record;
  const described = describeRecord(
    issuer.name === null ? shown : { ...shown, platform: issuer.name },
    language,
    new Date(signed.content.report.checkedAt),
  );
  paper.doc.y += 6;
  renderHeading(paper, described.asOf ?? fileReport.paper.content, 3);
  if (described.ageNote !== undefined)
    renderParagraph(paper, described.ageNote, { font: 'semibold', colour: colours.careful });
  renderRows(paper, [...described.facts, ...described.judgements]);
  if (described.judgementNote !== undefined) {
    paper.doc.y += 6;
    renderAside(paper, undefined, [described.judgementNote]);
  }
};

/** What was found about one credential: issuer, person, content as far as its outcome lets it be shown, each check. */
export const renderCredential = (paper: Paper, reported: Reported): void => {
  const { credential, index, signed, language } = reported;
  const { checks, verifier } = words[language];
  const several = signed.content.report.credentials.length > 1;
  const heading = several
    ? verifier.result.part(index + 1, credential.issuer.name)
    : issuerText(credential, language);
  section(paper, heading, (inner) => {
    if (several) renderParagraph(inner, credential.message[language], { font: 'semibold' });
    renderRows(inner, factsOf(credential, language));
    renderContent(inner, reported);
    if (credential.checks.length === 0) return;
    inner.doc.y += 8;
    renderHeading(inner, checks.heading, 3);
    renderRows(
      inner,
      credential.checks.map((check) => ({
        label: verifier.result.questions[check.check],
        value: `${capitalised(checks.results[check.outcome])}. ${check.message[language]}`,
        note: check.code,
      })),
    );
  });
};
