/** Is what is to be signed, or was signed, a document of the data model? The same rules as for every other proof. */
import type { DocumentKind } from '../../../core/proof/jose/index.ts';
import { isJsonObject, type JsonObject } from '../../../core/strict-json.ts';
import {
  checkCredentialModel,
  checkPresentationModel,
  credentialMembers,
  credentialsIn,
  envelopeKindOf,
  parseDataUrl,
} from '../../../core/verify/index.ts';

const envelopeTypes: ReadonlySet<string> = new Set([
  'application/vc+jwt',
  'application/vc+sd-jwt',
  'application/vc+cose',
]);

const presentationMembers: ReadonlySet<string> = new Set([
  '@context',
  'id',
  'type',
  'name',
  'description',
  'holder',
  'verifiableCredential',
  'termsOfUse',
  'proof',
]);

/** Credentials in a presentation are secured, in an envelope (VC-JOSE-COSE 1.0 sections 3.1.2, 3.2.2 and 3.3.2). */
const findUnsecured = (presentation: JsonObject): readonly string[] =>
  credentialsIn(presentation).flatMap((credential) => {
    if (!isJsonObject(credential) || envelopeKindOf(credential) !== 'EnvelopedVerifiableCredential')
      return ['A credential in the presentation is in no envelope.'];
    const inside = parseDataUrl(credential.id);
    return inside !== undefined && envelopeTypes.has(inside.mediaType)
      ? []
      : ['An envelope in the presentation is not of a kind for credentials.'];
  });

/** What speaks against the form of a document; empty when nothing does. */
export const findFormProblems = (document: unknown, kind: DocumentKind): readonly string[] => {
  const problems = kind === 'credential' ? checkCredentialModel(document) : checkPresentationModel(document);
  const unsecured = kind === 'presentation' && isJsonObject(document) ? findUnsecured(document) : [];
  return [...problems.map(({ message }) => message), ...unsecured];
};

/** Members at the top that the data model does not know: to sign them would be to vouch for what nobody understands. */
export const findUnknownMembers = (document: JsonObject, kind: DocumentKind): readonly string[] => {
  const known = kind === 'credential' ? credentialMembers : presentationMembers;
  return Object.keys(document).some((name) => !known.has(name))
    ? ['The document has a member at its top that the data model does not know.']
    : [];
};
