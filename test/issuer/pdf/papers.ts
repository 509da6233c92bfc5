/** Papers for the tests: of a worker with little, of a typical one, of one with very much; and how to open them. */
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import example from '../../../contexts/kluscv/v1.example.json' with { type: 'json' };
import { PartialClaims } from '../../../core/credential/index.ts';
import { type PdfInput, renderPdf } from '../../../issuer/pdf/index.ts';

// A typical platform has no marks by aspect, no mean of the last ones and no compliments.
const {
  id: _id,
  aspects: _aspects,
  recentRating: _recent,
  compliments: _compliments,
  ...given
} = example.credentialSubject;
export const claims = PartialClaims.parse(given);
export const credentialBytes = new TextEncoder().encode(JSON.stringify(example, null, 2));

/** As many digits as the largest compact edition has. */
export const digits = `1${Array.from({ length: 1_442 }, (_none, index) => (index * 7 + 3) % 10).join('')}`;

export const base: PdfInput = {
  claims,
  issuerName: 'Poetsmaat',
  credential: { fileName: 'kluscv.vc.json', mediaType: 'application/vc', bytes: credentialBytes },
  qrUrl: `https://controle.example/#${digits}`,
  verifierAddress: 'https://controle.example',
  language: 'nl',
  createdAt: new Date('2026-11-14T10:00:00Z'),
  validUntil: new Date('2031-11-14T10:00:00Z'),
};

const months = Array.from({ length: 72 }, (_none, index) => ({
  month: `${2021 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
  hours: index + 0.25,
})).filter((_month, index) => index % 5 > 0);

const { clients: _clients, birthDate: _birthDate, satisfaction: _satisfaction, ...usual } = claims;

/** What a worker with four years of work takes along, with a reader in mind. */
export const typical: Partial<PdfInput> = {
  claims: { ...usual, hoursByMonth: months },
  madeFor: 'Hotel De Vier Linden, Utrecht',
};

export const few: Partial<PdfInput> = {
  claims: {
    name: 'Li Wu',
    nameBasis: 'not_checked',
    platform: 'Poetsmaat',
    gigsCompleted: 1,
    firstGigDate: '2026-03-03',
    lastGigDate: '2026-03-03',
    asOf: '2026-03-10',
    hoursWorked: 2,
  },
};

export const manyReviews = Array.from({ length: 100 }, (_none, index) => ({
  reviewBody: `Recensie ${index}. ${index % 7 === 0 ? 'Komt afspraken na en denkt mee. '.repeat(8 + (index % 40)) : 'Top!'} Einde ${index}.`,
  datePublished: `2026-${String(1 + (index % 11)).padStart(2, '0')}`,
  reviewerRole: 'client' as const,
}));

export const many: Partial<PdfInput> = {
  claims: {
    ...claims,
    name: 'Łukasz Thuỳ Öztürk-van den Heuvel',
    hoursByMonth: months,
    clients: Array.from({ length: 60 }, (_none, index) => ({
      name: `Hotel ’t Anker ${index}`,
      gigs: 60 - index,
    })),
    reviews: manyReviews,
    reviewCount: 141,
  },
  madeFor: 'gemeente Den Haag',
  ownWords: {
    education: 'Mbo 2 Facilitair, 2019.\n\nVCA Basis.',
    earlierJobs: 'Vier jaar in een verzorgingshuis.',
    explanation: 'Ik werk graag in de ochtend. '.repeat(120),
  },
  questionnaire: { url: 'https://onderzoek.example/klussen', code: 'K7QX-4M2P-99TD' },
};

export const render = (change: Partial<PdfInput> = {}): Promise<Uint8Array> =>
  renderPdf({ ...base, ...change });

/** Opens a paper with pdfjs, which did not write it. `text` has single spaces. */
export const open = async (change: Partial<PdfInput> = {}) => {
  const pdf = await render(change);
  const document = await getDocument({
    data: pdf.slice(),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
  }).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, (_none, index) => document.getPage(index + 1)),
  );
  const contents = await Promise.all(pages.map((page) => page.getTextContent()));
  const items = contents.map((content) => content.items.flatMap((item) => ('str' in item ? [item] : [])));
  const texts = items.map((on) =>
    on
      .map(({ str }) => str)
      .join(' ')
      .replaceAll(/\s+/g, ' '),
  );
  return { pdf, document, pages, items, texts, text: texts.join(' ') };
};
