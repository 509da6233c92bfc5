/** `GET /contexts/…`: the vocabulary's own documents. Loaders know them by their addresses and never fetch them. */
import type { RequestHandler } from 'express';
import { publishedDocuments } from '../../contexts/index.ts';
import { KlusCVError } from '../../core/errors.ts';

export const serveDocument: RequestHandler = (req, res) => {
  const { path } = req.params;
  const published = publishedDocuments.get(Array.isArray(path) ? path.join('/') : String(path));
  if (!published) throw new KlusCVError('not_found');
  res.set('Cache-Control', 'public, max-age=86400').type(published.mediaType).json(published.document);
};
