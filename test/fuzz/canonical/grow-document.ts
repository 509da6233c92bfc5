/**
 * Documents grown along the term tables: at each node only terms that are known there, mostly with values that fit them, so
 * that most documents take the fast path; and now and then a value or a name that nearly fits. The tables only say what may
 * be tried: what a document comes to is the library's to say.
 */

import type { Missing, Scope, Tables } from '../../../core/proof/canonical/scopes.ts';
import {
  createTables,
  type Found,
  followBack,
  followProperty,
  followTypes,
} from '../../../core/proof/canonical/scopes.ts';
import type { IriTerm } from '../../../core/proof/canonical/terms.ts';
import type { Random } from '../random.ts';
import type { Document } from './base-documents.ts';
import { allNames, pinnedUrls } from './term-names.ts';

/** One document as it grows. */
type Growth = {
  readonly tables: Tables;
  readonly random: Random;
  /** How likely each place is to have something that nearly fits. */
  readonly oddity: number;
  ids: number;
  /** How many nodes may still be made. */
  room: number;
};

// biome-ignore format: rows of values
const texts: readonly string[] = [
  'é', 'ÿ', 'Ā', '😀', 'a "b" \\ c', 'two\nlines\r\n\ttab', '\ufeffx', '\ufffe', 'e\u0301', '\u212b', '2026-11-14', '2026-11-14T12:00:00Z', '4.70', 'true', '<b>', '_:b0', '^^<x>', '" .', '@nl', '\\u0041', 'urn:x:1', 'id', 'type', ' ', '',
];
// biome-ignore format: rows of values
const iris: readonly string[] = [
  'did:example:a', 'did:web:a.example#k', 'https://a.example/?q=1&r=[2]#f', 'mailto:a@b', 'HTTP://A/%7Ea', 'a:', 'z.-+:b', "urn:x:!$&'()*,;=", 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type', 'https://schema.org/name',
];
// biome-ignore format: rows of values
const oddIris: readonly string[] = [
  'a,b:c', 'a:b c', 'a:é', 'a:<', 'a:>', 'a:"', 'a:\\', 'a:^', 'a:`', 'a:{', 'a:|', 'a:}', '_:b0', '_:', ':b', '1:b', 'rel', '#f', '//a', '/p', '?q', '', '@id', '@foo', 'a:\u007f', 'a:\u0000', 'a:b\n', '\na:b', 'id:x', 'type:x', 'VerifiableCredential:x', 'xsd:date', 'cred:x', 'sec:x',
];
// biome-ignore format: rows of values
const oddValues: readonly unknown[] = [
  null, [], {}, [[]], [['x']], [null], -0, 1e21, 1e-7, 2 ** 53, -(2 ** 53), 1e20, 5e-324, '\ud83d', 'x\udc00', '\u0000', '\u007f', '\u0085', '@id', '@json', '@foo', { '@value': 'x' }, { '@id': 'urn:x:1' }, { '@list': ['x'] }, { '@set': ['x'] }, { '@type': 'x' }, { '@language': 'nl', '@value': 'x' }, { '@none': 'x' }, { nl: 'x' }, { id: '' }, { id: null }, { id: 'rel' }, { type: [] }, { type: null }, { id: '_:b1', type: 'X' }, JSON.parse('{"__proto__":{"id":"urn:x:p"}}'), { constructor: 1 }, { 0: 'x' },
];

const isScope = (scope: Found): scope is Scope => scope !== undefined && scope !== 'outside';

const take = async (
  { tables }: Growth,
  scope: Scope,
  follow: (from: Scope, onMissing: (missing: Missing) => void) => Found,
): Promise<Scope | undefined> => {
  for (;;) {
    const found: { missing?: Missing } = {};
    const next = follow(scope, (missing) => {
      found.missing = missing;
    });
    if (isScope(next)) return next;
    if (next === 'outside' || !found.missing || !(await tables.make(found.missing))) return undefined;
  }
};

const iriTerms = ({ terms }: Scope): readonly IriTerm[] =>
  [...terms.values()].filter((term): term is IriTerm => term.kind === 'iri');

const number = (random: Random): number => {
  const whole = random.below(random.pick([2, 10, 100, 10_000, 2 ** 31]));
  const many = whole * random.pick([1, 1, 10 ** 3, 10 ** 6]);
  const value = random.pick([
    () => whole,
    () => many + random.below(4) / 4,
    () => whole + random.below(10 ** 6) / 10 ** random.below(7),
  ])();
  return random.chance(0.2) ? 0 - value : value;
};

const literal = ({ random }: Growth, isTyped: boolean): unknown => {
  const kind = random.below(8);
  if (kind === 0) return random.chance(0.5);
  if (kind <= 2) return isTyped ? random.below(3_000) : number(random);
  if (kind <= 4) return random.pick(texts) + random.pick(['', '', String(random.below(50))]);
  return `text ${random.below(1_000)}`;
};

const iri = (growth: Growth): string => {
  const { random } = growth;
  if (random.chance(growth.oddity)) return random.pick(oddIris);
  return random.chance(0.3) ? random.pick(iris) : `urn:x:${random.below(40)}`;
};

