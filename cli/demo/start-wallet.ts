/** Serves the wallet's pages: static files and the addresses that the app starts from, nothing else. */
import { join } from 'node:path';
import express from 'express';
import {
  createLog,
  createMetrics,
  createServer,
  type Listening,
  listen,
  preferPacked,
} from '../../server/index.ts';

export type WalletConfig = {
  readonly verifier: string;
  readonly trustListUrl: string;
  readonly schemeKey: object;
  readonly issuers: readonly { readonly name: string; readonly url: string }[];
};

/** @param folder the built wallet, `dist/wallet` */
export function startWallet(options: {
  port: number;
  folder: string;
  /** The file of the icon, for browsers that look for it by its old name. */
  icon: string;
  config: WalletConfig;
}): Promise<Listening> {
  const app = createServer({
    log: createLog({ name: 'wallet', level: 'warn' }),
    metrics: createMetrics('wallet'),
    ready: {},
    // A wallet talks to the issuers and verifiers that its owner chooses.
    connectSources: ['https:', 'http://localhost:*'],
    mount: (routes) => {
      routes.get('/config.json', (_req, res) => {
        res.set('Cache-Control', 'no-store').json(options.config);
      });
      routes.get('/favicon.ico', (_req, res) => {
        res.type('svg').sendFile(options.icon);
      });
      routes.use(preferPacked(options.folder));
      routes.use(
        '/assets',
        express.static(join(options.folder, 'assets'), { immutable: true, maxAge: '1y' }),
      );
      routes.use(express.static(options.folder, { maxAge: 0 }));
    },
  });
  return listen(app, { port: options.port, loopbackOnly: true });
}
