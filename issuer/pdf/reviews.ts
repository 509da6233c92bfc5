/** The reviews that the worker chose, each whole on a page where it fits. */
import type { Language } from '../../contexts/index.ts';
import type { DescribedReviews } from '../../core/credential/index.ts';
import {
  colours,
  group,
  heightOf,
  type Paper,
  renderBesideBar,
  renderHeading,
  renderParagraph,
} from '../../server/pdf/index.ts';

/** A longer review may break over pages, from so many points on. */
const wholeUpTo = 300;
const bylineStyle = { size: 9.5, colour: colours.muted } as const;
/** Clients of the scheme's platforms write Dutch; no platform says of a review what language it is in. */
const reviewLanguage = 'nl';

export const renderReviews = (paper: Paper, reviews: DescribedReviews, language: Language): void => {
  const { doc } = paper;
  doc.y += 14;
  const lang = language === reviewLanguage ? {} : { lang: reviewLanguage };
  group(paper, 'Sect', (section) => {
    renderHeading(section, reviews.label, 2, 90);
    renderParagraph(section, reviews.note, { colour: colours.muted });
    doc.y += 2;
    for (const { text, month, reviewer } of reviews.items) {
      const shown = `“${text}”`;
      const byline = `${reviewer}, ${month}`;
      const height =
        heightOf(section, section.printable(shown), { width: section.width - 14 }) +
        heightOf(section, byline, bylineStyle) +
        8;
      group(section, 'BlockQuote', (quote) => {
        renderBesideBar(quote, Math.min(height, wholeUpTo), (beside) => {
          renderParagraph(beside, shown, {}, lang);
          renderParagraph(beside, byline, bylineStyle);
        });
      });
      doc.y += 6;
    }
  });
};
