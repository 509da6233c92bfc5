/** The verifier's page: built files, and one HTML file for the addresses that the page itself tells apart. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { preferPacked } from '../../server/index.ts';

/** Mounts the page at `/`, `/report` and `/requests/{id}`; without a built page these say that there is nothing here. */
export function mountPages(app: Express, folder: string | undefined): void {
  if (folder === undefined) return;
  const serveIndex: RequestHandler = (_req, res, next) => {
    if (!existsSync(join(folder, 'index.html')))
      throw new KlusCVError('not_found', 'The page was not built.');
    res.set('Cache-Control', 'no-cache').sendFile('index.html', { root: folder }, (error) => {
      if (error) next(error);
    });
  };
  app.get('/', serveIndex);
  app.get('/report', serveIndex);
  app.get('/requests/:id', serveIndex);
  app.use(preferPacked(folder));
  app.use(express.static(folder, { index: false, redirect: false, maxAge: '1h' }));
}
