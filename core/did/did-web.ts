/** did:web (W3C CCG): the DID document lies on a web server. */
import type { DIDDocument, DIDResolver } from 'did-resolver';
import { z } from 'zod';
import { fromUtf8 } from '../bytes.ts';
import { KlusCVError } from '../errors.ts';
import type { HttpFetch } from '../ports.ts';
import { parseStrictJson } from '../strict-json.ts';
import { resolved, unresolved } from './did-resolution.ts';

const maxBytes = 65_536;
const segment = /^[A-Za-z0-9._-]+$/;
const hostForm = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(%3[Aa]\d{1,5})?$/;
const loopback = /^(localhost|127\.0\.0\.1)(:\d+)?$/;

export type DidWebOptions = {
  readonly fetch: HttpFetch;
  /** Plain http for localhost and 127.0.0.1: for a demo on one machine, never in production. */
  readonly allowInsecureLoopback: boolean;
};

/** The did:web of an issuer's URL (origin, or origin and path). Throws a `TypeError` when it is no URL. */
export const didWebFrom = (url: string): string => {
  const { host, pathname } = new URL(url);
  const path = pathname.split('/').filter((part) => part !== '');
  return ['did:web', host.replace(':', '%3A'), ...path].join(':');
};

/** Where the document of a did:web lies; undefined when the DID is not in the form of the method. */
export const didWebUrl = (did: string, allowInsecureLoopback: boolean): string | undefined => {
  const [scheme, method, host, ...path] = did.split(':');
  if (scheme !== 'did' || method !== 'web' || host === undefined || !hostForm.test(host)) return undefined;
  if (path.some((part) => !segment.test(part) || /^\.+$/.test(part))) return undefined;
  const authority = decodeURIComponent(host);
  const protocol = allowInsecureLoopback && loopback.test(authority) ? 'http' : 'https';
  return `${protocol}://${authority}/${path.length === 0 ? '.well-known' : path.join('/')}/did.json`;
};

const Method = z.looseObject({
  id: z.string(),
  type: z.string(),
  controller: z.string(),
  publicKeyMultibase: z.string().exactOptional(),
});
const Relationship = z.array(z.union([z.string(), Method])).max(100);

/** Only what we read; other members are dropped, so that nobody comes to rely on them. */
const WebDidDocument = z.object({
  id: z.string(),
  verificationMethod: z.array(Method).max(100).optional(),
  assertionMethod: Relationship.optional(),
  authentication: Relationship.optional(),
});

/** The DID document in an answer; undefined when it is none, or is about another DID. */
export const parseDidDocument = (body: Uint8Array, did: string): DIDDocument | undefined => {
  try {
    const json = parseStrictJson(fromUtf8(body));
    const parsed = WebDidDocument.safeParse(json.ok ? json.value : undefined);
    if (!parsed.success || parsed.data.id !== did) return undefined;
    const { id, verificationMethod = [], assertionMethod = [], authentication = [] } = parsed.data;
    return { id, verificationMethod, assertionMethod, authentication };
  } catch {
    return undefined;
  }
};

/** Resolves did:web over the guarded fetch. A failure to reach the server is `unreachable`, never "not found". */
export const createDidWebResolver =
  ({ fetch, allowInsecureLoopback }: DidWebOptions): DIDResolver =>
  async (did) => {
    const url = didWebUrl(did, allowInsecureLoopback);
    if (!url) return unresolved('invalidDid');
    try {
      const { status, body } = await fetch({
        url,
        headers: { accept: 'application/did+json, application/json' },
        maxBytes,
      });
      if (status === 404 || status === 410) return unresolved('notFound');
      if (status !== 200) return unresolved('unreachable');
      const document = parseDidDocument(body, did);
      return document ? resolved(document) : unresolved('invalidDidDocument');
    } catch (error) {
      if (error instanceof KlusCVError) {
        return unresolved(error.code === 'fetch_too_large' ? 'invalidDidDocument' : 'unreachable');
      }
      throw error;
    }
  };
