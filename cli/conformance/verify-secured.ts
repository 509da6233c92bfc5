/** Verifying any W3C credential or presentation, not only a KlusCV: the engine of the services, under one of two policies. */
import { findVerificationMethod, type ProofPurpose, publicJwkOf, resolveDid } from '../../core/did/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { PublicJwk } from '../../core/keys/index.ts';
import type { CryptoPort } from '../../core/ports.ts';
import { type VerifiedProofs, verifyDataIntegrity } from '../../core/proof/index.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import {
  checkCredentialModel,
  checkPresentationModel,
  credentialsIn,
  type DocumentLoader,
  periodOf,
} from '../../core/verify/index.ts';

/**
 * `strict`: every proof holds, one of them by a key of the issuer (in a presentation: of the holder, where one is
 * named), and the credential holds today. `proofOnly`: every proof holds, whoever made it; the product never offers it.
 */
export type Policy = 'strict' | 'proofOnly';

export type Finding = { readonly code: string; readonly message: string };

export type VerifyTools = {
  readonly crypto: CryptoPort;
  readonly loadDocument: DocumentLoader;
  readonly now: Date;
};

/** What a presentation must have been made for; not asked when left out. */
export type Expected = { readonly challenge?: string; readonly domain?: string };

/** Keys that are their own DID: nothing is fetched here. */
const keyFor =
  (purpose: ProofPurpose) =>
  async (verificationMethod: string): Promise<PublicJwk | undefined> => {
    const [did = ''] = verificationMethod.split('#');
    const { didDocument } = await resolveDid(did, {
      allowInsecureLoopback: false,
      fetch: async () => {
        throw new KlusCVError('fetch_refused');
      },
    });
    const method = didDocument && findVerificationMethod(didDocument, verificationMethod, purpose);
    return method ? publicJwkOf(method) : undefined;
  };

const idOf = (party: unknown): unknown => (isJsonObject(party) ? party.id : party);

const isBy = ({ verificationMethods }: VerifiedProofs, did: unknown): boolean =>
  typeof did === 'string' && verificationMethods.some((method) => method.startsWith(`${did}#`));

const checkPeriod = (document: JsonObject, now: Date): readonly Finding[] => {
  const { from, until } = periodOf(document);
  if (from !== undefined && now < from)
    return [{ code: 'not_yet_valid', message: 'The credential is not valid yet.' }];
  if (until !== undefined && until <= now)
    return [{ code: 'expired', message: 'The credential is not valid any more.' }];
  return [];
};

/** What speaks against a credential; empty when nothing does. Never throws for a bad one. */
export const verifyAnyCredential = async (
  document: unknown,
  policy: Policy,
  tools: VerifyTools,
): Promise<readonly Finding[]> => {
  const problems = checkCredentialModel(document);
  if (!isJsonObject(document) || problems.length > 0) return problems;
  const verified = await verifyDataIntegrity(
    { document, expectedPurpose: 'assertionMethod', keyFor: keyFor('assertionMethod'), now: tools.now },
    tools,
  );
  if (!verified.ok) return [verified.error];
  if (policy === 'proofOnly') return [];
  if (!isBy(verified.value, idOf(document.issuer)))
    return [{ code: 'issuer_key_foreign', message: 'No proof is by a key of the issuer.' }];
  return checkPeriod(document, tools.now);
};

/** What speaks against a presentation or any credential in it; empty when nothing does. Never throws for a bad one. */
export const verifyAnyPresentation = async (
  document: unknown,
  expected: Expected,
  policy: Policy,
  tools: VerifyTools,
): Promise<readonly Finding[]> => {
  const problems = checkPresentationModel(document);
  if (!isJsonObject(document) || problems.length > 0) return problems;
  const verified = await verifyDataIntegrity(
    {
      document,
      expectedPurpose: 'authentication',
      ...expected,
      keyFor: keyFor('authentication'),
      now: tools.now,
    },
    tools,
  );
  if (!verified.ok) return [verified.error];
  if (policy === 'strict' && document.holder !== undefined && !isBy(verified.value, idOf(document.holder))) {
    return [{ code: 'holder_key_foreign', message: 'No proof is by a key of the holder.' }];
  }
  const inside = await Promise.all(
    credentialsIn(document).map((credential) => verifyAnyCredential(credential, policy, tools)),
  );
  return inside.flat();
};
