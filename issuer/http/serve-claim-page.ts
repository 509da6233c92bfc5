/** `GET /claim`: the built page for workers, with its files under `/claim/`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
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
  router.get('/', async (req, res) => {
    const file = join(pageFolder, 'index.html');
    if (!existsSync(file)) throw new KlusCVError('not_found', 'The page for workers was not built.');
    const page = await readFile(file);
    res.set('Cache-Control', 'no-cache').vary('Accept-Encoding').type('html');
    // Half a kilobyte of the sixty that the whole page may weigh.
    const encoding = (['br', 'gzip'] as const).find((name) => req.acceptsEncodings(name) === name);
    if (encoding === undefined) return void res.send(page);
    res.set('Content-Encoding', encoding);
    res.send(encoding === 'br' ? brotliCompressSync(page) : gzipSync(page));
  });
  router.use(express.static(pageFolder, { index: false }));
  return router;
}
