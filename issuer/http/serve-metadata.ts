/** The four documents under `/.well-known/` that say who this issuer is and what it gives out. */
import type { RequestHandler } from 'express';
import { createDidDocument } from '../../core/did/index.ts';
import type { IssuerDeps } from '../deps.ts';
import {
  createIssuerMetadata,
  createJwtVcIssuerMetadata,
  createServerMetadata,
} from '../issue/credential-metadata.ts';
import type { IssuerKeys } from '../keys/issuer-keys.ts';
import { listTtlSeconds } from '../status/signing-list.ts';

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

/** Says what is true of the keys at this moment: whoever finds an unknown key on a credential asks here at once. */
const servePresentKeys =
  ({ keys }: Deps, describe: (keys: IssuerKeys) => object): RequestHandler =>
  async (_req, res) => {
    const document = describe(await keys.load());
    res
      .set('Cache-Control', `public, max-age=${listTtlSeconds}`)
      .type('application/json')
      .send(JSON.stringify(document));
  };

/** did:web (W3C CCG), with every key that this issuer signs with, will sign with, or has signed with. */
export const serveDidDocument = (deps: Deps): RequestHandler =>
  servePresentKeys(deps, ({ did, published }) => createDidDocument({ did, keys: published }));

export const serveJwtVcIssuer = (deps: Deps): RequestHandler =>
  servePresentKeys(deps, ({ did, published }) =>
    createJwtVcIssuerMetadata(
      deps.settings,
      published
        .filter(({ publicJwk }) => publicJwk.kty === 'EC')
        .map(({ id, publicJwk }) => ({ kid: `${did}#${id}`, publicJwk })),
    ),
  );
