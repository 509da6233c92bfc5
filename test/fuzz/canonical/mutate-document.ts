/** Changes that leave a document close to what is known: other names of terms, other contexts, other types. */
import { mutateJson } from '../mutate-json.ts';
import type { Random } from '../random.ts';
import { baseDocuments, type Document } from './base-documents.ts';
import { allNames, pinnedUrls } from './term-names.ts';

type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

const objectsIn = (value: unknown, depth = 0): Document[] => {
  if (!isContainer(value) || depth > 40) return [];
  const inside = Object.values(value).flatMap((one) => objectsIn(one, depth + 1));
  return Array.isArray(value) ? inside : [value, ...inside];
};

type Change = (document: Document, random: Random) => void;

const define = (target: Document, name: string, value: unknown): void => {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
};

const pickObject = (document: Document, random: Random): Document => random.pick(objectsIn(document));

const changes: readonly Change[] = [
  (document, random) => {
    const target = pickObject(document, random);
    const names = Object.keys(target);
    if (names.length === 0) return;
    const name = random.pick(names);
    const value = target[name];
    Reflect.deleteProperty(target, name);
    define(target, random.pick(allNames), value);
  },
  (document, random) => {
    const other = random.pick(objectsIn(random.pick(baseDocuments)));
    define(pickObject(document, random), random.pick(allNames), structuredClone(other));
  },
  (document, random) => define(pickObject(document, random), 'type', random.pick(allNames)),
  (document, random) =>
    define(pickObject(document, random), 'type', [random.pick(allNames), random.pick(allNames)]),
  (document, random) => define(pickObject(document, random), 'id', 'did:web:poetsmaat.example'),
  (document, random) => define(pickObject(document, random), '@context', random.pick(pinnedUrls)),
  (document, random) => {
    const context = document['@context'];
    const list: unknown[] = Array.isArray(context) ? [...context] : [context];
    list.splice(random.below(list.length + 1), random.below(2), random.pick(pinnedUrls));
    define(document, '@context', list);
  },
  (document, random) => {
    const [from, to] = [pickObject(document, random), pickObject(document, random)];
    for (const [name, value] of Object.entries(structuredClone(from))) {
      if (random.chance(0.5) && name !== '@context') define(to, name, value);
    }
  },
];

/** A changed copy. */
export const mutateDocument = (document: Document, random: Random): Document => {
  let changed: unknown = structuredClone(document);
  const times = 1 + random.below(3);
  for (let time = 0; time < times; time++) {
    if (random.chance(0.4)) changed = mutateJson(changed, baseDocuments, random).value;
    else if (objectsIn(changed).length > 0) random.pick(changes)(changed as Document, random);
  }
  return isContainer(changed) && !Array.isArray(changed) ? changed : document;
};
