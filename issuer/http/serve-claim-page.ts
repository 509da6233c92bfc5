/** `GET /claim`: the built page for workers, with its files under `/claim/`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { preferPacked } from '../../server/index.ts';

export function serveClaimPage(pageFolder: string): Router {
  const router = Router();
  router.use(preferPacked(pageFolder));
  router.use(
    '/assets',
    express.static(join(pageFolder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.get('/', (_req, res) => {
    if (!existsSync(join(pageFolder, 'index.html')))
      throw new KlusCVError('not_found', 'The page for workers was not built.');
    res.set('Cache-Control', 'no-cache').sendFile('index.html', { root: pageFolder });
  });
  router.use(express.static(pageFolder, { index: false }));
  return router;
}
