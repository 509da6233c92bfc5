/** A credential of VCDM 2.0 or 1.1, secured or not: all rules on its form. */
import { isJsonObject, type JsonObject } from '../../../strict-json.ts';
import { checkContext, checkType } from './context-and-type.ts';
import { checkPeriod } from './period.ts';
import { type ModelProblems, problem, unless } from './problem.ts';
import { checkRelatedResources } from './related-resources.ts';
import { checkTypedMembers } from './typed-members.ts';
import { checkId, checkParty, isFirstVersion, listOf } from './values.ts';
import { checkWords } from './words.ts';

/** Members that the data model itself gives a credential (section 4 and 5), and those of securing mechanisms. */
export const credentialMembers: ReadonlySet<string> = new Set([
  '@context',
  'id',
  'type',
  'name',
  'description',
  'issuer',
  'credentialSubject',
  'validFrom',
  'validUntil',
  'credentialStatus',
  'credentialSchema',
  'refreshService',
  'termsOfUse',
  'evidence',
  'relatedResource',
  'confidenceMethod',
  'renderMethod',
  'proof',
]);

const checkSubject = (subject: unknown): ModelProblems => {
  if (!isJsonObject(subject) || Object.keys(subject).length === 0)
    return [problem('subject_empty', '4.8', 'A credentialSubject says nothing.')];
  return checkId(subject, 'a credentialSubject');
};

const checkSubjects = ({ credentialSubject: subject }: JsonObject): ModelProblems =>
  subject === undefined || listOf(subject).length === 0
    ? [problem('subject_missing', '4.8', 'There is no credentialSubject.')]
    : listOf(subject).flatMap(checkSubject);

/** What keeps a document from being a credential of VCDM 2.0 or 1.1, secured or not; empty when nothing does. Never throws. */
export const checkCredentialModel = (document: unknown): ModelProblems => {
  if (!isJsonObject(document)) return [problem('not_an_object', '4.2', 'The credential is no JSON object.')];
  const { issuer } = document;
  const isFirst = isFirstVersion(document);
  return [
    ...checkContext(document['@context']),
    ...checkId(document, 'the credential'),
    ...checkType(document.type, 'VerifiableCredential'),
    ...checkParty(issuer, problem('issuer_form', '4.7', 'issuer is no URL and no object with one as id.')),
    ...checkSubjects(document),
    ...checkPeriod(document),
    ...checkTypedMembers(document),
    ...(isFirst ? [] : [...checkWords(document, 'the credential'), ...checkRelatedResources(document)]),
    ...(isJsonObject(issuer) && !isFirst ? checkWords(issuer, 'issuer') : []),
    ...unless(
      !('holder' in document && 'verifiableCredential' in document),
      problem('credential_form', '4.2', 'This is a presentation in place of a credential.'),
    ),
  ];
};
