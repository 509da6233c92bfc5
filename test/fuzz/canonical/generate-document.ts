/** Documents out of the names of the pinned contexts, and a KlusCV with any choice of claims. */
import example from '../../../contexts/kluscv/v1.example.json' with { type: 'json' };
import { oddNames, oddValue, tweakNumber, tweakString } from '../odd-values.ts';
import type { Random } from '../random.ts';
import { baseDocuments, type Document } from './base-documents.ts';
import { allNames, namesByContext, pinnedUrls } from './term-names.ts';

// biome-ignore format: rows of values
const texts: readonly string[] = [
  'plain', 'É è 😀', 'two\nlines', 'tab\tand "quotes"', 'back\\slash', 'a\rb', '\u007f', '\u0085', '\u2028', '\u0000', '\b\f', '\ud83d', '\udc00x', '', ' ', '<b>', '{x}', '@id', '@none', '@type', '_:b0', '_:c14n0', '2026-11-14', '2026-11', '2026', '2026-11-14T12:00:00Z', '4.70', 'true', 'nl', 'zQm123', 'assertionMethod', 'authentication', 'keyAgreement',
];
// biome-ignore format: rows of values
const iris: readonly string[] = [
  'did:example:a', 'did:web:a.example#k', 'https://a.example/', 'https://a.example/?q=1&r=[2]#f', 'urn:uuid:1', 'mailto:a@b', 'HTTP://A', 'a:', 'a:b', 'a:b c', 'a:<b>', 'a:é', 'a:`', 'a:|', 'a:\\', 'a:"', 'a:{', 'a:^', 'a,b:c', '1:b', ':b', '_:x', '#f', '/p', 'rel', '', 'cred:x', 'sec:proof', 'xsd:date', 'id:x', 'name:x', 'https:x', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type', 'https://schema.org/name', 'data:,\u00a0', 'a:\u2028',
];
// biome-ignore format: rows of values
const numbers: readonly number[] = [
  0, 1, -1, 5, 214, 702.25, 4.7, 0.1, -0.5, -0, 1e21, 1e20, 123456789012345680000, 2 ** 53, 2 ** 53 - 1, 1e-7, 1.5e-7, 0.000001, 1e300, 5e-324, 100.10, 1.0000000000000002, 9007199254740991, 0.1 + 0.2, 1 / 3, 12345678.9,
];

const some = <T>(list: readonly T[], most: number, random: Random): T[] =>
  Array.from({ length: random.below(most + 1) }, () => random.pick(list));

const scalar = (names: readonly string[], random: Random): unknown => {
  switch (random.below(7)) {
    case 0:
      return random.pick(numbers);
    case 1:
      return random.chance(0.5);
    case 2:
    case 3:
      return random.pick(iris);
    case 4:
      return random.pick(names);
    case 5:
      return random.pick(texts);
    default:
      return random.chance(0.1) ? oddValue(random) : `text ${random.below(1_000)}`;
  }
};

const types: readonly string[] = allNames.filter((name) => /^[A-Z]/.test(name));

const put = (node: Document, name: string, value: unknown): void => {
  Object.defineProperty(node, name, { value, enumerable: true, configurable: true, writable: true });
};

const anyValue = (names: readonly string[], depth: number, random: Random): unknown => {
  const kind = random.below(10);
  if (kind < 3 && depth > 0) return node(names, depth - 1, random);
  if (kind === 3)
    return Array.from({ length: 1 + random.below(3) }, () => anyValue(names, depth - 1, random));
  return scalar(names, random);
};

const node = (names: readonly string[], depth: number, random: Random): Document => {
  const made: Document = {};
  if (random.chance(0.4)) put(made, 'id', random.pick(iris));
  if (random.chance(0.5)) put(made, 'type', random.chance(0.6) ? random.pick(types) : some(types, 3, random));
  for (const name of some(names, 5, random)) put(made, name, anyValue(names, depth, random));
  if (random.chance(0.03)) put(made, random.pick(oddNames), anyValue(names, depth, random));
  return made;
};

const contextList = (random: Random): unknown => {
  const list: unknown[] = Array.from({ length: 1 + random.below(3) }, () => random.pick(pinnedUrls));
  if (random.chance(0.05))
    list.push(random.pick<unknown>([null, {}, { '@vocab': 'https://v.example/' }, [], 'urn:x']));
  return list.length === 1 && random.chance(0.5) ? list[0] : list;
};

const generic = (random: Random): Document => {
  const context = contextList(random);
  const urls: readonly unknown[] = Array.isArray(context) ? context : [context];
  const names = urls.flatMap((url) => namesByContext.get(String(url)) ?? []);
  return { '@context': context, ...node(names.length === 0 ? allNames : names, 3, random) };
};

const changed = (value: unknown, random: Random): unknown => {
  if (Array.isArray(value)) {
    const kept = value.filter(() => random.chance(0.8)).map((one) => changed(one, random));
    return random.chance(0.03) && kept.length > 0 ? [...kept, structuredClone(random.pick(kept))] : kept;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(() => random.chance(0.9))
        .map(([name, one]) => [name, changed(one, random)]),
    );
  }
  if (random.chance(0.9)) return value;
  if (typeof value === 'number')
    return random.chance(0.5) ? random.below(100_000) / 100 : tweakNumber(value, random);
  return typeof value === 'string' && random.chance(0.5) ? tweakString(value, random) : random.pick(texts);
};

/** A KlusCV with some of its members, some of them changed. */
const kluscv = (random: Random): Document => ({
  ...example,
  credentialSubject: changed(example.credentialSubject, random),
  ...(random.chance(0.3) && { credentialStatus: changed(example.credentialStatus, random) }),
  ...(random.chance(0.2) && { issuer: { id: example.issuer, name: random.pick(texts) } }),
});

/** A document, as JSON would bring it. */
export const generateDocument = (random: Random): Document => {
  const kind = random.below(10);
  if (kind < 4) return kluscv(random);
  if (kind < 7) return structuredClone(random.pick(baseDocuments));
  return generic(random);
};
