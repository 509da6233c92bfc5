/** `GET /contexts/…`: the vocabulary, for readers and tools. Nobody needs to fetch it: loaders know it by URL. */
import { Router } from 'express';
import { publishedDocuments } from '../../contexts/index.ts';

export function serveContexts(): Router {
  const router = Router();
  for (const [path, { mediaType, document }] of publishedDocuments) {
    const text = JSON.stringify(document);
    router.get(`/${path}`, (_req, res) => {
      res.set('Cache-Control', 'public, max-age=3600').type(mediaType).send(text);
    });
  }
  return router;
}
