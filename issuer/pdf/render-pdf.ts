/** The paper as a whole: who, how to check it, the figures in words, and the signed credential inside the file. */
import { type Language, words } from '../../contexts/index.ts';
import {
  type DescribedRecord,
  describeRecord,
  formatDate,
  type PartialClaims,
  type Row,
  recordFromClaims,
} from '../../core/credential/index.ts';
import {
  closePaper,
  colours,
  createPaper,
  group,
  heightOf,
  heightOfAside,
  languageTags,
  type Paper,
  renderAside,
  renderHeading,
  renderParagraph,
  renderRows,
  renderRunningLines,
  renderTiles,
} from '../../server/pdf/index.ts';
import { renderCheckPanel } from './check-panel.ts';
import { renderMonthTable } from './month-table.ts';
import { type OwnWords, type Questionnaire, renderOwnWords, renderQuestionnaire } from './own-words.ts';
import { renderReviews } from './reviews.ts';

export type PdfInput = {
  readonly claims: PartialClaims;
  readonly issuerName: string;
  /** The signed credential, which goes into the file byte for byte. */
  readonly credential: { readonly fileName: string; readonly mediaType: string; readonly bytes: Uint8Array };
  /** The verifier's address with `#` and the digits of the compact edition. */
  readonly qrUrl: string;
  readonly verifierAddress: string;
  readonly language: Language;
  /** When it was signed. */
  readonly createdAt: Date;
  readonly validUntil?: Date;
  /** For whom this copy was made, in the worker's words. */
  readonly madeFor?: string;
  /** What the worker adds, beside the signed record: shown apart, as not checked. */
  readonly ownWords?: OwnWords;
  /** The platform's questionnaire with a random code, on a leaf for the worker. */
  readonly questionnaire?: Questionnaire;
};

/** Names stand on one line of text, whatever white space they came with. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const renderTop = (paper: Paper, input: PdfInput, described: DescribedRecord): void => {
  const text = words[input.language];
  renderParagraph(paper, text.pdf.title, { font: 'semibold', size: 11, colour: colours.muted });
  renderHeading(paper, oneLine(described.name ?? text.common.product), 1);
  const date = formatDate(input.createdAt, input.language);
  renderParagraph(paper, text.pdf.issuedBy(input.issuerName, date), { size: 11.5 });
  if (input.madeFor !== undefined) {
    renderParagraph(paper, text.pdf.madeFor(oneLine(input.madeFor)), { font: 'semibold', size: 11.5 });
  }
  const lines = [
    described.nameNote,
    input.validUntil && text.pdf.validUntil(formatDate(input.validUntil, input.language)),
  ];
  const small = lines.filter((line) => line !== undefined).join(' ');
  if (small !== '') renderParagraph(paper, small, { size: 9.5, colour: colours.muted });
  paper.doc.y += 8;
};

/** "Werkervaring, cijfers tot en met 10 november 2026", as on the result page. */
const experienceHeading = ({ asOf }: DescribedRecord, language: Language): string => {
  const { experience } = words[language].record;
  return asOf === undefined ? experience : `${experience}, ${asOf.charAt(0).toLowerCase()}${asOf.slice(1)}`;
};

/** All figures in the order of the result page, long lists last; hours by month have a table of their own. */
const renderFigures = (paper: Paper, described: DescribedRecord, language: Language): void => {
  const atTop = new Set(described.highlights);
  const isLong = ({ key }: Row): boolean => key === 'skills' || key === 'clients';
  const rows = [
    ...described.facts.filter((row) => !isLong(row)),
    ...described.judgements,
    ...described.facts.filter(isLong),
  ].filter((row) => !atTop.has(row) && row.key !== 'hoursByMonth');
  group(paper, 'Sect', (section) => {
    renderHeading(section, experienceHeading(described, language), 2);
    if (described.ageNote !== undefined) {
      renderParagraph(section, described.ageNote, { font: 'semibold', colour: colours.careful });
    }
    section.doc.y += 2;
    renderTiles(section, described.highlights);
    renderRows(section, rows);
    if (described.judgementNote !== undefined) {
      section.doc.y += 8;
      renderAside(section, undefined, [described.judgementNote]);
    }
  });
};

