/** Verifying any W3C credential or presentation, not only a KlusCV: the engine of the services, under one of two policies. */
import type { CryptoPort } from '../../core/ports.ts';
import { allCryptosuites, type VerifiedProofs, verifyDataIntegrity } from '../../core/proof/index.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import {
  checkCredentialModel,
  checkEnvelope,
  checkHolderClaims,
  checkPresentationModel,
  checkTerms,
  credentialsIn,
  type DocumentLoader,
  envelopeKindOf,
  partyId,
  periodOf,
} from '../../core/verify/index.ts';
import { checkSchemas, type SchemaLoader } from './check-schemas.ts';
import { keyFor } from './did-keys.ts';
import type { Findings } from './finding.ts';
import { openEnvelope } from './open-envelope.ts';
import { checkBitstringStatus, type ListLoader } from './status-list.ts';

/**
 * `strict`: every proof holds, one of them by a key of the issuer (in a presentation: of the holder, where one is
 * named), the credential holds today, is not withdrawn and is as its schemas say. `proofOnly`: every proof holds, whoever made it; the product
 * never offers it.
 */
export type Policy = 'strict' | 'proofOnly';

export type VerifyTools = {
  readonly crypto: CryptoPort;
  readonly loadDocument: DocumentLoader;
  readonly loadStatusList: ListLoader;
  readonly loadSchema: SchemaLoader;
  readonly now: Date;
};

/** What a document must have been made for; not asked when left out. */
export type Expected = {
  readonly challenge?: string;
  readonly domain?: string | readonly string[];
  readonly purpose?: 'assertionMethod' | 'authentication';
};

const skewMilliseconds = 60_000;

const isBy = ({ verificationMethods }: Pick<VerifiedProofs, 'verificationMethods'>, did: unknown): boolean =>
  typeof did === 'string' && verificationMethods.some((method) => method.startsWith(`${did}#`));

const checkPeriod = (document: JsonObject, now: Date): Findings => {
  const { from, until } = periodOf(document);
  if (from !== undefined && now.getTime() + skewMilliseconds < from.getTime())
    return [{ code: 'not_yet_valid', message: 'The credential is not valid yet.' }];
  if (until !== undefined && until <= now)
    return [{ code: 'expired', message: 'The credential is not valid any more.' }];
  return [];
};

/** Today, status and schemas: asked strictly alone, and only of what is known to be signed by its issuer. */
const checkStanding = async (document: JsonObject, tools: VerifyTools): Promise<Findings> => {
  const verify = (other: unknown): Promise<Findings> => verifyAnyCredential(other, 'strict', tools);
  return [
    ...checkPeriod(document, tools.now),
    ...(await checkBitstringStatus(document, partyId(document.issuer), tools.loadStatusList, verify)),
    ...(await checkSchemas(document, tools.loadSchema, verify)),
  ];
};

const findFormProblems = async (document: unknown, { loadDocument }: VerifyTools): Promise<Findings> => {
  const problems = checkCredentialModel(document);
  if (problems.length > 0 || !isJsonObject(document)) return problems;
  return checkTerms(document, loadDocument);
};

const verifyEnveloped = async (
  envelope: JsonObject,
  policy: Policy,
  tools: VerifyTools,
): Promise<Findings> => {
  const problems = checkEnvelope(envelope, 'EnvelopedVerifiableCredential');
  if (problems.length > 0) return problems;
  const opened = await openEnvelope(envelope.id, 'credential', tools.crypto);
  if (!opened.ok) return [opened.error];
  const { document, signer } = opened.value;
  const wrong = await findFormProblems(document, tools);
  if (wrong.length > 0 || policy === 'proofOnly') return wrong;
  if (partyId(document.issuer) !== signer)
    return [{ code: 'issuer_key_foreign', message: 'The envelope is not signed by a key of the issuer.' }];
  return checkStanding(document, tools);
};

