/** What belongs to no credential: the worker's own words, and a platform's questionnaire on a sheet of its own. */
import { type Language, words } from '../../contexts/index.ts';
import {
  colours,
  group,
  heightOf,
  type Paper,
  renderBesideBar,
  renderHeading,
  renderParagraph,
  type TextStyle,
  tag,
  write,
} from '../../server/pdf/index.ts';

/** Texts by the worker. Absent and blank ones are left out. */
export type OwnWords = {
  readonly education?: string;
  readonly earlierJobs?: string;
  readonly explanation?: string;
  /** The language that they are written in, as a tag; that of the paper unless given. */
  readonly language?: string;
};

export type Questionnaire = {
  /** An http(s) address, without anything about the worker in it. */
  readonly url: string;
  /** Random, and of this copy alone. */
  readonly code: string;
};

/** Longer texts may break over pages, from so many points on. */
const wholeUpTo = 400;
const parts = ['education', 'earlierJobs', 'explanation'] as const;

/** The section of own words, under a heading and a note that set it apart from everything signed; none, no section. */
export const renderOwnWords = (
  paper: Paper,
  ownWords: OwnWords,
  { platform, language }: { readonly platform: string; readonly language: Language },
): void => {
  const text = words[language].pdf.ownWords;
  const written = parts.flatMap((part) => {
    const own = ownWords[part]?.trim() ?? '';
    return own === '' ? [] : [{ label: text[part], own }];
  });
  if (written.length === 0) return;
  const lang = ownWords.language === undefined ? {} : { lang: ownWords.language };
  paper.doc.y += 16;
  group(paper, 'Sect', (section) => {
    const drawAll = (beside: Paper): void => {
      renderHeading(beside, text.heading, 2, 80);
      renderParagraph(beside, text.note(platform), { font: 'semibold', colour: colours.careful, size: 10 });
      for (const { label, own } of written) {
        beside.doc.y += 3;
        renderHeading(beside, label, 3, 30);
        renderParagraph(beside, own, { size: 10 }, lang);
      }
    };
    const height = written.reduce((sum, { own }) => sum + heightOf(section, own, { size: 10 }) + 24, 80);
    renderBesideBar(section, Math.min(height, wholeUpTo), drawAll, colours.careful);
  });
};

/** An address that can be pressed on a screen, and says where it leads (ISO 14289-1, 7.18.5). */
const renderLink = (paper: Paper, url: string, says: string, style: TextStyle): void => {
  const { doc, left } = paper;
  const top = doc.y;
  const shown = paper.printable(url);
  const height = heightOf(paper, shown, style);
  const link = doc.struct('Link');
  paper.parent.add(link);
  link.add(() => write(paper, shown, left, top, style));
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address?.protocol === 'https:' || address?.protocol === 'http:') {
    // pdfkit writes a primitive string as a name, and only a String object as text.
    const options = { structParent: link, Contents: Object(paper.printable(says)) };
    doc.link(left, top, paper.width, height, address.href, options);
  }
  link.end();
};

/** The questionnaire's sheet, which the worker keeps: its address, and the code, the only thing passed along. */
export const renderQuestionnaire = (
  paper: Paper,
  { url, code }: Questionnaire,
  { platform, language }: { readonly platform: string; readonly language: Language },
): void => {
  const text = words[language].pdf.questionnaire;
  paper.doc.addPage();
  group(paper, 'Sect', (section) => {
    const { doc, left } = section;
    const large = { font: 'bold', size: 14, colour: colours.link } as const;
    renderHeading(section, text.heading, 2);
    renderParagraph(section, text.text(platform));
    doc.y += 8;
    renderParagraph(section, text.address);
    group(section, 'P', (paragraph) => renderLink(paragraph, url, text.linkText(platform), large));
    doc.y += 8;
    renderParagraph(section, text.code);
    renderParagraph(section, code, large);
    doc.y += 8;
    tag(section, 'P', () => write(section, text.codeText, left, doc.y));
  });
};
