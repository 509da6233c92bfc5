/** What papers are made of, for every service that prints one. See README.md. */
export { heightOfAside, renderAside, renderBesideBar, renderHeading, renderParagraph } from './blocks.ts';
export { closePaper } from './close-paper.ts';
export { type PanelLine, panelStyles, renderCodePanel, typedAddress } from './code-panel.ts';
export { type LabelledRow, renderRows, renderTiles } from './figures.ts';
export {
  colours,
  createPaper,
  heightOf,
  languageTags,
  makeRoom,
  type Paper,
  type TextStyle,
  write,
} from './paper.ts';
export { renderRunningLines } from './running-lines.ts';
export { decorate, group, type StructureType, tag } from './structure.ts';
