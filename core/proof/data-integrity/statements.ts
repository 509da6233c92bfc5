/** A document as single statements (vc-di-ecdsa section 3.4): N-Quads with labels that say nothing about what is left out. */
import {
  canonicalizeAndGroup,
  type Group,
  type LabelMapFactory,
  skolemizeCompactJsonLd,
} from '@digitalbazaar/di-sd-primitives';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, toUtf8 } from '../../bytes.ts';
import type { JsonObject } from '../../strict-json.ts';
import { type CanonizeOptions, canonize, expandByLibrary, isCompiledLoader } from '../canonical/index.ts';
import { fitPointer, mayBeMoved } from './fit-pointers.ts';
import { groupCompiled } from './group-compiled.ts';

export type Grouped<Name extends string> = {
  readonly groups: Readonly<Record<Name, Group>>;
  /** From the labels before canonicalization to those that are signed. */
  readonly labelMap: ReadonlyMap<string, string>;
  readonly nquads: readonly string[];
};

export type StatementTools = Pick<CanonizeOptions, 'loadDocument' | 'crypto' | 'libraryRoom'>;

/** The primitives take a blank node's name for one wherever it stands, in a text too; such a text cannot be signed. */
const namesBlankNodes = (document: JsonObject): boolean => /_:|urn:bnid:/.test(JSON.stringify(document));

/** Labels by HMAC (section 3.4.3): they tell nothing about order or number of what is not shown. */
export const labelsByHmac = (hmacKey: Uint8Array): LabelMapFactory => {
  const keyed = hmac.create(sha256, hmacKey);
  return async ({ canonicalIdMap }) =>
    new Map(
      [...canonicalIdMap].map(([input, canonical]) => [
        input,
        `u${toBase64Url(keyed.clone().update(toUtf8(canonical)).digest())}`,
      ]),
    );
};

/** The same labels, sorted and numbered (vc-di-bbs section 3.2.2): every statement is then as long for every holder. */
export const labelsByShuffle = (hmacKey: Uint8Array): LabelMapFactory => {
  const byHmac = labelsByHmac(hmacKey);
  return async (given) => {
    const labels = await byHmac(given);
    const sorted = [...labels.values()].sort();
    return new Map([...labels].map(([input, label]) => [input, `b${sorted.indexOf(label)}`]));
  };
};

/**
 * The statements of a document, grouped by what pointers select (section 3.4.16). Rejects when a term or context is not
 * defined, or a pointer selects nothing.
 */
export const groupStatements = async <Name extends string>(
  {
    document,
    labels,
    groups,
  }: {
    readonly document: JsonObject;
    readonly labels: LabelMapFactory;
    readonly groups: Readonly<Record<Name, readonly string[]>>;
  },
  { loadDocument, crypto }: StatementTools,
): Promise<Grouped<Name>> => {
  if (namesBlankNodes(document)) throw new TypeError('The document names blank nodes.');
  const compiled = isCompiledLoader(loadDocument)
    ? await groupCompiled({ document, labels, groups }, crypto?.hashText)
    : undefined;
  if (compiled) return compiled;
  // The primitives lose without a word what expansion refuses here.
  await expandByLibrary(document, loadDocument);
  const options = { documentLoader: loadDocument, base: null };
  const fitted: Record<Name, readonly string[]> = { ...groups };
  if (
    Object.values<readonly string[]>(groups)
      .flat()
      .some((pointer) => mayBeMoved(document, pointer))
  ) {
    const { compact } = await skolemizeCompactJsonLd({ document, options });
    for (const name in fitted)
      fitted[name] = fitted[name].map((pointer) => fitPointer(document, compact, pointer));
  }
  return canonicalizeAndGroup({ document, labelMapFactoryFunction: labels, groups: fitted, options });
};

/** The label as it was signed; throws when there is none, since two unnamed nodes must not become one. */
const relabel = (term: string, labels: ReadonlyMap<string, string>): string => {
  if (!term.startsWith('_:')) return term;
  const label = labels.get(term.slice(2));
  if (label === undefined) throw new TypeError('A blank node has no label.');
  return `_:${label}`;
};

const graphForm = / (_:c14n\d+) \.$/;

const relabelStatement = (nquad: string, labels: ReadonlyMap<string, string>): string => {
  const [subject = '', predicate = '', ...rest] = nquad.split(' ');
  const [object = '', ...behind] = rest;
  const tail = [relabel(object, labels), ...behind].join(' ');
  const graph = graphForm.exec(tail);
  const end = graph?.[1] ? `${tail.slice(0, graph.index)} ${relabel(graph[1], labels)} .` : tail;
  return `${relabel(subject, labels)} ${predicate} ${end}`;
};

/**
 * The statements of a disclosed document under the labels that were signed, sorted (section 3.4.1), each with its end of
 * line. Rejects when a term or context is not defined, or a blank node has no label.
 */
export const relabelledStatements = async (
  document: JsonObject,
  labels: ReadonlyMap<string, string>,
  { loadDocument, crypto, libraryRoom }: StatementTools,
): Promise<readonly string[]> => {
  const canonical = await canonize(document, { loadDocument, crypto, libraryRoom });
  return canonical
    .split('\n')
    .slice(0, -1)
    .map((nquad) => `${relabelStatement(nquad, labels)}\n`)
    .sort();
};

/** Mandatory statements as one text, and the others; undefined when an index points behind the last one. */
export const partStatements = (
  statements: readonly string[],
  mandatoryIndexes: readonly number[],
): { readonly mandatory: string; readonly others: readonly string[] } | undefined => {
  if (mandatoryIndexes.some((index) => index >= statements.length)) return undefined;
  const indexes = new Set(mandatoryIndexes);
  return {
    mandatory: statements.filter((_, index) => indexes.has(index)).join(''),
    others: statements.filter((_, index) => !indexes.has(index)),
  };
};
