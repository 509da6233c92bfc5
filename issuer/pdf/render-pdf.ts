/** The paper as a whole: who, how to check it, the figures in words, and the signed credential inside the file. */
import { type Language, words } from '../../contexts/index.ts';
import {
  type DescribedRecord,
  describeRecord,
  formatDate,
  type PartialClaims,
  recordFromClaims,
} from '../../core/credential/index.ts';
import { renderAside, renderHeading, renderParagraph, renderRow, renderTiles } from './blocks.ts';
import { renderCheckPanel } from './check-panel.ts';
import { renderFooters } from './footers.ts';
import { colours, createPaper, type Paper } from './paper.ts';

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

/** The worker's own words; of no credential. Absent and blank parts are left out. */
export type OwnWords = {
  readonly education?: string;
  readonly earlierJobs?: string;
  readonly explanation?: string;
};

export type Questionnaire = { readonly url: string; readonly code: string };

const renderTop = (paper: Paper, input: PdfInput, described: DescribedRecord): void => {
  const text = words[input.language];
  renderParagraph(paper, text.pdf.title, { font: 'semibold', size: 11, colour: colours.muted });
  renderHeading(paper, described.name ?? text.common.product, 1);
  const date = formatDate(input.createdAt, input.language);
  renderParagraph(paper, text.pdf.issuedBy(input.issuerName, date), { size: 11.5 });
  const lines = [
    described.nameNote,
    input.validUntil && text.pdf.validUntil(formatDate(input.validUntil, input.language)),
  ];
  const small = lines.filter((line) => line !== undefined).join(' ');
  if (small !== '') renderParagraph(paper, small, { size: 9.5, colour: colours.muted });
  if (input.madeFor !== undefined)
    renderParagraph(paper, text.pdf.madeFor(input.madeFor), { font: 'semibold' });
  paper.doc.y += 8;
};

const renderOwnWords = (paper: Paper, { ownWords = {}, issuerName, language }: PdfInput): void => {
  const text = words[language].pdf.ownWords;
  const parts = (['education', 'earlierJobs', 'explanation'] as const).flatMap((part) => {
    const written = ownWords[part]?.trim() ?? '';
    return written === '' ? [] : [`${text[part]}: ${written}`];
  });
  if (parts.length === 0) return;
  paper.doc.y += 12;
  renderHeading(paper, text.heading, 2);
  renderAside(paper, text.note(issuerName), parts);
};

const renderQuestionnaire = (paper: Paper, { questionnaire, issuerName, language }: PdfInput): void => {
  if (questionnaire === undefined) return;
  const text = words[language].pdf.questionnaire;
  paper.doc.addPage();
  renderHeading(paper, text.heading, 2);
  renderParagraph(paper, text.text(issuerName));
  renderParagraph(paper, `${text.address} ${questionnaire.url}`);
  renderParagraph(paper, `${text.code} ${questionnaire.code}`);
  renderParagraph(paper, text.codeText);
};

const renderFigures = (paper: Paper, described: DescribedRecord, language: Language): void => {
  const text = words[language];
  const atTop = new Set(described.highlights);
  renderHeading(paper, text.record.experience, 2);
  if (described.asOf !== undefined) renderParagraph(paper, described.asOf, { font: 'semibold' });
  if (described.ageNote !== undefined) renderParagraph(paper, described.ageNote);
  paper.doc.y += 3;
  renderTiles(paper, described.highlights);
  for (const row of described.facts) if (!atTop.has(row)) renderRow(paper, row);
  const judgements = described.judgements.filter((row) => !atTop.has(row));
  if (judgements.length > 0) {
    paper.doc.y += 14;
    renderHeading(paper, text.pdf.judgements, 2);
    for (const row of judgements) renderRow(paper, row);
  }
  if (described.judgementNote !== undefined) {
    paper.doc.y += 8;
    renderAside(paper, undefined, [described.judgementNote]);
  }
};

const renderReviews = (paper: Paper, { reviews }: DescribedRecord): void => {
  if (reviews === undefined) return;
  paper.doc.y += 14;
  renderHeading(paper, reviews.label, 2);
  renderParagraph(paper, reviews.note);
  for (const { text, month, reviewer } of reviews.items) {
    paper.doc.y += 3;
    renderParagraph(paper, `“${text}”`);
    renderParagraph(paper, `${reviewer}, ${month}`, { size: 9.5, colour: colours.muted });
  }
};

/** The general paragraph stands on every paper, whether or not it is in the credential. */
const renderGeneral = (paper: Paper, { claims, issuerName, language }: PdfInput): void => {
  const text = words[language].record;
  paper.doc.y += 16;
  const general = text.generalSkillsText(claims.name ?? text.generalSkillsNobody, issuerName);
  renderHeading(paper, text.generalSkills, 2);
  renderAside(paper, text.generalSkillsNote, general.split('\n\n'));
};

const renderLimits = (paper: Paper, language: Language): void => {
  const { pdf, common } = words[language];
  const style = { size: 9.5, colour: colours.muted };
  paper.doc.y += 12;
  renderHeading(paper, pdf.notProvedHeading, 2);
  renderParagraph(paper, `${pdf.notProved} ${common.notEmployment} ${common.notQualified}`);
  paper.doc.y += 4;
  renderParagraph(paper, common.escoAttribution, style);
  if (paper.hasReplaced()) renderParagraph(paper, pdf.replaced, style);
};

const collect = (doc: PDFKit.PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });

/**
 * Renders the paper as PDF/A-3: tagged A4 pages in the language asked for, the signed credential attached to them
 * (ISO 32000-2 section 14.13, AFRelationship Source). Figures come from `claims`, the platform's name from
 * `issuerName`. Throws when the address is too long for a QR code.
 */
export const renderPdf = async (input: PdfInput): Promise<Uint8Array> => {
  const { claims, issuerName, credential, language, createdAt } = input;
  const text = words[language];
  const record = { ...recordFromClaims(claims), platform: issuerName };
  const described = describeRecord(record, language, createdAt);
  const title = claims.name === undefined ? text.common.product : text.pdf.titleOf(claims.name);
  const paper = createPaper({ title, author: issuerName, language, createdAt });
  const bytes = collect(paper.doc);
  renderTop(paper, input, described);
  renderCheckPanel(paper, { ...input, fileName: credential.fileName });
  renderFigures(paper, described, language);
  renderReviews(paper, described);
  renderGeneral(paper, input);
  renderLimits(paper, language);
  renderOwnWords(paper, input);
  renderQuestionnaire(paper, input);
  renderFooters(paper, { product: text.common.product, page: text.pdf.page });
  const attachment = {
    name: credential.fileName,
    type: credential.mediaType,
    description: text.pdf.attachmentDescription,
    creationDate: createdAt,
    modifiedDate: createdAt,
    relationship: 'Source',
  };
  paper.doc.file(Buffer.from(credential.bytes), attachment);
  paper.root.end();
  paper.doc.end();
  return bytes;
};
