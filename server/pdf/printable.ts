/** Text from outside, made fit for the typeface. The attachment keeps it as it was signed. */

const segmenter = new Intl.Segmenter('nl', { granularity: 'grapheme' });
const replacement = '□';
/** A letter with more marks than this upon it would run into the lines around it. */
const mostParts = 4;

/** True for a code point that the typeface has a glyph for. */
export type Covers = (codePoint: number) => boolean;

/**
 * Drops control and direction characters, keeps line breaks, and puts □ in the place of every character that the
 * typeface lacks, or that has marks piled upon it; `replaced` says whether there was one.
 */
export const parsePrintable = (text: string, covers: Covers): { text: string; replaced: boolean } => {
  const clean = text
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    // Controls, directions and half surrogates; the joiner stays, as it belongs to the characters around it.
    .replaceAll(/(?!\n|\u200d)[\p{Cc}\p{Cf}\p{Cs}]|\p{Variation_Selector}/gu, '');
  let replaced = false;
  let printable = '';
  for (const { segment } of segmenter.segment(clean)) {
    const parts = [...segment];
    const known =
      segment === '\n' ||
      (parts.length <= mostParts && parts.every((part) => covers(part.codePointAt(0) ?? 0)));
    printable += known ? segment : replacement;
    replaced ||= !known || segment === replacement;
  }
  return { text: printable, replaced };
};
