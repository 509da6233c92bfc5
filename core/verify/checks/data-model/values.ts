/** What the rules have in common: URLs, texts, members that may be one or several. */
import { isJsonObject, type JsonObject } from '../../../strict-json.ts';
import { type ModelProblem, type ModelProblems, problem, unless } from './problem.ts';

export const v1Context = 'https://www.w3.org/2018/credentials/v1';
export const v2Context = 'https://www.w3.org/ns/credentials/v2';

const urlForm = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/;

/** An absolute URL (section 4.4): with a scheme, without spaces or letters that no URL has. */
export const isUrl = (value: unknown): value is string =>
  typeof value === 'string' && urlForm.test(value) && URL.canParse(value);

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Every item of a member that may be one, a list, or absent. */
export const each = (
  document: JsonObject,
  name: string,
  check: (item: unknown) => ModelProblems,
): ModelProblems => (name in document ? listOf(document[name]).flatMap(check) : []);

/** `id` is one URL wherever it stands. */
export const checkId = (owner: JsonObject, where: string): ModelProblems =>
  unless(!('id' in owner) || isUrl(owner.id), problem('id_not_url', '4.4', `The id of ${where} is no URL.`));

/** A URL, or an object whose `id` is one. */
export const checkParty = (party: unknown, found: ModelProblem): ModelProblems =>
  unless(isUrl(isJsonObject(party) ? party.id : party), found);

/** Of version 1.1 (its context comes first). */
export const isFirstVersion = (document: JsonObject): boolean =>
  listOf(document['@context'])[0] === v1Context;

/** The URL or the id of an issuer or a holder. */
export const partyId = (party: unknown): unknown => (isJsonObject(party) ? party.id : party);
