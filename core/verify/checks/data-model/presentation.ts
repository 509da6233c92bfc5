/** A presentation of VCDM 2.0 (section 4.13), with what is in it. */
import { isJsonObject, type JsonObject } from '../../../strict-json.ts';
import { checkContext, checkType } from './context-and-type.ts';
import { checkCredentialModel } from './credential.ts';
import { checkEnvelope, envelopeKindOf } from './envelope.ts';
import { type ModelProblems, problem, unless } from './problem.ts';
import { checkTypedMembers } from './typed-members.ts';
import { checkId, checkParty, listOf, partyId } from './values.ts';

/** The credentials in a presentation, none when there are none; anything in their place is given as it is. */
export const credentialsIn = ({ verifiableCredential }: JsonObject): readonly unknown[] =>
  verifiableCredential === undefined ? [] : listOf(verifiableCredential);

const checkInside = (credential: unknown): ModelProblems =>
  envelopeKindOf(credential) === 'EnvelopedVerifiableCredential'
    ? checkEnvelope(credential, 'EnvelopedVerifiableCredential')
    : checkCredentialModel(credential);

/** What keeps a document from being a presentation, the credentials in it included. Never throws. */
export const checkPresentationModel = (document: unknown): ModelProblems => {
  if (!isJsonObject(document))
    return [problem('not_an_object', '4.13', 'The presentation is no JSON object.')];
  return [
    ...checkContext(document['@context']),
    ...checkId(document, 'the presentation'),
    ...checkType(document.type, 'VerifiablePresentation'),
    ...('holder' in document
      ? checkParty(
          document.holder,
          problem('holder_form', '4.13', 'holder is no URL and no object with one as id.'),
        )
      : []),
    ...checkTypedMembers(document, ['proof', 'termsOfUse']),
    ...credentialsIn(document).flatMap(checkInside),
  ];
};

/** The DIDs that the proofs of a document say that they are by; nothing is verified. */
const provers = (document: JsonObject): readonly string[] =>
  listOf(document.proof ?? []).flatMap((proof) =>
    isJsonObject(proof) && typeof proof.verificationMethod === 'string'
      ? [proof.verificationMethod.split('#')[0] ?? '']
      : [],
  );

/**
 * Claims that a presenter makes itself (section 4.13.4): a credential that only the proof of the presentation secures, and
 * whose issuer is who made that proof, must be issued by the holder, and the presentation must name that holder. A credential
 * with a proof of its own is no such claim: it stands by itself, whoever shows it.
 */
export const checkHolderClaims = (presentation: JsonObject): ModelProblems => {
  const presenters: readonly unknown[] = provers(presentation);
  const holder = partyId(presentation.holder);
  const found = problem(
    'holder_not_issuer',
    '4.13.4',
    'A credential that the presenter made itself is not issued by the holder whom the presentation names.',
  );
  return credentialsIn(presentation).flatMap((credential) => {
    if (!isJsonObject(credential) || envelopeKindOf(credential) !== undefined || 'proof' in credential)
      return [];
    const issuer = partyId(credential.issuer);
    return unless(!presenters.includes(issuer) || holder === issuer, found);
  });
};