const one = async (growth: Growth, term: IriTerm, within: Scope, depth: number): Promise<unknown> => {
  const { random } = growth;
  const { values } = term;
  if (random.chance(growth.oddity)) return structuredClone(random.pick(oddValues));
  const canBeNode = values.kind !== 'outside' && (values.kind !== 'literal' || values.nodes);
  if (canBeNode && depth > 0 && growth.room > 0 && random.chance(values.kind === 'literal' ? 0.4 : 0.6)) {
    return random.chance(0.1) ? { id: iri(growth) } : grow(growth, within, term, depth - 1);
  }
  if (values.kind === 'iri') return iri(growth);
  if (values.kind === 'vocab') return random.pick(iriTerms(within)).name;
  return literal(growth, values.kind === 'literal' && !values.nodes);
};

/** So many that names of nodes are no longer kept, or that a place is too far off; in any order. */
const longList = ({ random }: Growth, { values }: IriTerm, within: Scope): readonly unknown[] => {
  const inside = random.pick(iriTerms(within));
  const write = random.pick([
    (text: string): unknown => (values.kind === 'iri' ? `urn:x:${text}` : text),
    (text: string): unknown => ({ [inside.name]: inside.values.kind === 'iri' ? `urn:x:${text}` : text }),
  ]);
  const order = random.pick([1, -1, 7]);
  const count = random.pick([30, 45, 130, 300]);
  return Array.from({ length: count }, (_, index) => write(`l${1_000 + ((index * order) % count)}`));
};

/** The scope inside a property; undefined where none can be made. */
const enter = async (growth: Growth, scope: Scope, { scoped }: IriTerm): Promise<Scope | undefined> =>
  scoped ? take(growth, scope, (from, onMissing) => followProperty(from, scoped, onMissing)) : scope;

const anyOf = async (growth: Growth, term: IriTerm, scope: Scope, depth: number): Promise<unknown> => {
  const { random } = growth;
  const inside = await enter(growth, scope, term);
  const inner = inside?.terms.get(term.name);
  const [within, read] = inside && inner?.kind === 'iri' ? [inside, inner] : [scope, term];
  if (random.chance(0.002)) return longList(growth, read, within);
  if (!random.chance(0.25)) return one(growth, read, within, depth);
  const list: unknown[] = [];
  for (let count = 1 + random.below(4); count > 0; count -= 1)
    list.push(await one(growth, read, within, depth));
  const isDistinct = new Set(list.map((value) => JSON.stringify(value))).size === list.length;
  if (random.chance(0.03)) list.push(structuredClone(random.pick(list)));
  return isDistinct || random.chance(growth.oddity) ? list : list[0];
};

/** An object with its members in any order. */
const shuffled = (members: readonly (readonly [string, unknown])[], random: Random): Document =>
  Object.fromEntries(
    members
      .map((member) => ({ member, place: random.below(1_000) }))
      .sort((a, b) => a.place - b.place)
      .map(({ member }) => member),
  );

const grow = async (
  growth: Growth,
  passed: Scope,
  via: IriTerm | undefined,
  depth: number,
): Promise<Document> => {
  const { random } = growth;
  growth.room -= 1;
  const back = (await take(growth, passed, followBack)) ?? passed;
  const outer = (via && (await enter(growth, back, via))) ?? back;
  const candidates = iriTerms(outer);
  const scoped = candidates.filter((term) => term.scoped);
  const types = new Set<IriTerm>();
  for (let count = random.pick([0, 1, 1, 1, 2, 3]); count > 0 && candidates.length > 0; count -= 1) {
    types.add(random.pick(scoped.length > 0 && random.chance(0.7) ? scoped : candidates));
  }
  const scope =
    (await take(growth, outer, (from, onMissing) => followTypes(from, [...types], onMissing))) ?? outer;
  const typed = [...types].map(({ name }) => name);
  const members: [string, unknown][] = [];
  if (random.chance(0.35)) {
    growth.ids += 1;
    members.push(['id', random.chance(growth.oddity) ? iri(growth) : `urn:x:n${growth.ids}`]);
  }
  if (typed.length > 0) members.push(['type', typed.length === 1 && random.chance(0.5) ? typed[0] : typed]);
  const usable = iriTerms(scope).filter(({ values }) => values.kind !== 'outside');
  for (let count = 1 + random.below(6); count > 0 && usable.length > 0; count -= 1) {
    const term = random.pick(usable);
    members.push([term.name, await anyOf(growth, term, scope, depth)]);
  }
  if (random.chance(growth.oddity)) members.push([random.pick(allNames), literal(growth, false)]);
  return shuffled(members, random);
};

/** A step keeps a context. Without an end, an hour would fill gigabytes; and a full table would grow other documents than a new one. */
const mostSteps = 150;
const maxLists = 40;
const tablesByList = new Map<string, Tables>();

const tablesOf = async (urls: readonly string[]): Promise<Tables> => {
  const name = urls.join(' ');
  const known = tablesByList.get(name);
  if (known && known.steps() < mostSteps) return known;
  if (tablesByList.size >= maxLists) tablesByList.clear();
  const tables = await createTables(urls);
  tablesByList.set(name, tables);
  return tables;
};

/** A document under a list of pinned contexts that go together. */
export const growDocument = async (random: Random): Promise<Document> => {
  for (;;) {
    const urls = Array.from({ length: random.pick([1, 2, 2, 3]) }, () => random.pick(pinnedUrls));
    const tables = await tablesOf(urls);
    if (tables.root === 'outside') continue;
    const oddity = random.pick([0, 0, 0.01, 0.03]);
    const growth: Growth = { tables, random, oddity, ids: 0, room: random.pick([3, 10, 30, 60]) };
    const grown = await grow(growth, tables.root, undefined, random.pick([1, 3, 5, 26]));
    return { '@context': urls.length === 1 && random.chance(0.5) ? urls[0] : urls, ...grown };
  }
};
