import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { HttpFetch } from '../../core/ports.ts';
import { createLog } from '../../server/index.ts';
import { createDidCache } from '../../verifier/trust/did-cache.ts';
import { createStatusListCache } from '../../verifier/trust/status-list-cache.ts';

const log = createLog({ name: 'test', level: 'silent' });
const url = 'https://poetsmaat.example/status/token/1';

function createClock() {
  let now = 0;
  return { clock: () => new Date(now), wait: (seconds: number) => (now += seconds * 1000) };
}

const answering = (status: number, body = 'list') => {
  const asked: string[] = [];
  const fetch: HttpFetch = async (request) => {
    asked.push(request.url);
    return { status, headers: { 'content-type': 'application/statuslist+jwt' }, body: toUtf8(body) };
  };
  return { asked, fetch };
};

describe('the memory of status lists', () => {
  it('asks once for many checks at the same moment, and again when its time is over', async () => {
    const { clock, wait } = createClock();
    const { asked, fetch } = answering(200);
    const { load, counts } = createStatusListCache({
      fetch,
      clock,
      log,
      seconds: 2,
      entries: 10,
      bytes: 10_000,
      maxBytes: 1000,
    });
    const loaded = await Promise.all([load(url), load(url), load(url)]);
    expect(loaded.map(({ status }) => status)).toEqual(['loaded', 'loaded', 'loaded']);
    await load(url);
    expect(asked).toHaveLength(1);
    wait(2);
    await load(url);
    expect(asked).toHaveLength(2);
    expect(counts()).toEqual({ hits: 3, misses: 2, size: 1 });
  });

  it('hands on the very same object until the list changes, so that it is verified once per version', async () => {
    const { clock, wait } = createClock();
    let text = 'list';
    const fetch: HttpFetch = async () => ({ status: 200, headers: {}, body: toUtf8(text) });
    const { load } = createStatusListCache({
      fetch,
      clock,
      log,
      seconds: 2,
      entries: 10,
      bytes: 10_000,
      maxBytes: 1000,
    });
    const first = await load(url);
    wait(2);
    expect(await load(url)).toBe(first);
    wait(2);
    text = 'list of another day';
    expect(await load(url)).not.toBe(first);
  });

  it('calls a list that is not there, or an address that does not answer, unreachable, and asks again after five seconds', async () => {
    const { clock, wait } = createClock();
    const gone = answering(404);
    const { load } = createStatusListCache({
      ...gone,
      clock,
      log,
      seconds: 60,
      entries: 10,
      bytes: 10_000,
      maxBytes: 1000,
    });
    expect(await load(url)).toEqual({ status: 'unreachable' });
    wait(4);
    expect(await load(url)).toEqual({ status: 'unreachable' });
    expect(gone.asked).toHaveLength(1);
    wait(1);
    await load(url);
    expect(gone.asked).toHaveLength(2);
    const silent: HttpFetch = () => Promise.reject(new KlusCVError('fetch_failed'));
    const { load: loadSilent } = createStatusListCache({
      fetch: silent,
      clock,
      log,
      seconds: 60,
      entries: 10,
      bytes: 10_000,
      maxBytes: 1,
    });
    expect(await loadSilent(url)).toEqual({ status: 'unreachable' });
  });

  it('keeps no more lists than it may', async () => {
    const { clock } = createClock();
    const { asked, fetch } = answering(200);
    const { load } = createStatusListCache({
      fetch,
      clock,
      log,
      seconds: 60,
      entries: 2,
      bytes: 10_000,
      maxBytes: 1000,
    });
    for (const list of ['1', '2', '3', '1']) await load(`https://poetsmaat.example/${list}`);
    expect(asked).toHaveLength(4);
    await load('https://poetsmaat.example/3');
    expect(asked).toHaveLength(4);
  });

  it('keeps no more bytes than it may, however few the lists: the oldest goes first', async () => {
    const { clock, wait } = createClock();
    const { asked, fetch } = answering(200, 'x'.repeat(400));
    const { load, counts } = createStatusListCache({
      fetch,
      clock,
      log,
      seconds: 60,
      entries: 100,
      bytes: 1_000,
      maxBytes: 1_000,
    });
    for (const page of ['1', '2', '3', '3', '2', '1']) await load(`https://poetsmaat.example/${page}`);
    expect(asked.map((address) => address.slice(-1))).toEqual(['1', '2', '3', '1']);
    expect(counts().size).toBe(2);
    wait(60);
    for (const page of ['1', '1', '3', '3']) await load(`https://poetsmaat.example/${page}`);
    expect(counts()).toMatchObject({ size: 2, misses: 6 });
  });
});

