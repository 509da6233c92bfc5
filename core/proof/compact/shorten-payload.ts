/** What gives way when the facts do not fit the QR code: first the ends of very long names, then the ends of lists. */
import { toUtf8 } from '../../bytes.ts';
import type { CompactPayload } from './compact-payload.ts';

const segmenter = new Intl.Segmenter('nl', { granularity: 'grapheme' });
const ellipsis = '…';

/** A text of at most so many bytes in UTF-8, cut between characters as people count them, its end shown by `…`. */
export const shortenText = (text: string, maxBytes: number): string => {
  if (toUtf8(text).length <= maxBytes) return text;
  const room = maxBytes - toUtf8(ellipsis).length;
  const leading = (parts: Iterable<string>): string => {
    let kept = '';
    let bytes = 0;
    for (const part of parts) {
      bytes += toUtf8(part).length;
      if (bytes > room) break;
      kept += part;
    }
    return kept;
  };
  const whole = leading(Array.from(segmenter.segment(text), ({ segment }) => segment));
  // A single character can be longer than the room, with marks upon marks: then between code points.
  return `${(whole === '' ? leading(text) : whole).trimEnd()}${ellipsis}`;
};

/** In this order; names of up to 96 bytes stay whole while lists can still give way. */
const steps = [
  { textBytes: 96, items: 3 },
  { textBytes: 96, items: 2 },
  { textBytes: 96, items: 1 },
  { textBytes: 48, items: 1 },
  { textBytes: 48, items: 0 },
] as const;

const firstOf = <T>(list: readonly T[] | undefined, items: number): T[] | undefined =>
  list === undefined || items === 0 ? undefined : list.slice(0, items);

/** Ever shorter forms of a payload. Dates, counts and the place in the status list are in each of them. */
export const shorterPayloads = (payload: CompactPayload): CompactPayload[] =>
  steps.map(({ textBytes, items }) => {
    const { n, p, o, k, e, ...rest } = payload;
    const [occupations, skills, sectors] = [firstOf(o, items), firstOf(k, items), firstOf(e, items)];
    return {
      ...rest,
      ...(n !== undefined && { n: shortenText(n, textBytes) }),
      ...(p !== undefined && { p: shortenText(p, textBytes) }),
      ...(occupations && { o: occupations }),
      ...(skills && { k: skills }),
      ...(sectors && { e: sectors }),
    };
  });
