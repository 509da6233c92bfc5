/** Canonical N-Quads straight from term tables, for documents wholly inside the known subset. */
import { sha256, sha384 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { contextDocuments } from '../../../contexts/index.ts';
import { toUtf8 } from '../../bytes.ts';
import { type HashText, labelNodes } from './label-nodes.ts';
import { createLibraryRoom, type LibraryRoom } from './library-room.ts';
import { createTables, type Tables } from './scopes.ts';
import { type WrittenNodes, writeNodes } from './write-nodes.ts';

const maxContexts = 8;
const maxLists = 32;
const tablesByList = new Map<string, Tables>();

/** Hashing in JavaScript, for whoever brings nothing faster. */
export const hashTextInJavaScript: HashText = (hash, text) => {
  const whole = typeof text === 'string' ? text : text.join('');
  return bytesToHex((hash === 'sha256' ? sha256 : sha384)(toUtf8(whole)));
};

/** The list of a document's contexts when all of them are pinned. */
const contextsOf = (document: object): readonly string[] | undefined => {
  const context: unknown = Reflect.get(document, '@context');
  const list: readonly unknown[] = Array.isArray(context) ? context : [context];
  if (list.length === 0 || list.length > maxContexts) return undefined;
  const urls: string[] = [];
  for (const url of list) {
    if (typeof url !== 'string' || !contextDocuments.has(url)) return undefined;
    urls.push(url);
  }
  return urls;
};

const nameOf = (urls: readonly string[]): string => urls.join(' ');

const tablesUnderway = new Map<string, Promise<Tables>>();

/** Tables are made when first needed, once for all who need them at the same moment; the oldest list makes room for another. */
const loadTables = (urls: readonly string[]): Promise<Tables> => {
  const name = nameOf(urls);
  const underway = tablesUnderway.get(name);
  if (underway) return underway;
  const loading = createTables(urls).then((tables) => {
    tablesUnderway.delete(name);
    for (const oldest of tablesByList.keys()) {
      if (tablesByList.size < maxLists) break;
      tablesByList.delete(oldest);
    }
    tablesByList.set(name, tables);
    return tables;
  });
  tablesUnderway.set(name, loading);
  return loading;
};

/** The nodes of a document; undefined when it is outside of the tables, or when they have yet to be made. */
export const writeCompiled = (document: object): WrittenNodes | undefined => {
  const urls = contextsOf(document);
  const tables = urls && tablesByList.get(nameOf(urls));
  if (!tables || tables.root === 'outside') return undefined;
  const written = writeNodes(document, tables.root);
  return written && 'nodes' in written ? written : undefined;
};

/**
 * The canonical form (RDFC-1.0 with SHA-256) in parts, byte for byte that of the library in safe mode with the pinned contexts;
 * undefined when the document is outside of what the tables cover, or when they have yet to be made.
 */
export const canonizeCompiled = (
  document: object,
  hashText: HashText = hashTextInJavaScript,
): readonly string[] | undefined => {
  const written = writeCompiled(document);
  return written && labelNodes(written.nodes, hashText);
};

/** Eighty megabytes. A full table for each of the lists would be a gigabyte. */
const mostStepsInAll = 1_000;

/** Forgets the fullest tables but those in use until there is room: it is odd documents that fill them, and common ones need few steps. */
const makeRoom = (inUse: Tables): void => {
  const others = [...tablesByList].filter(([, tables]) => tables !== inUse);
  let steps = others.reduce((sum, [, tables]) => sum + tables.steps(), inUse.steps());
  for (const [name, tables] of others.sort(([, one], [, other]) => other.steps() - one.steps())) {
    if (steps <= mostStepsInAll) return;
    tablesByList.delete(name);
    steps -= tables.steps();
  }
};

/** A step takes jsonld.js some milliseconds, and the document is walked again behind each; a KlusCV needs five. */
const mostStepsOfDocument = 60;
/** What a step takes from the room of a verification. */
const stepWeight = 80;

/**
 * Makes the tables that a document needs. True when something new was made, so that `canonizeCompiled` may now answer
 * where it did not. Never rejects.
 *
 * @param room what the verification that the document belongs to may still spend
 */
export const prepareTables = async (
  document: object,
  room: LibraryRoom = createLibraryRoom(),
): Promise<boolean> => {
  const urls = contextsOf(document);
  if (!urls) return false;
  const known = tablesByList.get(nameOf(urls));
  const tables = known ?? (await loadTables(urls));
  let made = known === undefined;
  let [steps, isStopped] = [0, false];
  const mayMake = (): boolean => {
    isStopped = steps >= mostStepsOfDocument || room.left < stepWeight;
    if (isStopped) return false;
    steps += 1;
    room.left -= stepWeight;
    return true;
  };
  while (tables.root !== 'outside') {
    const written = writeNodes(document, tables.root);
    if (!written || 'nodes' in written) return made;
    if (!(await tables.make(written.missing, mayMake))) {
      // Full: forgotten, so that odd documents cannot keep common ones slow.
      if (!isStopped) tablesByList.delete(nameOf(urls));
      return false;
    }
    makeRoom(tables);
    made = true;
  }
  return made;
};
