/** `GET /claim`: the built page for workers, with its files under `/claim/`. */
import { join } from 'node:path';
import express, { Router } from 'express';

export function serveClaimPage(pageFolder: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(join(pageFolder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.get('/', (_req, res) => {
    res.set('Cache-Control', 'no-cache').sendFile(join(pageFolder, 'index.html'));
  });
  router.use(express.static(pageFolder, { index: false }));
  return router;
}
