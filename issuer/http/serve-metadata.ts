/** The four documents under `/.well-known/` that say who this issuer is and what it gives out. */
import type { RequestHandler } from 'express';
import { createDidDocument } from '../../core/did/index.ts';
import type { IssuerDeps } from '../deps.ts';
import {
  createIssuerMetadata,
  createJwtVcIssuerMetadata,
  createServerMetadata,
} from '../issue/credential-metadata.ts';

type Deps = Pick<IssuerDeps, 'settings' | 'keys'>;

const serveJson = (document: object, mediaType = 'application/json'): RequestHandler => {
  const text = JSON.stringify(document);
  return (_req, res) => {
    res.set('Cache-Control', 'public, max-age=60').type(mediaType).send(text);
  };
};

export const serveIssuerMetadata = ({ settings }: Deps): RequestHandler =>
  serveJson(createIssuerMetadata(settings));

export const serveServerMetadata = ({ settings }: Deps): RequestHandler =>
  serveJson(createServerMetadata(settings));

/** did:web (W3C CCG), with every key that this issuer signs with. */
export const serveDidDocument = ({ keys }: Deps): RequestHandler =>
  serveJson(
    createDidDocument({
      did: keys.did,
      keys: [keys.p256, keys.ed25519].map(({ verificationMethod, signer }) => ({
        id: verificationMethod.slice(verificationMethod.indexOf('#') + 1),
        publicJwk: signer.publicJwk,
      })),
    }),
  );

export const serveJwtVcIssuer = ({ settings, keys }: Deps): RequestHandler =>
  serveJson(
    createJwtVcIssuerMetadata(settings, [
      { kid: keys.p256.verificationMethod, publicJwk: keys.p256.signer.publicJwk },
    ]),
  );
