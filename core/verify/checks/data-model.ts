/**
 * Is it written as the data model asks (VCDM 2.0 section 4, VCDM 1.1 section 4)? Form only: whether every term is
 * defined and no protected one redefined, the JSON-LD processor finds out when it signs or verifies.
 * Left out so far: whether the digests of `relatedResource` are right, and enveloped credentials.
 */
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import { parseDateTimeStamp } from '../formats/numeric-date.ts';

/** What is wrong, as sentences about members and never about their values; empty when nothing is. */
export type ModelProblems = readonly string[];

const v1Context = 'https://www.w3.org/2018/credentials/v1';
const v2Context = 'https://www.w3.org/ns/credentials/v2';

const isUrl = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(value) && URL.canParse(value);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The problem, unless the condition holds. */
const unless = (condition: boolean, problem: string): ModelProblems => (condition ? [] : [problem]);

/** Every item of a member that may be one or a list, or absent. */
const each = (document: JsonObject, name: string, check: (item: unknown) => ModelProblems): ModelProblems =>
  name in document ? listOf(document[name]).flatMap(check) : [];

const checkContext = (context: unknown): ModelProblems => {
  if (!Array.isArray(context)) return ['@context is not a list.'];
  const [first, ...more] = context;
  return [
    ...unless(
      first === v1Context || first === v2Context,
      'The first @context is not that of the data model.',
    ),
    ...unless(
      more.every((one) => isUrl(one) || isJsonObject(one)),
      'An @context is no URL and no object.',
    ),
  ];
};

const checkType = (type: unknown, required: string): ModelProblems => {
  const types = listOf(type);
  return unless(types.every(isText) && types.includes(required), `type does not say ${required}.`);
};

/** `id` is one URL wherever it stands. */
const checkId = (owner: JsonObject, where: string): ModelProblems =>
  unless(!('id' in owner) || isUrl(owner.id), `The id of ${where} is no URL.`);

/** A URL, or an object whose `id` is one. */
const checkParty = (party: unknown, where: string): ModelProblems =>
  unless(isUrl(isJsonObject(party) ? party.id : party), `${where} is no URL and no object with one as id.`);

const checkSubject = (subject: unknown): ModelProblems => {
  if (!isJsonObject(subject) || Object.keys(subject).length === 0)
    return ['A credentialSubject says nothing.'];
  return checkId(subject, 'a credentialSubject');
};

const typedMembers = [
  'credentialStatus',
  'termsOfUse',
  'evidence',
  'refreshService',
  'credentialSchema',
  'proof',
];

const checkTyped = (value: unknown, name: string): ModelProblems => {
  if (!isJsonObject(value)) return [`${name} is no object.`];
  const types = listOf(value.type);
  return [
    ...unless(types.length > 0 && types.every(isText), `${name} has no type.`),
    ...unless(name !== 'credentialSchema' || 'id' in value, 'A credentialSchema has no id.'),
    ...checkId(value, name),
  ];
};

const languageMembers: readonly string[] = ['@value', '@language', '@direction'];

/** A text, or a text with its language and direction (section 11.1). */
const isLanguageText = (value: unknown): boolean => {
  if (!isJsonObject(value)) return typeof value === 'string';
  const isKnown = Object.keys(value).every((name) => languageMembers.includes(name));
  return isKnown && Object.values(value).every((part) => typeof part === 'string') && '@value' in value;
};

const checkWords = (owner: JsonObject, where: string): ModelProblems =>
  ['name', 'description'].flatMap((name) =>
    each(owner, name, (value) =>
      unless(isLanguageText(value), `${name} of ${where} is no text in a language.`),
    ),
  );

const checkResources = (document: JsonObject): ModelProblems => {
  const problems = each(document, 'relatedResource', (resource) => {
    if (!isJsonObject(resource) || !isUrl(resource.id)) return ['A relatedResource has no URL as id.'];
    return unless(
      listOf(resource.digestSRI ?? resource.digestMultibase).every(isText),
      'A relatedResource has no digest.',
    );
  });
  const ids = listOf(document.relatedResource ?? []).flatMap((one) => (isJsonObject(one) ? [one.id] : []));
  return [...problems, ...unless(new Set(ids).size === ids.length, 'A relatedResource is named twice.')];
};

