/** Canonical N-Quads straight from term tables, for documents wholly inside the known subset. */
import { sha256, sha384 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { contextDocuments } from '../../../contexts/index.ts';
import { toUtf8 } from '../../bytes.ts';
import { type HashText, labelNodes } from './label-nodes.ts';
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

/** Tables are made when first needed; the oldest list makes room for another. */
const loadTables = async (urls: readonly string[]): Promise<Tables> => {
  const tables = await createTables(urls);
  for (const oldest of tablesByList.keys()) {
    if (tablesByList.size < maxLists) break;
    tablesByList.delete(oldest);
  }
  tablesByList.set(nameOf(urls), tables);
  return tables;
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

/**
 * Makes the tables that a document needs. True when something new was made, so that `canonizeCompiled` may now answer
 * where it did not. Never rejects.
 */
export const prepareTables = async (document: object): Promise<boolean> => {
  const urls = contextsOf(document);
  if (!urls) return false;
  const known = tablesByList.get(nameOf(urls));
  const tables = known ?? (await loadTables(urls));
  let made = known === undefined;
  while (tables.root !== 'outside') {
    const written = writeNodes(document, tables.root);
    if (!written || 'nodes' in written) return made;
    if (!(await tables.make(written.missing))) {
      // Full: forgotten, so that odd documents cannot keep common ones slow.
      tablesByList.delete(nameOf(urls));
      return false;
    }
    made = true;
  }
  return made;
};
