/** What wallets and verifiers call: OpenID4VCI, metadata, DID document and status lists; from any page. */
import express, { type Express, type RequestHandler, Router } from 'express';
import { allowCors } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { handleBodyErrors } from './handle-body-errors.ts';
import { serveContexts } from './serve-contexts.ts';
import { serveCredential } from './serve-credential.ts';
import {
  serveDidDocument,
  serveIssuerMetadata,
  serveJwtVcIssuer,
  serveServerMetadata,
} from './serve-metadata.ts';
import { serveNonce } from './serve-nonce.ts';
import { serveOffer } from './serve-offer.ts';
import { serveBitstringList, serveNewerTokenList, serveTokenList } from './serve-status-lists.ts';
import { serveToken } from './serve-token.ts';

/** Largest bodies that are taken. */
const limits = { token: '16kb', credential: '256kb' } as const;

/** `basePath` is the path of the issuer's address, '' for none; metadata stands at the inserted and the appended path. */
export function mountOpenid(app: Express, basePath: string, deps: IssuerDeps, limited: RequestHandler): void {
  const metadata: readonly [string, RequestHandler][] = [
    ['openid-credential-issuer', serveIssuerMetadata(deps)],
    ['oauth-authorization-server', serveServerMetadata(deps)],
    ['jwt-vc-issuer', serveJwtVcIssuer(deps)],
  ];
  for (const [name, serve] of metadata) {
    const paths = new Set([`/.well-known/${name}${basePath}`, `${basePath}/.well-known/${name}`]);
    app
      .route([...paths])
      .all(allowCors)
      .get(serve);
  }
  app
    .route(basePath === '' ? '/.well-known/did.json' : `${basePath}/did.json`)
    .all(allowCors)
    .get(serveDidDocument(deps));

  const router = Router();
  router.use('/contexts', allowCors, serveContexts());
  router.route('/offers/:secret').all(allowCors).get(limited, serveOffer(deps));
  router
    .route('/token')
    .all(allowCors)
    .post(
      limited,
      express.urlencoded({ extended: false, limit: limits.token }),
      serveToken(deps),
      handleBodyErrors('invalid_request'),
    );
  router.route('/nonce').all(allowCors).post(limited, serveNonce(deps));
  router
    .route('/credential')
    .all(allowCors)
    .post(
      limited,
      express.json({ limit: limits.credential }),
      serveCredential(deps),
      handleBodyErrors('invalid_credential_request'),
    );
  router.route('/status/token/:list').all(allowCors).get(serveTokenList(deps));
  router.route('/status/token/:list/refresh').all(allowCors).get(serveNewerTokenList(deps));
  router.route('/status/bitstring/:list/:purpose').all(allowCors).get(serveBitstringList(deps));
  app.use(basePath === '' ? '/' : basePath, router);
}
