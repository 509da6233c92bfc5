/** A body as bytes in `req.body`, of whatever type. Most say their length and are not packed: those are simply gathered. */
import type { IncomingHttpHeaders } from 'node:http';
import express, { type RequestHandler } from 'express';
import { KlusCVError } from '../core/errors.ts';

/** The length of a body that comes as it is; undefined for one that comes in pieces or packed, or for none. */
const plainLength = (headers: IncomingHttpHeaders): number | undefined => {
  const length = Number(headers['content-length'] ?? 0);
  const isPlain = headers['content-encoding'] === undefined && headers['transfer-encoding'] === undefined;
  return isPlain && length > 0 ? length : undefined;
};

/** Reads at most `megabytes` of body, packed or not; `too_large` for more, `invalid_request` for one that breaks off. */
export function readBody(megabytes: number): RequestHandler {
  const readOther = express.raw({ type: () => true, limit: `${megabytes}mb` });
  const most = megabytes * 1024 * 1024;
  return (req, res, next) => {
    const length = plainLength(req.headers);
    if (length === undefined || length > most) {
      readOther(req, res, next);
      return;
    }
    const parts: Buffer[] = [];
    const hungUp = (cause: Error): void => next(new KlusCVError('invalid_request', undefined, { cause }));
    req.on('data', (part: Buffer) => void parts.push(part));
    req.once('error', hungUp);
    req.once('end', () => {
      req.off('error', hungUp);
      req.body = parts.length === 1 ? parts[0] : Buffer.concat(parts);
      next();
    });
  };
}
