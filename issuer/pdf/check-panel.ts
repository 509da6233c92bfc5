/** The panel that says how to check the paper: a QR code with the signed facts, and the address to type by hand. */
import { type Language, words } from '../../contexts/index.ts';
import { type Paper, panelStyles, renderCodePanel, typedAddress } from '../../server/pdf/index.ts';

/**
 * Renders the panel. The address has no link on it on purpose: a forged paper would carry a link of its own, and the
 * sentence beside it asks to type.
 */
export const renderCheckPanel = (
  paper: Paper,
  input: {
    readonly qrUrl: string;
    readonly verifierAddress: string;
    readonly fileName: string;
    readonly language: Language;
  },
): void => {
  const text = words[input.language].pdf;
  const { heading, body, address, small } = panelStyles;
  const typed = paper.printable(typedAddress(input.verifierAddress));
  const attached = paper.printable(text.attached(input.fileName));
  renderCodePanel(paper, {
    url: input.qrUrl,
    alt: text.codeAlt,
    lines: [
      { type: 'H2', text: text.checkHeading, style: heading, gap: 3 },
      { type: 'P', text: text.checkType, style: body, gap: 0 },
      { type: 'P', text: typed, style: address, gap: 3 },
      { type: 'P', text: text.checkHow, style: body, gap: 4 },
      { type: 'P', text: text.checkWhy, style: body, gap: 5 },
      { type: 'P', text: text.checkContains, style: small, gap: 2 },
      { type: 'P', text: attached, style: small, gap: 0 },
    ],
  });
};
