/** The verifier's lists for checks on this device: fetched whole, and asked for once in a round of checks. */
import type { DIDResolutionResult } from 'did-resolver';
import { z } from 'zod';
import { namesMethod, parseDidDocument, resolveDid } from '../../../core/did/index.ts';
import { type KnownTrustList, Platform, TrustList } from '../../../core/trust/index.ts';
import type { LoadedStatusList, TrustState } from '../../../core/verify/index.ts';
import type { PageFetch } from '../../../ui/call-api.ts';
import { confirmList } from './confirm-list.ts';

export type Lists = {
  readonly verifierName: string;
  readonly trust: TrustState;
  readonly resolveDid: (did: string, method?: string) => Promise<DIDResolutionResult>;
  readonly loadStatusList: (url: string) => Promise<LoadedStatusList>;
  /** When the oldest of them was fetched, where it is one of an earlier visit. */
  readonly keptSince: () => Date | undefined;
};

const KnownList = TrustList.extend({
  platforms: z.array(
    Platform.extend({
      vouchedBy: z.string().exactOptional(),
      vouchedByList: z.strictObject({ version: z.int(), issued: z.string() }).exactOptional(),
    }),
  ),
});
const Trusted = z.discriminatedUnion('state', [
  z.object({ verifier: z.string(), state: z.literal('missing') }),
  z.object({
    verifier: z.string(),
    state: z.enum(['current', 'outdated']),
    list: KnownList,
    signed: z.string().optional(),
    schemeKeys: z.unknown(),
  }),
]);

/** Set by `service-worker.ts` on an answer that it gives from an earlier visit. */
export const keptHeader = 'x-kluscv-kept-since';

const refuse = (): Promise<never> => Promise.reject(new TypeError('Only the verifier is asked.'));

/**
 * Whom the verifier trusts, and the way to what else it knows; undefined when it cannot be asked.
 * The list's signature and its own end are looked at again here: it may be one of an earlier visit, or not the scheme's.
 *
 * @param pinned the scheme's keys as this page was built with; those that the verifier names where it was not
 */
export async function loadLists(
  fetch: PageFetch,
  clock: { readonly now: () => Date },
  pinned: string | undefined,
): Promise<Lists | undefined> {
  let oldest: Date | undefined;
  const ask = async (path: string): Promise<Response | undefined> => {
    const answer = await fetch(`/api/v1/lists/${path}`, { credentials: 'omit' }).catch(() => undefined);
    const kept = answer?.headers.get(keptHeader);
    const since = typeof kept === 'string' ? new Date(kept) : undefined;
    if (since !== undefined && (oldest === undefined || since < oldest)) oldest = since;
    return answer?.ok === true ? answer : undefined;
  };
  const answer: unknown = await (await ask('trust-list'))?.json().catch(() => undefined);
  const parsed = Trusted.safeParse(answer);
  if (!parsed.success) return undefined;
  const trust = parsed.data.state === 'missing' ? undefined : await confirmList({ ...parsed.data, pinned });
  return {
    verifierName: parsed.data.verifier,
    trust: trust === undefined ? { state: 'missing' } : trustOf(trust, clock.now()),
    resolveDid: createResolver(ask),
    loadStatusList: remember((url) => loadStatusList(url, ask)),
    keptSince: () => oldest,
  };
}

function trustOf(
  trusted: { readonly state: 'current' | 'outdated'; readonly list: KnownTrustList },
  now: Date,
): TrustState {
  const isOver = now.getTime() >= Date.parse(trusted.list.nextUpdate);
  return { state: isOver ? 'outdated' : trusted.state, list: trusted.list };
}

type Ask = (path: string) => Promise<Response | undefined>;

/** Asks once in a round, and once more for a key that the document does not name: the platform may have a new one. */
function createResolver(ask: Ask): Lists['resolveDid'] {
  const resolve = remember((did) => resolveListed(did, ask));
  const again = new Map<string, Promise<DIDResolutionResult>>();
  return async (did, method) => {
    const known = await resolve(did);
    if (method === undefined || known.didDocument === null || namesMethod(known.didDocument, method))
      return known;
    const asked = again.get(method) ?? resolveListed(did, ask, method);
    again.set(method, asked);
    return asked;
  };
}

/** did:key and did:jwk hold their key themselves; of did:web the verifier has the documents of those it trusts. */
async function resolveListed(did: string, ask: Ask, method?: string): Promise<DIDResolutionResult> {
  if (!did.startsWith('did:web:')) return resolveDid(did, { fetch: refuse, allowInsecureLoopback: false });
  const key = method === undefined ? '' : `&key=${encodeURIComponent(method)}`;
  const answer = await ask(`did-documents?did=${encodeURIComponent(did)}${key}`);
  const body = await answer?.arrayBuffer().catch(() => undefined);
  const didDocument = body === undefined ? undefined : parseDidDocument(new Uint8Array(body), did);
  return didDocument === undefined
    ? { didResolutionMetadata: { error: 'unreachable' }, didDocument: null, didDocumentMetadata: {} }
    : { didResolutionMetadata: {}, didDocument, didDocumentMetadata: {} };
}

async function loadStatusList(url: string, ask: Ask): Promise<LoadedStatusList> {
  const answer = await ask(`status-lists?url=${encodeURIComponent(url)}`);
  const body = await answer?.arrayBuffer().catch(() => undefined);
  return body === undefined
    ? { status: 'unreachable' }
    : {
        status: 'loaded',
        body: new Uint8Array(body),
        contentType: answer?.headers.get('content-type') ?? '',
      };
}

function remember<Value>(load: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (key) => {
    const value = known.get(key) ?? load(key);
    known.set(key, value);
    return value;
  };
}
