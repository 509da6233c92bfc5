/** The issuers of the conformance server: a new did:key for each kind of key, and one issuer for each suite and key. */
import { didKeyFrom, didKeyMethodId } from '../../core/did/index.ts';
import type { Signer } from '../../core/ports.ts';
import {
  type BbsSigner,
  issueBbsBaseProof,
  issueDataIntegrity,
  issueSdBaseProof,
} from '../../core/proof/index.ts';
import { signDocumentJwt } from '../../core/proof/jose/index.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import type { DocumentLoader } from '../../core/verify/index.ts';
import { createBbsSigner } from '../../server/bbs-signer.ts';
import {
  createEphemeralSigner,
  createNodeSigner,
  generatePrivateJwk,
  nodeCrypto,
} from '../../server/node-crypto.ts';

export type IssueRequest = {
  readonly credential: JsonObject;
  /** JSON pointers; for the suites of selective disclosure. */
  readonly mandatoryPointers: readonly string[] | undefined;
  readonly created: Date;
};

export type SuiteIssuer = {
  readonly did: string;
  /** Throws `invalid_request` for what cannot be signed. */
  readonly issue: (request: IssueRequest) => Promise<JsonObject>;
};

type KeyKind = 'ed' | 'p256' | 'p384' | 'bls';

export type Suites = {
  /** By the name in the path. */
  readonly issuers: ReadonlyMap<string, SuiteIssuer>;
  /** By kind of key, for whoever sets up the test suites. */
  readonly dids: Readonly<Record<KeyKind, string>>;
};

type HashingSuite = 'eddsa-rdfc-2022' | 'eddsa-jcs-2022' | 'ecdsa-rdfc-2019' | 'ecdsa-jcs-2019';

const createHashing = (
  cryptosuite: HashingSuite,
  signer: Signer,
  loadDocument: DocumentLoader,
): SuiteIssuer => {
  const did = didKeyFrom(signer.publicJwk);
  return {
    did,
    issue: ({ credential, created }) =>
      issueDataIntegrity(
        { credential, verificationMethod: didKeyMethodId(did), created, cryptosuite },
        { signer, loadDocument, crypto: nodeCrypto },
      ),
  };
};

/** What both suites of selective disclosure ask: pointers only when there are any. */
const baseRequest = (did: string, { credential, created, mandatoryPointers }: IssueRequest) => ({
  credential,
  verificationMethod: didKeyMethodId(did),
  created,
  ...(mandatoryPointers === undefined ? {} : { mandatoryPointers }),
});

const createSd = (signer: Signer, loadDocument: DocumentLoader): SuiteIssuer => {
  const did = didKeyFrom(signer.publicJwk);
  return {
    did,
    issue: (request) =>
      issueSdBaseProof(baseRequest(did, request), {
        signer,
        loadDocument,
        crypto: nodeCrypto,
        randomBytes: nodeCrypto.randomBytes,
        createEphemeralSigner,
      }),
  };
};

const createBbs = (signer: BbsSigner, loadDocument: DocumentLoader): SuiteIssuer => {
  const did = didKeyFrom(signer.publicKey);
  return {
    did,
    issue: (request) =>
      issueBbsBaseProof(baseRequest(did, request), {
        signer,
        loadDocument,
        crypto: nodeCrypto,
        randomBytes: nodeCrypto.randomBytes,
      }),
  };
};

/** VC-JOSE-COSE in the envelope of VCDM 2.0 section 4.13.1. */
const createEnveloping = (signer: Signer): SuiteIssuer => {
  const did = didKeyFrom(signer.publicJwk);
  return {
    did,
    issue: async ({ credential }) => {
      const content = { document: credential, kind: 'credential', keyId: didKeyMethodId(did) } as const;
      return {
        '@context': 'https://www.w3.org/ns/credentials/v2',
        type: 'EnvelopedVerifiableCredential',
        id: `data:application/vc+jwt,${await signDocumentJwt(content, signer)}`,
      };
    },
  };
};

/** New keys, kept nowhere. */
export const createSuites = async (loadDocument: DocumentLoader): Promise<Suites> => {
  const ed = createNodeSigner(generatePrivateJwk('EdDSA'));
  const p256 = createNodeSigner(generatePrivateJwk('ES256'));
  const p384 = createNodeSigner(generatePrivateJwk('ES384'));
  const bls = createBbs(await createBbsSigner(), loadDocument);
  return {
    issuers: new Map([
      ['eddsa-rdfc-2022', createHashing('eddsa-rdfc-2022', ed, loadDocument)],
      ['eddsa-jcs-2022', createHashing('eddsa-jcs-2022', ed, loadDocument)],
      ['ecdsa-rdfc-2019-p256', createHashing('ecdsa-rdfc-2019', p256, loadDocument)],
      ['ecdsa-rdfc-2019-p384', createHashing('ecdsa-rdfc-2019', p384, loadDocument)],
      ['ecdsa-jcs-2019-p256', createHashing('ecdsa-jcs-2019', p256, loadDocument)],
      ['ecdsa-jcs-2019-p384', createHashing('ecdsa-jcs-2019', p384, loadDocument)],
      ['ecdsa-sd-2023-p256', createSd(p256, loadDocument)],
      ['bbs-2023', bls],
      ['vc-jwt', createEnveloping(p256)],
    ]),
    dids: {
      ed: didKeyFrom(ed.publicJwk),
      p256: didKeyFrom(p256.publicJwk),
      p384: didKeyFrom(p384.publicJwk),
      bls: bls.did,
    },
  };
};
