/**
 * Pointers into a document as it was written, made to fit the same document as JSON-LD compaction writes it: there a list of
 * one is its one element, and a node that has only an id is a text.
 */
import { isJsonObject, type JsonObject } from '../../strict-json.ts';

const toName = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');

const isOnlyElement = (value: unknown, name: string): value is readonly [unknown] =>
  Array.isArray(value) && value.length === 1 && name === '0';

const step = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

/** True when a pointer goes through something that compaction may write in another way. */
export const mayBeMoved = (document: JsonObject, pointer: string): boolean => {
  let value: unknown = document;
  for (const escaped of pointer.split('/').slice(1)) {
    const name = toName(escaped);
    if (isOnlyElement(value, name) || (isJsonObject(value) && name === 'id')) return true;
    value = step(value, name);
  }
  return false;
};

/** The pointer for the compacted document; as it was where nothing was moved. */
export const fitPointer = (document: JsonObject, compacted: JsonObject, pointer: string): string => {
  const fitted: string[] = [];
  let [written, moved]: readonly [unknown, unknown] = [document, compacted];
  for (const escaped of pointer.split('/').slice(1)) {
    const name = toName(escaped);
    const isGone =
      (isOnlyElement(written, name) && !Array.isArray(moved)) ||
      (isJsonObject(written) && name === 'id' && typeof moved === 'string');
    written = step(written, name);
    if (isGone) continue;
    moved = step(moved, name);
    fitted.push(escaped);
  }
  return fitted.map((name) => `/${name}`).join('');
};
