/** A photo or a screenshot of a KlusCV on paper: the QR code in it carries the compact edition. */
import { z } from 'zod';
import { err, type Result } from '../../core/result.ts';
import { type ParseFailure, parseFailure, type Received } from '../../core/verify/index.ts';
import { parseCodes } from './parse-found.ts';
import { pictureFits } from './picture-size.ts';
import { readApart } from './read-apart.ts';

const Answer = z.object({ codes: z.array(z.string()) });

/** A photo of a telephone takes one second; one full of what looks like QR codes could take minutes. */
const limits = { milliseconds: 8_000, megabytes: 256 };

/**
 * The credential in a picture (PNG or JPEG) of a QR code.
 *
 * @returns what the QR code carries, or what we saw instead; no code when looking for it takes too long
 * @throws KlusCVError `too_many_requests` when too many files wait to be read
 */
export const receivePicture = async (
  bytes: Uint8Array,
): Promise<Result<readonly Received[], ParseFailure>> => {
  if (!pictureFits(bytes)) return err(parseFailure('too_large'));
  const file = new URL('./read-picture.worker.ts', import.meta.url);
  const read = await readApart({ file, data: { bytes: new Uint8Array(bytes) } }, limits, Answer);
  return parseCodes(read?.codes ?? []);
};
