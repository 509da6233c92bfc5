/**
 * By what a verified credential is known again when it is taken over: what its issuer meant by it, not how it is written. Whoever
 * holds it can write it in a second way that holds as well, and would have it counted twice.
 */
import canonicalize from 'canonicalize';
import { toUtf8 } from '../bytes.ts';
import { disclosureIdOf, parseCompact } from '../proof/index.ts';
import { isJsonObject } from '../strict-json.ts';
import type { ReceivedCredential } from './received.ts';

/** Without the signature, of which ECDSA has two for everything that is signed (n - s for s). */
const signingInput = (jws: string): string => jws.slice(0, jws.lastIndexOf('.'));

/** In the graph the members of a list stand in no order. */
const withoutOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const all = value.map(withoutOrder).map((one) => ({ one, text: canonicalize(one) ?? '' }));
    return all.sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text))).map(({ one }) => one);
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutOrder(inner)]));
};

/**
 * Bytes that are the same for every way in which a verified credential can be shown: more of it or less, its lists in another
 * order, packed or signed anew with the same signature. Says nothing of a credential that does not hold.
 */
export const sameCredentialOf = async (credential: ReceivedCredential): Promise<Uint8Array> => {
  switch (credential.format) {
    case 'dc+sd-jwt':
      return toUtf8(signingInput(credential.compact.split('~', 1)[0] ?? ''));
    case 'jwt_vc_json':
      return toUtf8(signingInput(credential.compact));
    case 'ldp_vc': {
      const { proof: _, ...content } = credential.document;
      return (await disclosureIdOf(credential.document)) ?? toUtf8(canonicalize(withoutOrder(content)) ?? '');
    }
    case 'kluscv-compact': {
      const parsed = parseCompact(credential.bytes);
      return parsed.ok ? parsed.value.signingInput : credential.bytes;
    }
  }
};
