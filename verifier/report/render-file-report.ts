/** The report for the file on paper: the outcome first, then about what, what it says, each check, and how to check it. */
import { type Language, words } from '../../contexts/index.ts';
import { formatNumber } from '../../core/credential/index.ts';
import { renderReportJson, type SignedReport } from '../../core/signed-report/index.ts';
import {
  closePaper,
  colours,
  createPaper,
  languageTags,
  type Paper,
  panelStyles,
  renderCodePanel,
  renderHeading,
  renderParagraph,
  renderRows,
  renderRunningLines,
  typedAddress,
} from '../../server/pdf/index.ts';
import { formatDay, formatMoment } from '../../ui/format-moment.ts';
import { findOverlaps } from '../../ui/overlap.ts';
import { describeChanges } from './describe-changes.ts';
import { renderCredential, section } from './render-reported-credential.ts';

export type FileReportInput = {
  readonly signed: SignedReport;
  /** Of the attached JSON. */
  readonly fileName: string;
  /** What the QR code opens: the page that checks reports, with the signed note behind `#`. */
  readonly checkUrl: string;
  /** The same page, to be typed. */
  readonly checkAddress: string;
  readonly language: Language;
};

/** A digest in groups of eight signs, to be compared by eye. */
const inGroups = (hex: string): string => hex.replaceAll(/(.{8})(?=.)/g, '$1 ');

const renderAbout = (paper: Paper, { signed, language }: FileReportInput): void => {
  const { fileReport, verifier } = words[language];
  const { paper: text } = fileReport;
  const { content } = signed;
  const { report } = content;
  const list = report.trustList;
  section(paper, text.about, (inner) =>
    renderRows(inner, [
      { label: text.reference, value: content.jti },
      { label: text.checkedAt, value: formatMoment(report.checkedAt, language), note: report.checkedAt },
      { label: text.checkedBy, value: report.verifier, note: typedAddress(content.verifierUrl) },
      {
        label: text.purpose,
        value: content.purpose === null ? text.purposeNone : verifier.purposes[content.purpose].name,
      },
      ...(content.presentedAt === undefined
        ? []
        : [
            {
              label: text.presentedAt,
              value: formatMoment(content.presentedAt, language),
              note: text.presentedNote,
            },
          ]),
      ...(content.kept === undefined
        ? []
        : [{ label: text.kept, value: text.keptUntil(formatDay(content.kept.until, language)) }]),
      {
        label: text.trustList,
        value:
          list === null
            ? text.trustListNone
            : verifier.result.trustListText(list.version, formatDay(list.issued, language)),
      },
      {
        label: text.document,
        value: inGroups(content.document.sha256),
        note: text.documentSize(formatNumber(content.document.bytes, language)),
      },
      ...content.credentials.map(({ format, sha256 }, index) => ({
        label: text.credential(index + 1),
        value: inGroups(sha256),
        note: format,
      })),
    ]),
  );
};

const renderSince = (paper: Paper, { signed, language }: FileReportInput): void => {
  const { since } = signed.content;
  if (since === undefined) return;
  const text = words[language].fileReport.paper;
  const which = text.sinceWhich(since.reference, formatMoment(since.checkedAt, language));
  section(paper, text.since, (inner) => {
    renderParagraph(inner, which);
    if (!since.sameCredentials) renderParagraph(inner, text.sinceOther);
    else if (since.changes.length === 0) renderParagraph(inner, text.sinceNothing);
    else renderRows(inner, describeChanges(signed.content, since, language));
  });
};

const renderLimits = (paper: Paper, { signed, language }: FileReportInput): void => {
  const { common, fileReport, verifier } = words[language];
  const { report, purpose } = signed.content;
  const text = verifier.result;
  const records = report.credentials.flatMap(({ record }) => record ?? []);
  const overlaps = findOverlaps(records);
  section(paper, text.doesNotProve, (inner) => {
    if (report.credentials.length > 1) renderParagraph(inner, text.sideBySide);
    for (const { from, until } of overlaps)
      renderParagraph(inner, text.overlap(formatDay(from, language), formatDay(until, language)));
    const unproved = report.credentials.some(({ holder }) => holder === 'not_proved');
    renderParagraph(
      inner,
      unproved ? `${text.doesNotProveText} ${text.doesNotProvePerson}` : text.doesNotProveText,
    );
    if (purpose === 'uwv' || purpose === 'lender') renderParagraph(inner, text.purposeNotes[purpose]);
    renderParagraph(inner, fileReport.paper.moment);
    renderParagraph(inner, common.notQualified, { size: 9.5, colour: colours.muted });
  });
};

const renderHowToCheck = (paper: Paper, input: FileReportInput): void => {
  const text = words[input.language].fileReport.paper;
  const { heading, body, address, small } = panelStyles;
  paper.doc.y += 14;
  renderCodePanel(paper, {
    url: input.checkUrl,
    alt: text.codeAlt,
    lines: [
      { type: 'H2', text: text.checkHeading, style: heading, gap: 3 },
      { type: 'P', text: text.checkType, style: body, gap: 0 },
      { type: 'P', text: typedAddress(input.checkAddress), style: { ...address, size: 12 }, gap: 3 },
      { type: 'P', text: text.checkHow, style: body, gap: 4 },
      { type: 'P', text: text.checkCode, style: small, gap: 2 },
      { type: 'P', text: text.attached(input.fileName), style: small, gap: 0 },
    ],
  });
};

/**
 * Renders the signed report as PDF/A-3b and PDF/UA-1 with its JSON attached. What stands on it comes from the signed
 * content and nothing else. Throws when the address is too long for a QR code.
 */
export const renderFileReport = async (input: FileReportInput): Promise<Uint8Array> => {
  const { signed, language, fileName } = input;
  const { common, fileReport, outcomes } = words[language];
  const { content } = signed;
  const { report } = content;
  const text = fileReport.paper;
  const createdAt = new Date(report.checkedAt);
  const title = text.title(content.jti);
  const paper = createPaper({
    title,
    author: report.verifier,
    language: languageTags[language] ?? language,
    createdAt,
  });
  renderParagraph(paper, `${text.kind} · ${content.jti}`, {
    font: 'semibold',
    size: 11,
    colour: colours.muted,
  });
  renderHeading(paper, outcomes[report.outcome].label, 1);
  renderParagraph(paper, report.message[language], { size: 11.5 });
  renderAbout(paper, input);
  renderSince(paper, input);
  for (const [index, credential] of report.credentials.entries())
    renderCredential(paper, { credential, index, signed, language });
  renderLimits(paper, input);
  renderHowToCheck(paper, input);
  renderRunningLines(paper, {
    product: common.product,
    owner: `${title} · ${report.verifier} · ${formatMoment(report.checkedAt, language)}`,
    page: text.page,
    loose: '',
    looseSheets: 0,
  });
  return closePaper(paper, {
    name: fileName,
    mediaType: 'application/json',
    bytes: renderReportJson(signed),
    description: text.attachmentDescription,
    createdAt,
  });
};
