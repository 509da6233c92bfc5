/** A JSON body, or none; another kind of content is refused instead of being taken for none. */
import express, { type RequestHandler } from 'express';
import { KlusCVError } from '../core/errors.ts';

/** Parses at most `limit` (such as `64kb`); `unsupported_media_type` for anything else than JSON. */
export function parseJsonBody(limit: string): RequestHandler[] {
  return [
    express.json({ limit }),
    (req, _res, next) => {
      const hasBody =
        req.headers['transfer-encoding'] !== undefined || Number(req.get('content-length') ?? 0) > 0;
      if (hasBody && !req.is('application/json')) throw new KlusCVError('unsupported_media_type');
      next();
    },
  ];
}
