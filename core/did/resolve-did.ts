/** Resolution of the three DID methods that we take; every other method is refused, not guessed. */
import { type DIDResolutionResult, type DIDResolver, Resolver } from 'did-resolver';
import { resolveDidJwk } from './did-jwk.ts';
import { resolveDidKey } from './did-key.ts';
import { unresolved } from './did-resolution.ts';
import { createDidWebResolver, type DidWebOptions } from './did-web.ts';

/** The forms that a document is given in (DID Core 1.0 section 6.2). */
const representations: ReadonlySet<string> = new Set([
  'application/did',
  'application/did+json',
  'application/did+ld+json',
  'application/json',
]);

/** What a DID URL asks an earlier document with (DID Core 1.0 section 3.2.1; `version` is in use beside them). */
const versionParameters = ['versionId', 'versionTime', 'version'] as const;

/** None of the three methods keeps earlier documents: who asks for one is told so, and never gets today's for it. */
const withoutVersions =
  (resolver: DIDResolver): DIDResolver =>
  async (did, parsed, ...rest) => {
    const asked = new URLSearchParams(parsed.query);
    if (versionParameters.some((name) => asked.has(name))) return unresolved('notFound');
    return resolver(did, parsed, ...rest);
  };

export type ResolveDidOptions = DidWebOptions & {
  /** The form in which the document is wanted; JSON is all there is. */
  readonly accept?: string;
};

/**
 * The DID document of a did:key, did:jwk or did:web, as a resolution result (`didResolutionMetadata.error` says
 * `unreachable` when nothing could be learned, `notFound` when a version is asked for). Only did:web fetches, and only through the given fetch. DID Core 1.0 section 7.1.
 */
export const resolveDid = async (did: string, options: ResolveDidOptions): Promise<DIDResolutionResult> => {
  if (options.accept !== undefined && !representations.has(options.accept))
    return unresolved('representationNotSupported');
  const resolver = new Resolver({
    key: withoutVersions(resolveDidKey),
    jwk: withoutVersions(resolveDidJwk),
    web: withoutVersions(createDidWebResolver(options)),
  });
  return resolver.resolve(did);
};
