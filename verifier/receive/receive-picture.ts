/** A photo or a screenshot of a KlusCV on paper: the QR code in it carries the compact edition. */
import { err, type Result } from '../../core/result.ts';
import { type ParseFailure, parseFailure, type Received } from '../../core/verify/index.ts';
import { parseCodes } from './parse-found.ts';
import { pictureFits } from './picture-size.ts';
import { readCodes } from './read-codes.ts';

/**
 * The credential in a picture (PNG or JPEG) of a QR code.
 *
 * @returns what the QR code carries, or what we saw instead
 */
export const receivePicture = async (
  bytes: Uint8Array,
): Promise<Result<readonly Received[], ParseFailure>> =>
  pictureFits(bytes) ? parseCodes(await readCodes(new Uint8Array(bytes))) : err(parseFailure('too_large'));
