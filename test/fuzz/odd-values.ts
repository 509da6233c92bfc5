/** Values that parsers trip over. */
import type { Random } from './random.ts';

// biome-ignore format: rows of odd things
export const oddNames: readonly string[] = [
  '', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '@id', '@type', '@context', '@value', '@list', '@graph', '@reverse', '@included', '@nest', '@vocab', '@base', 'id', 'type', 'proof', 'issuer', 'name', 'credentialSubject', 'verifiableCredential', 'credentialStatus', 'validUntil', 'status', '_sd', '_sd_alg', '...', 'exp', 'nbf', 'iat', 'iss', 'vct', 'cnf', 'crit', 'alg', 'kid', 'jwk', 'x5c', 'b64', 'gigsCompleted', 'rating',
];

// biome-ignore format: rows of odd things
const oddNumbers: readonly number[] = [
  0, -0, 1, -1, 0.5, 1e-7, 5e-324, 1e21, 1e308, -1e308, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 53 + 2, 253402300800, 1e15 + 0.3,
];

// biome-ignore format: rows of odd things
const oddStrings: readonly string[] = [
  '', ' ', '0', '-1', '1e3', 'null', 'true', '\u0000', '\ud800', '\udfff', '\ufffd', '\ufeff', '\u202eabc', 'e\u0301', 'é', 'ﬁ', '😀', 'İ', '١٢٣', '../', '//', 'https://', 'https://poetsmaat.example', 'https://poetsmaat.example/', 'HTTPS://POETSMAAT.EXAMPLE', 'https://poetsmaat.example@vreemd.example/', 'https://poetsmaat.example.vreemd.example/', 'http://[', 'did:', 'did:web:', 'did:web:poetsmaat.example', 'did:web:poetsmaat.example#', 'did:web:vreemd.example', 'did:web:%00', 'did:key:z6Mk', 'did:jwk:e30', 'did:jwk:', 'data:,', 'urn:x', '_:b0', '#', 'none', 'ES256', 'EdDSA', 'HS256', 'eddsa-rdfc-2022', 'ecdsa-rdfc-2019', 'eddsa-jcs-2022', 'DataIntegrityProof', 'VerifiableCredential', 'https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1', '2026-11-14', '2026-11-14T00:00:00Z', '2026-11-14T00:00:00', '2026-02-30T00:00:00Z', '+275760-09-13T00:00:00Z', '9999-12-31T23:59:60Z', 'z', 'u', 'zz', 'a'.repeat(5_000), 'uH4sIAAAAAAAAA',
];

/** The number just beside this one: what a sloppy comparison takes for the same. */
const beside = (number: number): number => number + Math.abs(number || 1) * Number.EPSILON;

export const tweakNumber = (number: number, random: Random): number =>
  random.pick([
    ...oddNumbers,
    beside(number),
    number + 1,
    number - 1,
    -number,
    number * 10,
    number + 0.01,
    Math.trunc(number),
  ]);

export const tweakString = (text: string, random: Random): string => {
  const at = random.below(text.length + 1);
  const letter = text.charAt(random.below(text.length));
  // Most texts are keys, signatures and certificates: another letter that may stand there goes deepest.
  if (random.chance(0.5)) return text.slice(0, at) + letter + text.slice(at + 1);
  return random.pick([
    text.slice(0, at) + random.pick(oddStrings) + text.slice(at),
    text.slice(0, at) + text.slice(at + 1),
    text.toUpperCase(),
    text.toLowerCase(),
    text.normalize('NFD'),
    text.normalize('NFKC'),
    ` ${text}`,
    `${text} `,
    `${text}/`,
    `${text}#`,
    text + text,
    text.replaceAll('\ufffd', '\ud800'),
  ]);
};

/** @param depth how deep objects in objects go */
export const oddValue = (random: Random, depth = 2): unknown => {
  const kind = random.below(depth > 0 ? 8 : 5);
  if (kind < 2) return random.pick(oddStrings);
  if (kind === 2) return random.pick(oddNumbers);
  if (kind < 5) return random.pick<unknown>([null, true, false, [], {}]);
  if (kind === 5) return [oddValue(random, depth - 1), oddValue(random, depth - 1)];
  if (kind === 6) return Object.fromEntries([[random.pick(oddNames), oddValue(random, depth - 1)]]);
  return nested(random.pick([10, 31, 33, 500]), random.chance(0.5));
};

const nested = (levels: number, inLists: boolean): unknown => {
  let value: unknown = 0;
  for (let level = 0; level < levels; level++) value = inLists ? [value] : { type: value };
  return value;
};
