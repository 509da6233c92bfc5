/** The first part of a file nobody has described yet, as text, and what was seen of its encoding. */
import iconv from 'iconv-lite';
import type { Mapping } from '../ingest/index.ts';

export type Sample = {
  readonly text: string;
  readonly encoding: Mapping['file']['encoding'];
  /** False when there is more of the file than this. */
  readonly isWhole: boolean;
};

/**
 * Decodes the head of a file: by its byte order mark, as UTF-8 where it is that, and as Windows-1252 otherwise, which
 * is what older Dutch systems write.
 */
export const createSample = (head: Uint8Array, isWhole: boolean): Sample => {
  const marked = decodeMarked(head);
  if (marked !== undefined) return { text: marked, encoding: 'utf-8', isWhole };
  const text = decodeUtf8(head, isWhole);
  if (text !== undefined) return { text, encoding: 'utf-8', isWhole };
  return { text: iconv.decode(Buffer.from(head), 'windows-1252'), encoding: 'windows-1252', isWhole };
};

const decodeMarked = (head: Uint8Array): string | undefined => {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head);
  return undefined;
};

/** Nothing when it is no UTF-8; a character that was cut at the end is no mistake. */
const decodeUtf8 = (head: Uint8Array, isWhole: boolean): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
  } catch {
    return undefined;
  }
};
