/**
 * Grouping statements by pointers without expanding and compacting a document for each group. It gives what the primitives
 * of Digital Bazaar give; whatever the term tables do not cover, or whatever compaction would move, is left to them.
 */
import { type LabelMapFactory, selectJsonLd } from '@digitalbazaar/di-sd-primitives';
import type { JsonObject } from '../../strict-json.ts';
import { canonicalLabels, type HashText, skolemizeDocument, statementsOf } from '../canonical/index.ts';
import type { Grouped } from './statements.ts';

const indexForm = /^(0|[1-9]\d*)$/;

/** Names that only begin with digits are taken for indexes by the primitives, and pointers to nothing are theirs to refuse. */
const isPlainPointer = (document: JsonObject, pointer: string): boolean => {
  if (!pointer.startsWith('/') || pointer.includes('~')) return false;
  let value: unknown = document;
  for (const name of pointer.slice(1).split('/')) {
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value) ? !indexForm.test(name) : /^[\s\d+-]/.test(name)) return false;
    if (!Object.hasOwn(value, name)) return false;
    value = Reflect.get(value, name);
  }
  return true;
};

/** Blank nodes at the ends of a statement under their labels; undefined when one has none. */
const relabel = (statement: string, labels: ReadonlyMap<string, string>): string =>
  statement.includes('_:') ? statement.replace(/_:(\S+)/g, (_, name) => `_:${labels.get(name)}`) : statement;

/** The groups; undefined is for the primitives. Rejects as they do, when labels cannot be made. */
export const groupCompiled = async <Name extends string>(
  {
    document,
    labels,
    groups,
  }: {
    readonly document: JsonObject;
    readonly labels: LabelMapFactory;
    readonly groups: Readonly<Record<Name, readonly string[]>>;
  },
  hashText?: HashText,
): Promise<Grouped<Name> | undefined> => {
  const lists: readonly (readonly string[])[] = Object.values(groups);
  if (!lists.flat().every((pointer) => isPlainPointer(document, pointer))) return undefined;
  const canonicalIdMap = await canonicalLabels(document, hashText);
  const skolemized = canonicalIdMap && skolemizeDocument(document);
  if (!canonicalIdMap || !skolemized) return undefined;
  const labelMap = await labels({ canonicalIdMap: new Map(canonicalIdMap) });
  const statements = statementsOf(skolemized, (name) => labelMap.get(name));
  if (!statements) return undefined;
  const nquads = statements.toSorted();
  const grouped: Partial<Grouped<Name>['groups']> = {};
  for (const name of Object.keys(groups)) {
    const pointers: readonly string[] = Reflect.get(groups, name);
    const selection = selectJsonLd({ document: skolemized, pointers });
    const deskolemizedNQuads = selection === null ? [] : statementsOf(selection);
    if (!deskolemizedNQuads) return undefined;
    const selected = new Set(deskolemizedNQuads.map((statement) => relabel(statement, labelMap)));
    const matching = new Map<number, string>();
    const nonMatching = new Map<number, string>();
    for (const [index, nquad] of nquads.entries())
      (selected.has(nquad) ? matching : nonMatching).set(index, nquad);
    Reflect.set(grouped, name, { matching, nonMatching, deskolemizedNQuads });
  }
  return { groups: grouped as Grouped<Name>['groups'], labelMap, nquads };
};
