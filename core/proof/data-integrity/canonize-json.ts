/** JSON in its one form (RFC 8785), through `canonicalize`. */
import canonicalize from 'canonicalize';
import type { JsonObject } from '../../strict-json.ts';

/** The JSON Canonicalization Scheme's text of an object; rejects for what is no JSON, and for half a letter (section 3.2.2.2). */
export const canonizeJson = async (object: JsonObject): Promise<string> => {
  const text = canonicalize(object);
  if (text === undefined) throw new TypeError('This is not JSON.');
  return text;
};