/** What speaks against a credential, enveloped or with a proof; empty when nothing does. Never throws for a bad one. */
export const verifyAnyCredential = async (
  document: unknown,
  policy: Policy,
  tools: VerifyTools,
  { purpose = 'assertionMethod', ...expected }: Expected = {},
): Promise<Findings> => {
  if (isJsonObject(document) && envelopeKindOf(document) !== undefined)
    return verifyEnveloped(document, policy, tools);
  const problems = await findFormProblems(document, tools);
  if (!isJsonObject(document) || problems.length > 0) return problems;
  const verified = await verifyDataIntegrity(
    {
      document,
      expectedPurpose: purpose,
      ...expected,
      keyFor: keyFor(purpose),
      now: tools.now,
      accepted: allCryptosuites,
    },
    tools,
  );
  if (!verified.ok) return [verified.error];
  if (policy === 'proofOnly') return [];
  if (!isBy(verified.value, partyId(document.issuer)))
    return [{ code: 'issuer_key_foreign', message: 'No proof is by a key of the issuer.' }];
  return checkStanding(document, tools);
};

/**
 * The credentials in a presentation that was verified. What a holder says of itself without a proof of its own is secured
 * by that of the presentation (VCDM 2.0 section 4.13.4).
 */
const verifyInside = async (
  presentation: JsonObject,
  provers: Pick<VerifiedProofs, 'verificationMethods'>,
  policy: Policy,
  tools: VerifyTools,
): Promise<Findings> => {
  const holder = partyId(presentation.holder);
  const isSelfAsserted = (credential: unknown): credential is JsonObject =>
    isJsonObject(credential) &&
    envelopeKindOf(credential) === undefined &&
    !('proof' in credential) &&
    holder !== undefined &&
    partyId(credential.issuer) === holder &&
    isBy(provers, holder);
  const inside = await Promise.all(
    credentialsIn(presentation).map(async (credential) =>
      isSelfAsserted(credential)
        ? checkPeriod(credential, tools.now)
        : verifyAnyCredential(credential, policy, tools),
    ),
  );
  return inside.flat();
};

const isAsked = (expected: string | readonly string[] | undefined, said: unknown): boolean => {
  if (expected === undefined) return true;
  const wanted = typeof expected === 'string' ? [expected] : expected;
  const named: readonly unknown[] = Array.isArray(said) ? said : [said];
  return wanted.every((one) => named.includes(one));
};

const verifyEnvelopedPresentation = async (
  envelope: JsonObject,
  { challenge, domain }: Expected,
  policy: Policy,
  tools: VerifyTools,
): Promise<Findings> => {
  const problems = checkEnvelope(envelope, 'EnvelopedVerifiablePresentation');
  if (problems.length > 0) return problems;
  const opened = await openEnvelope(envelope.id, 'presentation', tools.crypto);
  if (!opened.ok) return [opened.error];
  const { document, signer, nonce, audience } = opened.value;
  const wrong = checkPresentationModel(document);
  if (wrong.length > 0) return wrong;
  if (challenge !== undefined && nonce !== challenge)
    return [{ code: 'proof_challenge', message: 'The presentation does not answer this request.' }];
  if (!isAsked(domain, audience))
    return [{ code: 'proof_domain', message: 'The presentation was made for somebody else.' }];
  const holder = partyId(document.holder);
  if (policy === 'strict' && holder !== undefined && holder !== signer)
    return [
      { code: 'holder_key_foreign', message: 'The presentation is not signed by a key of the holder.' },
    ];
  return verifyInside(document, { verificationMethods: [`${signer}#`] }, policy, tools);
};

/** What speaks against a presentation or any credential in it; empty when nothing does. Never throws for a bad one. */
export const verifyAnyPresentation = async (
  document: unknown,
  { purpose = 'authentication', ...expected }: Expected,
  policy: Policy,
  tools: VerifyTools,
): Promise<Findings> => {
  if (isJsonObject(document) && envelopeKindOf(document) !== undefined)
    return verifyEnvelopedPresentation(document, expected, policy, tools);
  const problems = checkPresentationModel(document);
  if (!isJsonObject(document) || problems.length > 0) return problems;
  const terms = await checkTerms(document, tools.loadDocument);
  if (terms.length > 0) return terms;
  const verified = await verifyDataIntegrity(
    {
      document,
      expectedPurpose: purpose,
      ...expected,
      keyFor: keyFor(purpose),
      now: tools.now,
      accepted: allCryptosuites,
    },
    tools,
  );
  if (!verified.ok) return [verified.error];
  const holder = partyId(document.holder);
  if (policy === 'strict' && holder !== undefined && !isBy(verified.value, holder)) {
    return [{ code: 'holder_key_foreign', message: 'No proof is by a key of the holder.' }];
  }
  const claims = checkHolderClaims(document);
  return claims.length > 0 ? claims : verifyInside(document, verified.value, policy, tools);
};