/** VCDM 1.1 lets a date go without its offset (XSD dateTime). */
const parseDate = (value: unknown, isFirstVersion: boolean): Date | undefined =>
  parseDateTimeStamp(value) ??
  (isFirstVersion && typeof value === 'string' ? parseDateTimeStamp(`${value}Z`) : undefined);

type Period = { readonly from: Date | undefined; readonly until: Date | undefined };

/** The members that say from when until when, by version. */
const periodMembers = (isFirstVersion: boolean) =>
  isFirstVersion ? (['issuanceDate', 'expirationDate'] as const) : (['validFrom', 'validUntil'] as const);

const hasFirstContext = (document: JsonObject): boolean => listOf(document['@context'])[0] === v1Context;

/** From when until when a credential says that it holds; undefined where it says nothing, or nothing that is a moment. */
export const periodOf = (document: JsonObject): Period => {
  const isFirstVersion = hasFirstContext(document);
  const [from, until] = periodMembers(isFirstVersion).map((name) =>
    parseDate(document[name], isFirstVersion),
  );
  return { from, until };
};

const checkPeriod = (document: JsonObject): ModelProblems => {
  const isFirstVersion = hasFirstContext(document);
  const [begin, end] = periodMembers(isFirstVersion);
  const { from, until } = periodOf(document);
  return [
    ...unless(from !== undefined || !(isFirstVersion || begin in document), `${begin} is no moment.`),
    ...unless(until !== undefined || !(end in document), `${end} is no moment.`),
    ...unless(!from || !until || from <= until, `${end} comes before ${begin}.`),
  ];
};

/** What keeps a document from being a credential of VCDM 2.0 or 1.1, secured or not. Never throws. */
export const checkCredentialModel = (document: unknown): ModelProblems => {
  if (!isJsonObject(document)) return ['The credential is no JSON object.'];
  const { issuer, credentialSubject: subject } = document;
  const isFirstVersion = hasFirstContext(document);
  return [
    ...checkContext(document['@context']),
    ...checkId(document, 'the credential'),
    ...checkType(document.type, 'VerifiableCredential'),
    ...checkParty(issuer, 'issuer'),
    ...unless(listOf(subject).length > 0, 'There is no credentialSubject.'),
    ...listOf(subject).flatMap(checkSubject),
    ...checkPeriod(document),
    ...typedMembers.flatMap((name) => each(document, name, (value) => checkTyped(value, name))),
    ...unless(!Array.isArray(document.proof) || document.proof.length > 0, 'There is no proof in proof.'),
    ...(isFirstVersion ? [] : [...checkWords(document, 'the credential'), ...checkResources(document)]),
    ...(isJsonObject(issuer) && !isFirstVersion ? checkWords(issuer, 'issuer') : []),
  ];
};

/** The credentials in a presentation, none when there are none; anything in their place is given as it is. */
export const credentialsIn = ({ verifiableCredential }: JsonObject): readonly unknown[] =>
  verifiableCredential === undefined ? [] : listOf(verifiableCredential);

/** What keeps a document from being a presentation (VCDM 2.0 section 4.13), the credentials in it included. Never throws. */
export const checkPresentationModel = (document: unknown): ModelProblems => {
  if (!isJsonObject(document)) return ['The presentation is no JSON object.'];
  return [
    ...checkContext(document['@context']),
    ...checkId(document, 'the presentation'),
    ...checkType(document.type, 'VerifiablePresentation'),
    ...('holder' in document ? checkParty(document.holder, 'holder') : []),
    ...each(document, 'proof', (value) => checkTyped(value, 'proof')),
    ...credentialsIn(document).flatMap(checkCredentialModel),
  ];
};
