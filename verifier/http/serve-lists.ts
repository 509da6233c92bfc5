/**
 * `GET /api/v1/lists/…`: what somebody needs who checks on their own device: whom we trust, the keys of those platforms,
 * and their status lists, whole. Who asks tells neither us nor a platform which credential is checked.
 */
import type { Request, RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import type { KnownTrustList } from '../../core/trust/index.ts';
import type { Store } from '../../store/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { type ContextDeps, createContext } from '../report/create-context.ts';
import { kindOfStatusList } from '../trust/check-status-list.ts';
import { platformOfDid, platformOfListUrl } from '../trust/find-listed.ts';

type KnownLists = Store['knownLists'];

/** Remembers what this process handed out. */
export function createOwnKnownLists(): KnownLists {
  const known = new Set<string>();
  return {
    addList: async (url, most) => {
      if (known.size < most) known.add(url);
    },
    listKnown: async () => [...known].sort(),
  };
}

const contentTypes = { token: 'application/statuslist+jwt', bitstring: 'application/vc' } as const;

/** Whom this verifier trusts, as it stands now: the scheme's list with what its operator made of it. */
export function serveTrusted(
  deps: Pick<VerifierDeps, 'trustList' | 'name'>,
  known: KnownLists,
): RequestHandler {
  return async (_req, res) => {
    const trust = await deps.trustList.load();
    if (trust.state === 'missing') {
      res.json({ verifier: deps.name, state: trust.state });
      return;
    }
    // Registered verifiers and the story of the scheme's keys are nothing to whoever checks a credential.
    const { keyChanges: _changes, ...list } = trust.list;
    res.json({
      verifier: deps.name,
      state: trust.state,
      list: { ...list, verifiers: [] },
      // So that whoever checks need not believe this service: the scheme's list as it signed it, and by which keys.
      signed: deps.trustList.signedList(),
      schemeKeys: deps.trustList.pinnedKeys,
      // For who wants to have them before there is something to check.
      dids: list.platforms.flatMap(({ did, otherDids }) => [did, ...otherDids]),
      statusLists: (await known.listKnown()).filter((url) => platformOfListUrl(list, url) !== undefined),
    });
  };
}

/** The DID document of a listed platform, fetched anew when it does not name the key; 404 for every other DID. */
export function serveDidDocument(deps: Pick<VerifierDeps, 'trustList' | 'resolveDid'>): RequestHandler {
  return async (req, res) => {
    const did = askedFor(req, 'did');
    if (platformOfDid(await listOf(deps), did) === undefined) throw new KlusCVError('not_found');
    const method = typeof req.query.key === 'string' ? req.query.key : undefined;
    const { didDocument } = await deps.resolveDid(did, method);
    if (didDocument === null) throw new KlusCVError('fetch_failed');
    res.json(didDocument);
  };
}

const mostKnown = 200;
/** Of addresses that gave no list so far as many as this are asked for at one platform in a minute, whoever asks. */
const mostUntriedAMinute = 600;

/** Counts what strangers have us ask of each listed platform, so that nobody makes us call it without end. */
function createUntriedLimit(clock: Clock): (did: string) => boolean {
  const counts = new Map<string, { calls: number; readonly endsAt: number }>();
  return (did) => {
    const now = clock().getTime();
    const known = counts.get(did);
    const count = known && now < known.endsAt ? known : { calls: 0, endsAt: now + 60_000 };
    count.calls += 1;
    counts.set(did, count);
    return count.calls <= mostUntriedAMinute;
  };
}

/**
 * A status list at a listed platform's own address, which that platform signed; 404 for every other address, 429 when too many
 * others were asked for there.
 *
 * @param known the addresses of lists that were handed out; it grows here
 */
export function serveStatusList(deps: ContextDeps, known: KnownLists): RequestHandler {
  const mayTry = createUntriedLimit(deps.clock);
  return async (req, res) => {
    const url = askedFor(req, 'url');
    const platform = platformOfListUrl(await listOf(deps), url);
    if (platform === undefined) throw new KlusCVError('not_found');
    if (!(await known.listKnown()).includes(url) && !mayTry(platform.did))
      throw new KlusCVError('too_many_requests');
    const loaded = await deps.loadStatusList(url);
    if (loaded.status === 'unreachable') throw new KlusCVError('fetch_failed');
    const kind = await kindOfStatusList({ body: loaded.body, url, platform }, await createContext(deps));
    if (kind === undefined) throw new KlusCVError('fetch_refused', 'This is no list of that platform.');
    await known.addList(url, mostKnown);
    res.set('Content-Type', contentTypes[kind]).send(Buffer.from(loaded.body));
  };
}

function askedFor(req: Request, name: string): string {
  const value = req.query[name];
  if (typeof value !== 'string') throw new KlusCVError('invalid_request', `The call needs one "${name}".`);
  return value;
}

async function listOf({ trustList }: Pick<VerifierDeps, 'trustList'>): Promise<KnownTrustList> {
  const trust = await trustList.load();
  if (trust.state === 'missing') throw new KlusCVError('not_found', 'There is no list of issuers here.');
  return trust.list;
}
