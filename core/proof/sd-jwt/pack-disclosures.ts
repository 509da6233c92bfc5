/** From claims to a signed payload and its disclosures (RFC 9901 section 4.2), at the places that are named. */
import { toBase64Url, toUtf8 } from '../../bytes.ts';
import { KlusCVError } from '../../errors.ts';
import type { CryptoPort } from '../../ports.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import { digestOf } from './disclosure.ts';
import type { Place } from './process-disclosures.ts';

type Tools = Pick<CryptoPort, 'sha256' | 'randomBytes'>;

type Packed = {
  /** With digests, and `_sd_alg`. */
  readonly payload: JsonObject;
  /** Encoded, outer before inner. */
  readonly disclosures: readonly string[];
};

const saltLength = 16;
const reserved: ReadonlySet<string> = new Set(['_sd', '...', '_sd_alg']);

const createSalt = ({ randomBytes }: Tools): string => toBase64Url(randomBytes(saltLength));

const encode = (content: readonly unknown[]): string => toBase64Url(toUtf8(JSON.stringify(content)));

/** A digest of nothing (section 4.2.5): as long as any other, and nobody can tell it from one. */
const createDecoy = async ({ sha256, randomBytes }: Tools): Promise<string> =>
  toBase64Url(await sha256(randomBytes(saltLength)));

/** The places below a step, without that step. */
const below = (places: readonly Place[], step: string | number): readonly Place[] =>
  places.flatMap((place) => (place[0] === step && place.length > 1 ? [place.slice(1)] : []));

const assertPlaces = (value: unknown, places: readonly Place[]): void => {
  for (const [step] of places) {
    const exists = Array.isArray(value)
      ? typeof step === 'number' && step in value
      : isJsonObject(value) && typeof step === 'string' && Object.hasOwn(value, step);
    if (!exists)
      throw new KlusCVError('invalid_request', 'There is no claim at a place that is to be disclosed.');
  }
};

type Walk = { readonly disclosures: string[]; readonly decoys: number; readonly tools: Tools };

const packList = async (
  list: readonly unknown[],
  places: readonly Place[],
  walk: Walk,
): Promise<unknown[]> => {
  const packed: unknown[] = [];
  for (const [index, element] of list.entries()) {
    const position = walk.disclosures.length;
    const inner = await pack(element, below(places, index), walk);
    if (!places.some((place) => place.length === 1 && place[0] === index)) {
      packed.push(inner);
      continue;
    }
    const encoded = encode([createSalt(walk.tools), inner]);
    walk.disclosures.splice(position, 0, encoded);
    packed.push({ '...': await digestOf(encoded, walk.tools) });
  }
  return packed;
};

const packObject = async (object: JsonObject, places: readonly Place[], walk: Walk): Promise<JsonObject> => {
  const open: [string, unknown][] = [];
  const digests: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    if (reserved.has(name))
      throw new KlusCVError('invalid_request', 'A claim has a name that SD-JWT keeps for itself.');
    const position = walk.disclosures.length;
    const inner = await pack(value, below(places, name), walk);
    if (!places.some((place) => place.length === 1 && place[0] === name)) {
      open.push([name, inner]);
      continue;
    }
    const encoded = encode([createSalt(walk.tools), name, inner]);
    walk.disclosures.splice(position, 0, encoded);
    digests.push(await digestOf(encoded, walk.tools));
  }
  if (digests.length === 0) return Object.fromEntries(open);
  for (let count = 0; count < walk.decoys; count++) digests.push(await createDecoy(walk.tools));
  // Sorted, so that the order of the claims is not told (section 4.2.4.1).
  return Object.fromEntries([...open, ['_sd', digests.toSorted()]]);
};

async function pack(value: unknown, places: readonly Place[], walk: Walk): Promise<unknown> {
  assertPlaces(value, places);
  if (Array.isArray(value)) return packList(value, places, walk);
  return isJsonObject(value) ? packObject(value, places, walk) : value;
}

/**
 * Replaces the values at these places by digests. A place below another is disclosed by itself, inside the other's
 * disclosure. `decoys` are added to every object that has a digest. Throws `invalid_request` for a place where there is
 * nothing, and for a claim named `_sd`, `...` or `_sd_alg`.
 */
export const packDisclosures = async (
  claims: JsonObject,
  { places, decoys = 0 }: { readonly places: readonly Place[]; readonly decoys?: number },
  tools: Tools,
): Promise<Packed> => {
  const walk: Walk = { disclosures: [], decoys, tools };
  assertPlaces(claims, places);
  const packed = await packObject(claims, places, walk);
  return { payload: { ...packed, _sd_alg: 'sha-256' }, disclosures: walk.disclosures };
};
