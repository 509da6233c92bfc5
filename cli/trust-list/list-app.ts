/** Serves what the scheme publishes: the signed list, the keys to pin, and the documents of platforms that are no more. */
import { join } from 'node:path';
import type { Express, RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { createLote, isOutdated, trustListType } from '../../core/trust/index.ts';
import { allowCors, createServer, type Log, type Metrics } from '../../server/index.ts';
import { loadHeld } from './hold-platform.ts';
import type { SchemeFolder } from './scheme-folder.ts';

/** Where the documents of a platform lie; its name is that of its host, as it may stand in a path. */
export const heldFile = (folder: SchemeFolder, name: string): string =>
  join(folder.path, 'held', `${name}.json`);

/** The name of a platform in addresses: its host and port, and its path if it has one. */
export const heldName = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `${host}${pathname === '/' ? '' : pathname}`.replace(/[^A-Za-z0-9.-]+/g, '_');
};

/** The folder is read anew for each call: a list is served from the moment on that it was signed. */
export function createListApp({
  folder,
  log,
  metrics,
}: {
  readonly folder: SchemeFolder;
  readonly log: Log;
  readonly metrics: Metrics;
}): Express {
  return createServer({
    log,
    metrics,
    ready: {
      list: async () => {
        const list = folder.loadPublished();
        return list !== undefined && !isOutdated(list, new Date());
      },
    },
    mount: (app) => {
      app.use(allowCors);
      app.get('/trust-list.jwt', serveList(folder));
      app.get('/scheme-keys.json', (_req, res) => {
        res.set('Cache-Control', 'public, max-age=60').json(folder.loadKeys());
      });
      app.get('/lote.json', serveLote(folder));
      app.get('/held/:name/*path', serveHeld(folder));
    },
  });
}

const serveList =
  (folder: SchemeFolder): RequestHandler =>
  (_req, res) => {
    const text = folder.loadText('published');
    if (text === undefined) throw new KlusCVError('not_found', 'There is no list yet.');
    res
      .set({ 'Cache-Control': 'public, max-age=60', 'Content-Type': `application/${trustListType}` })
      .send(Buffer.from(text));
  };

const serveLote =
  (folder: SchemeFolder): RequestHandler =>
  (_req, res) => {
    const list = folder.loadPublished();
    if (list === undefined) throw new KlusCVError('not_found', 'There is no list yet.');
    res.set('Cache-Control', 'public, max-age=60').json(
      createLote(list, {
        operator: list.scheme,
        informationUri: 'https://kluscv.nl/afsprakenstelsel',
      }),
    );
  };

const serveHeld =
  (folder: SchemeFolder): RequestHandler =>
  (req, res) => {
    const { name, path } = req.params;
    if (typeof name !== 'string' || !/^[A-Za-z0-9._-]{1,200}$/.test(name)) throw new KlusCVError('not_found');
    const held = loadHeld(heldFile(folder, name));
    const documents = new Map(Object.entries(held?.documents ?? {}));
    const document = documents.get(`/${Array.isArray(path) ? path.join('/') : String(path)}`);
    if (document === undefined) throw new KlusCVError('not_found');
    res
      .set({ 'Cache-Control': 'public, max-age=60', 'Content-Type': document.mediaType })
      .send(Buffer.from(document.body));
  };
