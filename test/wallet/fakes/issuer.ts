/** A small issuer, written by hand from OpenID4VCI 1.0, that a test can make lie at one point. */
import { decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import {
  createCredential,
  createJwtCredential,
  mandatoryPointersOf,
  type PartialClaims,
} from '../../../core/credential/index.ts';
import { createDidDocument, didWebFrom } from '../../../core/did/index.ts';
import { createCertificateChain } from '../../../core/keys/certificates.ts';
import { publicJwkFrom } from '../../../core/keys/index.ts';
import { PublicJwk } from '../../../core/keys/jwk.ts';
import { publicJwkFromMultikey } from '../../../core/keys/multikey.ts';
import {
  issueDataIntegrity,
  issueJwtCredential,
  issueSdBaseProof,
  issueSdJwt,
} from '../../../core/proof/index.ts';
import type { Platform } from '../../../core/trust/index.ts';
import {
  createNodeSigner,
  generateKeyPairs,
  generatePrivateJwk,
  nodeCrypto,
} from '../../../server/node-crypto.ts';
import { type Answer, form, type Handler } from './network.ts';
import { now } from './wallet.ts';

const vct = 'https://kluscv.nl/vct/v1';
const validUntil = new Date('2031-11-14T00:00:00Z');
const preAuthorized = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

export const sampleClaims: PartialClaims = {
  name: 'Samira de Vries',
  nameBasis: 'identity_document',
  platform: 'Poetsmaat',
  gigsCompleted: 214,
  firstGigDate: '2023-03-03',
  lastGigDate: '2026-11-10',
  asOf: '2026-11-10',
  hoursWorked: 702,
  clientCount: 38,
  rating: { ratingValue: 4.71, worstRating: 1, bestRating: 5, ratingCount: 163 },
};

export type Lies = {
  metadataIssuer?: string;
  iss?: string;
  /** The DID that a JWT says it is of, in place of the one that signs it. */
  jwtIss?: string;
  jwtSub?: string;
  jwtExp?: number;
  /** Claims of a credential that can be shown in part, put in after it was signed. */
  changedAfterwards?: PartialClaims;
  holderJwk?: PublicJwk;
  signWithOtherKey?: boolean;
  staleNonces?: number;
  identifiers?: string[];
};

export type FakeIssuer = {
  url: string;
  handler: Handler;
  platform: Platform;
  offerLink: (way: 'value' | 'reference') => string;
  lies: Lies;
  /** What the issuer was asked, as it saw it. */
  seen: {
    tokens: URLSearchParams[];
    credentials: Record<string, unknown>[];
    proofHeaders: Record<string, unknown>[];
  };
};

export async function createFakeIssuer(options: {
  url: string;
  configurations?: string[];
  txCode?: string;
  claims?: PartialClaims;
}): Promise<FakeIssuer> {
  const { url, txCode, claims = sampleClaims } = options;
  const did = didWebFrom(url);
  const keys = generateKeyPairs();
  const chain = await createCertificateChain(
    {
      root: { commonName: 'Root', privateJwk: generatePrivateJwk('ES256') },
      leaf: {
        commonName: 'Poetsmaat',
        publicJwk: publicJwkFrom(keys.p256),
        dnsNames: [new URL(url).hostname],
      },
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2030-01-01T00:00:00Z'),
    },
    nodeCrypto,
  );
  const lies: Lies = {};
  const seen: FakeIssuer['seen'] = { tokens: [], credentials: [], proofHeaders: [] };
  const nonces = new Set<string>();
  const offer = {
    credential_issuer: url,
    credential_configuration_ids: options.configurations ?? ['kluscv-sd-jwt', 'kluscv-ldp'],
    grants: {
      [preAuthorized]: {
        'pre-authorized_code': 'code-1',
        ...(txCode === undefined ? {} : { tx_code: { input_mode: 'numeric', length: txCode.length } }),
      },
    },
  };
  const signJwt = (holderDid: string): Promise<string> => {
    const signing = { claims, validFrom: now, validUntil, issuedAt: now };
    const payload = createJwtCredential({ ...signing, issuer: did, subjectId: lies.jwtSub ?? holderDid });
    const key = lies.signWithOtherKey ? generatePrivateJwk('ES256') : keys.p256;
    const lied = {
      ...(lies.jwtIss === undefined ? {} : { iss: lies.jwtIss }),
      ...(lies.jwtExp === undefined ? {} : { exp: lies.jwtExp }),
    };
    return issueJwtCredential(
      { payload: { ...payload, ...lied }, verificationMethod: `${did}#p256` },
      createNodeSigner(key),
    );
  };
  const signSd = async (holderDid: string): Promise<object> => {
    const { loadDocument } = await import('../../../contexts/index.ts');
    const signing = { claims, validFrom: now, validUntil };
    const credential = createCredential({ ...signing, issuer: did, subjectId: holderDid });
    const key = lies.signWithOtherKey ? generatePrivateJwk('ES256') : keys.p256;
    const signed = await issueSdBaseProof(
      {
        credential,
        verificationMethod: `${did}#p256-multikey`,
        created: now,
        mandatoryPointers: mandatoryPointersOf(credential),
      },
      {
        signer: createNodeSigner(key),
        loadDocument,
        randomBytes: nodeCrypto.randomBytes,
        createEphemeralSigner: () => createNodeSigner(generatePrivateJwk('ES256')),
      },
    );
    return lies.changedAfterwards === undefined
      ? signed
      : { ...signed, credentialSubject: { ...credential.credentialSubject, ...lies.changedAfterwards } };
  };
  const sign = (holder: { jwk?: PublicJwk; did?: string }): Promise<string | object> => {
    const signing = { claims, validFrom: now, validUntil, issuedAt: now };
    if (holder.did !== undefined) {
      const credential = createCredential({ ...signing, issuer: did, subjectId: holder.did });
      const key = lies.signWithOtherKey ? generatePrivateJwk('EdDSA') : keys.ed25519;
      return import('../../../contexts/index.ts').then(({ loadDocument }) =>
        issueDataIntegrity(
          { credential: { ...credential }, verificationMethod: `${did}#ed25519`, created: now },
          { signer: createNodeSigner(key), loadDocument },
        ),
      );
    }
    const key = lies.signWithOtherKey ? generatePrivateJwk('ES256') : keys.p256;
    const holderJwk = lies.holderJwk ?? holder.jwk;
    return issueSdJwt(
      {
        ...signing,
        issuerUrl: lies.iss ?? url,
        vct,
        x5c: [...chain.x5c],
        ...(holderJwk ? { holderJwk } : {}),
      },
      { signer: createNodeSigner(key), crypto: nodeCrypto },
    );
  };
  const issue = async (body: Record<string, unknown>): Promise<Answer> => {
    seen.credentials.push(body);
    const { jwt } = body.proofs as { jwt: string[] };
    const proof = jwt[0] ?? '';
    const header = decodeProtectedHeader(proof);
    seen.proofHeaders.push({ ...header });
    const didKey = header.kid?.split('#')[0];
    const jwk = didKey === undefined ? PublicJwk.parse(header.jwk) : publicJwkFromMultikey(didKey.slice(8));
    const key = await importJWK(jwk as JWK, 'ES256');
    const { payload } = await jwtVerify(proof, key, {
      audience: url,
      typ: 'openid4vci-proof+jwt',
      currentDate: now,
    });
    if ((lies.staleNonces ?? 0) > 0) {
      lies.staleNonces = (lies.staleNonces ?? 0) - 1;
      return { status: 400, body: { error: 'invalid_nonce' } };
    }
    if (!nonces.delete(String(payload.nonce))) return { status: 400, body: { error: 'invalid_nonce' } };
    const credential =
      didKey !== undefined && body.credential_configuration_id === 'kluscv-jwt'
        ? await signJwt(didKey)
        : didKey !== undefined && body.credential_configuration_id === 'kluscv-ldp-sd'
          ? await signSd(didKey)
          : await sign(didKey === undefined ? { jwk: PublicJwk.parse(header.jwk) } : { did: didKey });
    return { status: 200, body: { credentials: [{ credential }] } };
  };
  const handler: Handler = async ({ path, method, body, headers }) => {
    switch (`${method ?? 'GET'} ${path}`) {
      case 'GET /offers/one':
        return { status: 200, body: offer };
      case 'GET /.well-known/openid-credential-issuer':
        return {
          status: 200,
          body: {
            credential_issuer: lies.metadataIssuer ?? url,
            credential_endpoint: `${url}/credential`,
            nonce_endpoint: `${url}/nonce`,
            credential_configurations_supported: configurationsSupported,
          },
        };
      case 'GET /.well-known/oauth-authorization-server':
        return { status: 200, body: { issuer: url, token_endpoint: `${url}/token` } };
      case 'GET /.well-known/did.json':
        return {
          status: 200,
          body: createDidDocument({
            did,
            keys: [
              { id: 'ed25519', publicJwk: publicJwkFrom(keys.ed25519) },
              { id: 'p256', publicJwk: publicJwkFrom(keys.p256) },
            ],
          }),
        };
      case 'POST /token': {
        const sent = form(body);
        seen.tokens.push(sent);
        if (txCode !== undefined && sent.get('tx_code') !== txCode) {
          return { status: 400, body: { error: 'invalid_grant' } };
        }
        const identifiers = lies.identifiers && [
          {
            type: 'openid_credential',
            credential_configuration_id: 'kluscv-sd-jwt',
            credential_identifiers: lies.identifiers,
          },
        ];
        return {
          status: 200,
          body: {
            access_token: 'token-1',
            token_type: 'Bearer',
            ...(identifiers ? { authorization_details: identifiers } : {}),
          },
        };
      }
      case 'POST /nonce': {
        const nonce = `nonce-${nonces.size}-${seen.credentials.length}`;
        nonces.add(nonce);
        return { status: 200, body: { c_nonce: nonce } };
      }
      case 'POST /credential':
        if (headers?.authorization !== 'Bearer token-1') return { status: 401, body: {} };
        return issue(JSON.parse(body ?? '{}'));
      default:
        return { status: 404, body: {} };
    }
  };
  return {
    url,
    handler,
    lies,
    seen,
    platform: {
      name: 'Poetsmaat',
      kvkNumber: '00000001',
      url,
      did,
      otherDids: [],
      certificateAnchors: [chain.anchor],
      from: '2026-01-01',
    },
    offerLink: (way) =>
      `openid-credential-offer://?${new URLSearchParams(
        way === 'value'
          ? { credential_offer: JSON.stringify(offer) }
          : { credential_offer_uri: `${url}/offers/one` },
      )}`,
  };
}

const proofTypes = { jwt: { proof_signing_alg_values_supported: ['ES256'] } };
const configurationsSupported = {
  'kluscv-sd-jwt': {
    format: 'dc+sd-jwt',
    vct,
    cryptographic_binding_methods_supported: ['jwk'],
    proof_types_supported: proofTypes,
  },
  'kluscv-ldp': {
    format: 'ldp_vc',
    credential_definition: {
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
      type: ['VerifiableCredential', 'KlusCVCredential'],
    },
    cryptographic_binding_methods_supported: ['did:jwk', 'did:key'],
    proof_types_supported: proofTypes,
  },
  'kluscv-ldp-sd': {
    format: 'ldp_vc',
    credential_definition: {
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
      type: ['VerifiableCredential', 'KlusCVCredential'],
    },
    cryptographic_binding_methods_supported: ['did:jwk', 'did:key'],
    proof_types_supported: proofTypes,
    credential_signing_alg_values_supported: ['ecdsa-sd-2023'],
  },
  'kluscv-jwt': {
    format: 'jwt_vc_json',
    credential_definition: { type: ['VerifiableCredential', 'KlusCVCredential'] },
    cryptographic_binding_methods_supported: ['did:jwk', 'did:key'],
    proof_types_supported: proofTypes,
  },
  'other-mdoc': { format: 'mso_mdoc', doctype: 'org.example.other' },
};