const renderMonths = (paper: Paper, hours: Readonly<Record<string, number>>, language: Language): void => {
  paper.doc.y += 14;
  group(paper, 'Sect', (section) => {
    renderHeading(section, words[language].record.hoursByMonth, 2, 70);
    renderMonthTable(section, hours, language);
  });
};

/** The general paragraph stands on every paper, whether or not it is in the credential. */
const renderGeneral = (paper: Paper, { claims, issuerName, language }: PdfInput): void => {
  const text = words[language].record;
  paper.doc.y += 12;
  const worker = claims.name === undefined ? text.generalSkillsNobody : oneLine(claims.name);
  const general = paper.printable(text.generalSkillsText(worker, issuerName));
  group(paper, 'Sect', (section) => {
    const paragraphs = general.split('\n\n');
    renderHeading(section, text.generalSkills, 2, heightOfAside(section, text.generalSkillsNote, paragraphs));
    renderAside(section, text.generalSkillsNote, paragraphs);
  });
};

/** What no figure says, right below the figures as on the result page. */
const renderLimits = (paper: Paper, language: Language): void => {
  const { pdf, common } = words[language];
  const says = [pdf.notProved, common.notEmployment, common.notQualified, common.escoAttribution].join(' ');
  const style = { size: 9.5 };
  paper.doc.y += 8;
  group(paper, 'Sect', (section) => {
    renderHeading(section, pdf.notProvedHeading, 2, heightOf(section, says, style));
    renderParagraph(section, says, style);
  });
};

/**
 * Renders the paper as PDF/A-3b and PDF/UA-1: tagged A4 pages in the language asked for, the signed credential attached
 * to them (ISO 19005-3 section 6.8, AFRelationship Source). Figures come from `claims`, the platform's name from
 * `issuerName`. Throws when the address is too long for a QR code.
 */
export const renderPdf = async (input: PdfInput): Promise<Uint8Array> => {
  const { claims, issuerName, credential, language, createdAt, ownWords, questionnaire } = input;
  const text = words[language];
  const record = { ...recordFromClaims(claims), platform: issuerName };
  const described = describeRecord(record, language, createdAt);
  const title = claims.name === undefined ? text.common.product : text.pdf.titleOf(oneLine(claims.name));
  const paper = createPaper({
    title,
    author: issuerName,
    language: languageTags[language] ?? language,
    createdAt,
  });
  renderTop(paper, input, described);
  renderCheckPanel(paper, { ...input, fileName: credential.fileName });
  renderFigures(paper, described, language);
  renderLimits(paper, language);
  if (record.hoursByMonth !== undefined) renderMonths(paper, record.hoursByMonth, language);
  if (described.reviews !== undefined) renderReviews(paper, described.reviews, language);
  renderGeneral(paper, input);
  const by = { platform: issuerName, language };
  if (ownWords !== undefined) renderOwnWords(paper, ownWords, by);
  if (paper.hasReplaced()) {
    paper.doc.y += 8;
    renderParagraph(paper, text.pdf.replaced, { size: 9.5, colour: colours.muted });
  }
  if (questionnaire !== undefined) renderQuestionnaire(paper, questionnaire, by);
  renderRunningLines(paper, {
    product: text.common.product,
    owner: `${title} · ${text.pdf.issuedBy(issuerName, formatDate(createdAt, language))}`,
    page: text.pdf.page,
    loose: text.pdf.questionnaire.footer,
    looseSheets: questionnaire === undefined ? 0 : 1,
  });
  return closePaper(paper, {
    name: credential.fileName,
    mediaType: credential.mediaType,
    bytes: credential.bytes,
    description: text.pdf.attachmentDescription,
    createdAt,
  });
};
