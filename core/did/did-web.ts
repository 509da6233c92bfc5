/** did:web (W3C CCG): the DID document lies on a web server. */
import type { DIDDocument, DIDResolver } from 'did-resolver';
import { z } from 'zod';
import { fromUtf8 } from '../bytes.ts';
import { KlusCVError } from '../errors.ts';
import type { HttpFetch } from '../ports.ts';
import { parseStrictJson } from '../strict-json.ts';
import { resolved, unresolved } from './did-resolution.ts';

/** A platform's keys of many years, each of which stays as long as what it signed: one takes half a kilobyte. */
const maxMethods = 1_000;
const maxBytes = 524_288;
/** Letters of the method's path; percent-encoded ones stay so, since in the address they mean the same. */
const segment = /^(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+$/;
/** A dot, a slash, a backslash, a percent sign or a control sign in disguise: servers and clients differ on what they make of them. */
const disguised = /%(?:2[eEfF5]|5[cC]|[01][0-9A-Fa-f]|7[fF])/;
const hostForm = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(%3[Aa][1-9]\d{0,4})?$/;
/** Whatever a URL parser takes for an IPv4 address; the method wants a domain name. */
const numericHost = /(^|\.)(\d+|0[xX][0-9A-Fa-f]*)(:\d+)?$/;
const loopback = /^(localhost|127\.0\.0\.1)(:\d+)?$/;
const maxPort = 65_535;

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

/** Where the document of a did:web lies; undefined when the DID is not in the form of the method. did:web section 3.2. */
export const didWebUrl = (did: string, allowInsecureLoopback: boolean): string | undefined => {
  const [scheme, method, host, ...path] = did.split(':');
  if (scheme !== 'did' || method !== 'web' || host === undefined || !hostForm.test(host)) return undefined;
  if (path.some((part) => !segment.test(part) || disguised.test(part) || /^\.+$/.test(part)))
    return undefined;
  const authority = decodeURIComponent(host);
  const onThisMachine = allowInsecureLoopback && loopback.test(authority);
  if (Number(authority.split(':')[1] ?? 443) > maxPort) return undefined;
  if (numericHost.test(authority) && !onThisMachine) return undefined;
  const protocol = onThisMachine ? 'http' : 'https';
  return `${protocol}://${authority}/${path.length === 0 ? '.well-known' : path.join('/')}/did.json`;
};

const Method = z.looseObject({
  id: z.string(),
  type: z.string(),
  controller: z.string(),
  publicKeyMultibase: z.string().exactOptional(),
});
const Relationship = z.array(z.union([z.string(), Method])).max(maxMethods);

/** Only what we read; other members are dropped, so that nobody comes to rely on them. */
const WebDidDocument = z.object({
  id: z.string(),
  verificationMethod: z.array(Method).max(maxMethods).optional(),
  assertionMethod: Relationship.optional(),
  authentication: Relationship.optional(),
});

/** Two keys under one id would leave it open which of them signed (Controlled Identifiers 1.0 section 2.2). */
const namesEachKeyOnce = (did: string, methods: readonly { readonly id: string }[]): boolean =>
  new Set(methods.map(({ id }) => (id.startsWith('#') ? did + id : id))).size === methods.length;

/** The DID document in an answer; undefined when it is none, or is about another DID. */
export const parseDidDocument = (body: Uint8Array, did: string): DIDDocument | undefined => {
  try {
    const json = parseStrictJson(fromUtf8(body));
    const parsed = WebDidDocument.safeParse(json.ok ? json.value : undefined);
    if (!parsed.success || parsed.data.id !== did) return undefined;
    const { id, verificationMethod = [], assertionMethod = [], authentication = [] } = parsed.data;
    if (!namesEachKeyOnce(id, verificationMethod)) return undefined;
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
