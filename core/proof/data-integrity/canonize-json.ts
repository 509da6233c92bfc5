/** JSON in its one form (RFC 8785), through `canonicalize`. */
import canonicalize from 'canonicalize';
import type { JsonObject } from '../../strict-json.ts';
import { refuseHiddenMembers } from '../canonical/index.ts';

/** The JSON Canonicalization Scheme's text of an object; rejects for what is no JSON, for half a letter (section 3.2.2.2), and for a hidden member. */
export const canonizeJson = async (object: JsonObject): Promise<string> => {
  refuseHiddenMembers(object);
  const text = canonicalize(object);
  if (text === undefined) throw new TypeError('This is not JSON.');
  return text;
};
