/**
 * From the signed payload and the disclosures to the claims (RFC 9901 section 7.1, step 3). Own code, since
 * `@sd-jwt/decode` 0.19 lets pass what that step refuses: digests that occur twice, disclosures that no digest
 * points to, reserved and already present names.
 */
import { err, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import type { Problem } from '../problem.ts';
import { type DigestTools, type Disclosure, digestOf, parseDisclosure } from './disclosure.ts';

/** Where a value stands among the claims: names of members and numbers of elements, from 0. */
export type Place = readonly (string | number)[];

export type ProcessedClaims = {
  readonly claims: JsonObject;
  /** Each disclosure with the place of its value, outer before inner. */
  readonly placed: readonly { readonly encoded: string; readonly place: Place }[];
};

export type DisclosureProblem = Problem<'sd_jwt_disclosure' | 'sd_jwt_hash_algorithm'>;

/** A refusal from deep inside the walk; never leaves this file. */
class Refusal extends Error {}

/** Claims that an issuer must sign in the open (SD-JWT VC draft 19 section 2.2.2.2). */
const neverDisclosed: ReadonlySet<string> = new Set([
  'iss',
  'nbf',
  'exp',
  'cnf',
  'vct',
  'vct#integrity',
  'aka_vcts',
  'status',
]);

type Walk = {
  readonly byDigest: ReadonlyMap<string, Disclosure>;
  readonly seenDigests: Set<string>;
  readonly placed: { encoded: string; place: Place }[];
};

const take = (walk: Walk, digest: unknown): Disclosure | undefined => {
  if (typeof digest !== 'string') throw new Refusal('A digest is not a text.');
  if (walk.seenDigests.has(digest)) throw new Refusal('A digest occurs twice.');
  walk.seenDigests.add(digest);
  return walk.byDigest.get(digest);
};

const processList = (walk: Walk, list: readonly unknown[], place: Place): unknown[] => {
  const elements: unknown[] = [];
  for (const element of list) {
    if (!isJsonObject(element) || !('...' in element)) {
      elements.push(processValue(walk, element, place, elements.length));
      continue;
    }
    if (Object.keys(element).length !== 1) throw new Refusal('A digest of an element has members beside it.');
    const disclosure = take(walk, element['...']);
    if (!disclosure) continue;
    if (disclosure.name !== undefined)
      throw new Refusal('A disclosure of a claim stands where an element belongs.');
    walk.placed.push({ encoded: disclosure.encoded, place: [...place, elements.length] });
    elements.push(processValue(walk, disclosure.value, place, elements.length));
  }
  return elements;
};

const processObject = (walk: Walk, object: JsonObject, place: Place): JsonObject => {
  const members = new Map<string, unknown>();
  for (const [name, value] of Object.entries(object)) {
    if (name === '...') throw new Refusal('A digest of an element stands outside a list.');
    if (name !== '_sd') members.set(name, processValue(walk, value, place, name));
  }
  const digests = object._sd ?? [];
  if (!Array.isArray(digests)) throw new Refusal('The member _sd is not a list.');
  for (const digest of digests) {
    const disclosure = take(walk, digest);
    if (!disclosure) continue;
    const { name, value, encoded } = disclosure;
    if (name === undefined) throw new Refusal('A disclosure of an element stands where a claim belongs.');
    if (name === '_sd' || name === '...') throw new Refusal('A disclosure has a reserved name.');
    if (place.length === 0 && (name === '_sd_alg' || neverDisclosed.has(name))) {
      throw new Refusal('A claim that must be signed in the open is in a disclosure.');
    }
    if (members.has(name)) throw new Refusal('A disclosure has the name of a claim that is there already.');
    walk.placed.push({ encoded, place: [...place, name] });
    members.set(name, processValue(walk, value, place, name));
  }
  return Object.fromEntries(members);
};

/** Most values have nothing in them: a place is made for those that have. */
function processValue(walk: Walk, value: unknown, outer: Place, step: string | number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const place = [...outer, step];
  if (Array.isArray(value)) return processList(walk, value, place);
  return isJsonObject(value) ? processObject(walk, value, place) : value;
}

const parseAll = async (
  encoded: readonly string[],
  crypto: DigestTools,
): Promise<Map<string, Disclosure>> => {
  const byDigest = new Map<string, Disclosure>();
  for (const text of encoded) {
    const disclosure = parseDisclosure(text);
    if (!disclosure) throw new Refusal('A disclosure cannot be read.');
    // There may be hundreds: nothing is waited for where the port answers at once.
    byDigest.set(crypto.hashToBase64Url?.('sha256', text) ?? (await digestOf(text, crypto)), disclosure);
  }
  return byDigest;
};

/**
 * The claims that the disclosures open, and where each disclosure's value stands. Refuses every irregularity of
 * RFC 9901 section 7.1; says nothing about the signature.
 */
export const processDisclosures = async (
  payload: JsonObject,
  disclosures: readonly string[],
  crypto: DigestTools,
): Promise<Result<ProcessedClaims, DisclosureProblem>> => {
  if ('_sd_alg' in payload && payload._sd_alg !== 'sha-256') {
    return err({ code: 'sd_jwt_hash_algorithm', message: 'The digests are not SHA-256.' });
  }
  try {
    const walk: Walk = { byDigest: await parseAll(disclosures, crypto), seenDigests: new Set(), placed: [] };
    const { _sd_alg: _, ...claims } = processObject(walk, payload, []);
    if (walk.placed.length !== disclosures.length)
      throw new Refusal('No digest points to a disclosure, or one occurs twice.');
    return ok({ claims, placed: walk.placed });
  } catch (error) {
    if (error instanceof Refusal) return err({ code: 'sd_jwt_disclosure', message: error.message });
    throw error;
  }
};
