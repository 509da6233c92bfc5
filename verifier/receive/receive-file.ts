/** Whatever somebody hands in, told apart by its own bytes; the media type that the sender names is not believed. */
import type { Result } from '../../core/result.ts';
import { type ParseFailure, parseReceived, type Received } from '../../core/verify/index.ts';
import { isPicture } from './picture-size.ts';
import { receivePdf } from './receive-pdf.ts';
import { receivePicture } from './receive-picture.ts';

const isPdf = ({ buffer, byteOffset, length }: Uint8Array): boolean =>
  Buffer.from(buffer, byteOffset, Math.min(length, 1024)).includes('%PDF-');

/**
 * The credentials in a text, a PDF or a picture.
 *
 * @param handedIn bytes as they came; the caller has capped them
 * @returns what came in, unchecked, or a sentence that says what we saw instead
 */
export const receiveFile = async ({
  bytes,
}: {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
}): Promise<Result<readonly Received[], ParseFailure>> => {
  if (isPdf(bytes)) return receivePdf(bytes);
  return isPicture(bytes) ? receivePicture(bytes) : parseReceived({ bytes });
};