describe('the memory of DIDs', () => {
  it('keeps what was resolved for its time, and what was not for five seconds', async () => {
    const { clock, wait } = createClock();
    const asked: string[] = [];
    const { resolve } = createDidCache(
      async (did) => {
        asked.push(did);
        const didDocument = did.endsWith('good') ? { id: did } : null;
        return { didResolutionMetadata: {}, didDocument, didDocumentMetadata: {} };
      },
      { clock, seconds: 60, entries: 10 },
    );
    for (const did of ['did:web:good', 'did:web:good', 'did:web:bad', 'did:web:bad']) await resolve(did);
    expect(asked).toEqual(['did:web:good', 'did:web:bad']);
    const first = await resolve('did:web:good');
    wait(5);
    for (const did of ['did:web:good', 'did:web:bad']) await resolve(did);
    expect(asked).toEqual(['did:web:good', 'did:web:bad', 'did:web:bad']);
    wait(60);
    expect(await resolve('did:web:good')).toBe(first);
    expect(asked).toHaveLength(4);
  });

  it('holds what was fetched alone: workers, whose DIDs are their keys, push no platform out', async () => {
    const { clock } = createClock();
    const asked: string[] = [];
    const { resolve, counts } = createDidCache(
      async (did) => {
        asked.push(did);
        return { didResolutionMetadata: {}, didDocument: { id: did }, didDocumentMetadata: {} };
      },
      { clock, seconds: 60, entries: 2 },
    );
    await resolve('did:web:good');
    for (const worker of ['did:key:z1', 'did:jwk:e2', 'did:key:z3'])
      expect((await resolve(worker)).didDocument?.id).toBe(worker);
    await resolve('did:web:good');
    expect(asked.filter((did) => did === 'did:web:good')).toHaveLength(1);
    expect(counts().size).toBe(1);
  });

  it('holds today’s document alone: a change takes its place, and who asks for a version asks for something else', async () => {
    const { clock, wait } = createClock();
    const asked: string[] = [];
    let key = 'did:web:good#old';
    const { resolve } = createDidCache(
      async (did) => {
        asked.push(did);
        const didDocument = did.includes('?') ? null : { id: did, assertionMethod: [key] };
        return { didResolutionMetadata: {}, didDocument, didDocumentMetadata: {} };
      },
      { clock, seconds: 60, entries: 10 },
    );
    const before = await resolve('did:web:good');
    key = 'did:web:good#new';
    expect(await resolve('did:web:good')).toBe(before);
    expect((await resolve('did:web:good?versionId=1')).didDocument).toBeNull();
    wait(60);
    const after = await resolve('did:web:good');
    expect(after).not.toBe(before);
    expect(after.didDocument?.assertionMethod).toEqual([key]);
    expect(asked).toEqual(['did:web:good', 'did:web:good?versionId=1', 'did:web:good']);
  });

  describe('when a document does not name a key that was signed with', () => {
    const did = 'did:web:good';
    const key = (name: string): string => `${did}#${name}`;
    const create = (seconds = 60) => {
      const { clock, wait } = createClock();
      let [names, isThere, fetched] = [['old'], true, 0];
      const { resolve } = createDidCache(
        async () => {
          fetched += 1;
          const verificationMethod = names.map((name) => ({
            id: key(name),
            type: 'Multikey',
            controller: did,
          }));
          const didDocument = isThere ? { id: did, verificationMethod } : null;
          return { didResolutionMetadata: {}, didDocument, didDocumentMetadata: {} };
        },
        { clock, seconds, entries: 10 },
      );
      return {
        resolve,
        wait,
        publish: (...all: string[]) => {
          names = all;
        },
        leave: () => {
          isThere = false;
        },
        fetched: () => fetched,
      };
    };
    const namesOf = async (resolved: ReturnType<ReturnType<typeof create>['resolve']>) =>
      (await resolved).didDocument?.verificationMethod?.map(({ id }) => id.slice(did.length + 1));

    it('fetches it again, once for all who ask, and keeps what came', async () => {
      const { resolve, publish, fetched } = create();
      await resolve(did);
      publish('old', 'new');
      expect(await namesOf(resolve(did, key('old')))).toEqual(['old']);
      expect(fetched()).toBe(1);
      const asked = Array.from({ length: 20 }, () => namesOf(resolve(did, key('new'))));
      expect(await Promise.all(asked)).toEqual(asked.map(() => ['old', 'new']));
      expect(await namesOf(resolve(did))).toEqual(['old', 'new']);
      expect(fetched()).toBe(2);
    });

    it('does so once a second at most, and for a key that there is not once in five', async () => {
      const { resolve, wait, fetched } = create();
      for (const name of ['a', 'a', 'a', 'a']) await resolve(did, key(name));
      expect(fetched()).toBe(2);
      // Each begins after it was asked for, so that none is told what was true before.
      await Promise.all(['b', 'c', 'd', 'e'].map((name) => resolve(did, key(name))));
      expect(fetched()).toBe(3);
      wait(5);
      await resolve(did, key('a'));
      expect(fetched()).toBe(4);
    });

    it('knows nothing of the key when the document cannot be had, and goes on with the one that it has', async () => {
      const { resolve, leave } = create();
      await resolve(did);
      leave();
      expect((await resolve(did, key('new'))).didDocument).toBeNull();
      expect(await namesOf(resolve(did, key('old')))).toEqual(['old']);
    });

    it('never fetches again for a key that is itself the DID, or for a name that no key has', async () => {
      const { resolve, fetched } = create();
      await resolve('did:jwk:abc', 'did:jwk:abc#1');
      await resolve(did, key('x'.repeat(5_000)));
      expect(fetched()).toBe(2);
    });
  });
});
