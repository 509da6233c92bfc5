/** The blocks that a paper is made of: headings, paragraphs, text beside a bar. Each leaves `doc.y` below itself. */
import {
  colours,
  currentPage,
  heightOf,
  makeRoom,
  margins,
  type Paper,
  type TextStyle,
  write,
} from './paper.ts';
import { decorate, type StructureOptions, tag } from './structure.ts';

const headingSizes = { 1: 26, 2: 14.5, 3: 11 } as const;
/** From so many characters on, a name is no longer set large. */
const longHeading = 60;

/** A heading, kept on one page with `room` points of what it heads. */
export const renderHeading = (paper: Paper, text: string, level: 1 | 2 | 3, room = 60): void => {
  const shown = paper.printable(text);
  const size = shown.length > longHeading ? Math.min(headingSizes[level], 16) : headingSizes[level];
  const style: TextStyle = { font: level === 3 ? 'semibold' : 'bold', size, colour: colours.heading };
  makeRoom(paper, heightOf(paper, shown, style) + room);
  tag(paper, `H${level}`, () => write(paper, shown, paper.left, paper.doc.y, style));
  paper.doc.y += level === 2 ? 4 : 1;
};

export const renderParagraph = (
  paper: Paper,
  text: string,
  style: TextStyle = {},
  options?: StructureOptions,
): void => {
  const shown = paper.printable(text);
  makeRoom(paper, Math.min(heightOf(paper, shown, style), 60));
  tag(paper, 'P', () => write(paper, shown, paper.left, paper.doc.y, style), options);
  paper.doc.y += 3;
};

const barInset = 14;

/** What `draw` draws, with a bar at its left on every page that it runs over; begins where `room` points are left. */
export const renderBesideBar = (
  paper: Paper,
  room: number,
  draw: (paper: Paper) => void,
  colour: string = colours.line,
): void => {
  const { doc, left, width, bottom } = paper;
  makeRoom(paper, room);
  const first = currentPage(paper);
  const top = doc.y;
  draw({ ...paper, left: left + barInset, width: width - barInset });
  const last = currentPage(paper);
  const end = doc.y - 3;
  for (let page = first; page <= last; page++) {
    doc.switchToPage(page);
    const from = page === first ? top : margins.top;
    const to = page === last ? end : bottom;
    if (to > from) decorate(paper, () => doc.rect(left, from, 3, to - from).fill(colour));
  }
  doc.x = left;
};

const asideStyle: TextStyle = { size: 10 };
const asideHeadingStyle: TextStyle = { ...asideStyle, font: 'semibold', colour: colours.muted };

/** How high text set apart will stand; more than a page counts as 260 points, as it breaks anyway. */
export const heightOfAside = (
  paper: Paper,
  heading: string | undefined,
  paragraphs: readonly string[],
): number => {
  const width = paper.width - barInset;
  const height = (text: string, style: TextStyle): number => heightOf(paper, text, { ...style, width }) + 3;
  const top = heading === undefined ? 0 : height(heading, asideHeadingStyle);
  return Math.min(
    paragraphs.reduce((sum, text) => sum + height(text, asideStyle), top),
    260,
  );
};

/** Short text set apart by a bar: what is said beside the figures, or is the same for everybody. */
export const renderAside = (
  paper: Paper,
  heading: string | undefined,
  paragraphs: readonly string[],
): void => {
  renderBesideBar(paper, heightOfAside(paper, heading, paragraphs), (beside) => {
    if (heading !== undefined) renderParagraph(beside, heading, asideHeadingStyle);
    for (const text of paragraphs) renderParagraph(beside, text, asideStyle);
  });
};
