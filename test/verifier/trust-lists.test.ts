import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { PublicJwk } from '../../core/keys/index.ts';
import type { HttpFetch } from '../../core/ports.ts';
import {
  addSignature,
  keyChangeType,
  type Platform,
  type SchemeKeys,
  signText,
  signTrustList,
  type TrustList,
  trustListType,
} from '../../core/trust/index.ts';
import { createLog } from '../../server/index.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../server/node-crypto.ts';
import { createHeldFetch } from '../../verifier/trust/held-fetch.ts';
import { createKeptListFile, type KeptList } from '../../verifier/trust/kept-list.ts';
import { createKnownPlatforms } from '../../verifier/trust/known-platforms.ts';
import { createTrustListSource } from '../../verifier/trust/trust-list-source.ts';

const log = createLog({ name: 'test', level: 'silent' });
const scheme = createNodeSigner(generatePrivateJwk('EdDSA'));
const next = createNodeSigner(generatePrivateJwk('EdDSA'));
const url = 'https://kluscv.example/trust-list.jwt';
const day = 86_400_000;
const begin = Date.parse('2026-11-14T12:00:00Z');

const platform = (name: string, more: Partial<Platform> = {}): Platform => ({
  name,
  kvkNumber: '12345678',
  url: `https://${name}.example`,
  did: `did:web:${name}.example`,
  otherDids: [],
  certificateAnchors: [],
  from: '2026-01-01',
  ...more,
});
const list = (version: number, change: Partial<TrustList> = {}): TrustList => ({
  scheme: 'KlusCV',
  version,
  issued: new Date(begin).toISOString(),
  nextUpdate: new Date(begin + 7 * day).toISOString(),
  platforms: [],
  verifiers: [],
  ...change,
});

/** A scheme's address, a clock and a memory, all in hand. */
function createWorld(kept: string | undefined = undefined) {
  let now = begin;
  const world: { published: string | undefined; stored: string | undefined; asked: number } = {
    published: undefined,
    stored: kept,
    asked: 0,
  };
  const fetch: HttpFetch = async () => {
    world.asked++;
    if (world.published === undefined) throw new KlusCVError('fetch_failed');
    return { status: 200, headers: {}, body: toUtf8(world.published) };
  };
  const memory: KeptList = {
    load: async () => world.stored,
    store: async (signed) => {
      world.stored = signed;
    },
  };
  const start = (schemeKey: PublicJwk | SchemeKeys = scheme.publicJwk, name?: string) =>
    createTrustListSource({
      location: url,
      schemeKey,
      ...(name === undefined ? {} : { scheme: name }),
      kept: memory,
      fetch,
      crypto,
      clock: () => new Date(now),
      log,
      refreshSeconds: 60,
    });
  const wait = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { world, start, wait };
}

const versionOf = async (source: ReturnType<ReturnType<typeof createWorld>['start']>) => {
  const state = await source.load();
  return state.state === 'missing' ? 'missing' : `${state.state} ${state.list.version}`;
};

describe('the list of issuers over time', () => {
  it('is refreshed, and never replaced by a lower version or another list under the same number', async () => {
    const { world, start, wait } = createWorld();
    const source = start();
    expect(await versionOf(source)).toBe('missing');
    for (const [published, expected] of [
      [list(4), 'current 4'],
      [list(3), 'current 4'],
      [
        list(4, { verifiers: [{ name: 'X', certificateSha256: 'A'.repeat(43), purposes: ['uwv'] }] }),
        'current 4',
      ],
      [list(5), 'current 5'],
    ] as const) {
      world.published = await signTrustList(published, scheme);
      wait(61_000);
      expect(await versionOf(source)).toBe(expected);
    }
    const held = await source.load();
    expect(held.state !== 'missing' && held.list.verifiers).toEqual([]);
  });

  it('stays when its address does not answer, and is outdated past its next update', async () => {
    const { world, start, wait } = createWorld();
    const source = start();
    world.published = await signTrustList(list(4), scheme);
    expect(await versionOf(source)).toBe('current 4');
    world.published = undefined;
    wait(7 * day - 1_000);
    expect(await versionOf(source)).toBe('current 4');
    wait(1_000);
    expect(await versionOf(source)).toBe('outdated 4');
  });

  it('is asked for once by many at the same moment, and not again before its time', async () => {
    const { world, start, wait } = createWorld();
    const source = start();
    world.published = await signTrustList(list(4), scheme);
    await Promise.all([source.load(), source.load(), source.load()]);
    await source.load();
    expect(world.asked).toBe(1);
    wait(61_000);
    await source.load();
    expect(world.asked).toBe(2);
  });
});

describe('the list of issuers over a restart', () => {
  it('is kept, used while nothing newer can be had, and not gone back behind', async () => {
    const kept = await signTrustList(list(4), scheme);
    const { world, start, wait } = createWorld(kept);
    const source = start();
    expect(await versionOf(source)).toBe('current 4');
    world.published = await signTrustList(list(3), scheme);
    wait(61_000);
    expect(await versionOf(source)).toBe('current 4');
    world.published = await signTrustList(list(5), scheme);
    wait(61_000);
    expect(await versionOf(source)).toBe('current 5');
    expect(world.stored).toBe(world.published);
  });

  it('is not believed when somebody else wrote the kept one, or another key is pinned since', async () => {
    const { start } = createWorld(await signTrustList(list(4), next));
    expect(await versionOf(start())).toBe('missing');
    const { start: startAnew, world } = createWorld(await signTrustList(list(4), scheme));
    world.published = await signTrustList(list(1), next);
    expect(await versionOf(startAnew(next.publicJwk))).toBe('current 1');
  });

  it('is written whole to a file that only its owner may read', async () => {
    const file = createKeptListFile(join(folder, 'deep', 'copy.jwt'));
    expect(await file.load()).toBeUndefined();
    await file.store('one');
    await file.store('two');
    expect(await file.load()).toBe('two');
    await writeFile(join(folder, 'large'), 'x'.repeat(4 * 1024 * 1024 + 1));
    expect(await createKeptListFile(join(folder, 'large')).load()).toBeUndefined();
    expect(await readFile(join(folder, 'deep', 'copy.jwt'), 'utf8')).toBe('two');
  });
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kluscv-trust-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a change of the scheme's key", () => {
  const change = (to = next) =>
    signText(
      {
        typ: keyChangeType,
        payload: { scheme: 'KlusCV', generation: 1, next: { keys: [to.publicJwk], threshold: 1 } },
      },
      scheme,
    );

  it('is followed by a verifier that pinned the old key, without anybody touching its settings', async () => {
    const { world, start, wait } = createWorld();
    const source = start();
    world.published = await signTrustList(list(4), scheme);
    expect(await versionOf(source)).toBe('current 4');
    const keyChanges = [await change()];
    world.published = await signTrustList(list(5, { keyChanges }), next);
    wait(61_000);
    expect(await versionOf(source)).toBe('current 5');
  });

  it('cannot be told in another way by a thief of the old key, nor undone', async () => {
    const { world, start, wait } = createWorld();
    const source = start();
    const keyChanges = [await change()];
    world.published = await signTrustList(list(5, { keyChanges }), next);
    expect(await versionOf(source)).toBe('current 5');
    const thief = createNodeSigner(generatePrivateJwk('EdDSA'));
    for (const stolen of [
      await signTrustList(list(6, { keyChanges: [await change(thief)] }), thief),
      await signTrustList(list(6), scheme),
    ]) {
      world.published = stolen;
      wait(61_000);
      expect(await versionOf(source)).toBe('current 5');
    }
  });
});

describe('two persons who sign', () => {
  it('must both have signed', async () => {
    const { world, start, wait } = createWorld();
    const pinned = { keys: [scheme.publicJwk, next.publicJwk], threshold: 2 };
    const source = start(pinned);
    const one = await signTrustList(list(4), scheme);
    world.published = one;
    expect(await versionOf(source)).toBe('missing');
    world.published = await addSignature(one, trustListType, next);
    wait(61_000);
    expect(await versionOf(source)).toBe('current 4');
  });
});

describe("the operator's own say", () => {
  const sourceOf = async (published: TrustList, key = scheme) => {
    const { world, start, wait } = createWorld();
    world.published = await signTrustList(published, key);
    return { source: start(key.publicJwk, published.scheme), wait };
  };
  const namesOf = async (source: Awaited<ReturnType<typeof sourceOf>>['source']) => {
    const state = await source.load();
    return state.state === 'missing' ? [] : state.list.platforms.map(({ name }) => name);
  };

  it("narrows the scheme's list to those who are named", async () => {
    const { source } = await sourceOf(list(1, { platforms: [platform('poetsmaat'), platform('dagploeg')] }));
    const known = createKnownPlatforms({ scheme: source, only: ['did:web:dagploeg.example'] });
    expect(await namesOf(known)).toEqual(['dagploeg']);
    expect(known.signedList()).toBe(source.signedList());
    expect(source.pinnedKeys?.threshold).toBe(1);
    expect(known.pinnedKeys).toEqual(source.pinnedKeys);
  });

  it('adds an own list under an own key, also to a narrowed one', async () => {
    const { source } = await sourceOf(list(1, { platforms: [platform('poetsmaat'), platform('dagploeg')] }));
    const own = await sourceOf(list(9, { scheme: 'Bank', platforms: [platform('kookploeg')] }), next);
    const known = createKnownPlatforms({ scheme: source, own: own.source, only: ['12345678'] });
    expect(await namesOf(known)).toEqual(['poetsmaat', 'dagploeg', 'kookploeg']);
    const state = await known.load();
    expect(state.state !== 'missing' && state.list.platforms[2]).toMatchObject({ vouchedBy: 'Bank' });
    expect(await known.load()).toEqual(state);
  });

  it('leaves everything undetermined while one of both lists is missing or outdated', async () => {
    const { source } = await sourceOf(list(1));
    const nobody = createWorld().start();
    expect(await createKnownPlatforms({ scheme: source, own: nobody }).load()).toEqual({ state: 'missing' });
    const nextUpdate = new Date(begin - day).toISOString();
    const old = await sourceOf(list(1, { scheme: 'Bank', nextUpdate }), next);
    const known = createKnownPlatforms({ scheme: source, own: old.source });
    expect((await known.load()).state).toBe('outdated');
  });

  it("does not take the scheme's list for an own one, nor an own one for the scheme's", async () => {
    const { world, start } = createWorld();
    world.published = await signTrustList(list(1, { scheme: 'Bank' }), scheme);
    expect(await versionOf(start())).toBe('missing');
    const other = createWorld();
    other.world.published = await signTrustList(list(1), scheme);
    expect(await versionOf(other.start(scheme.publicJwk, 'Bank'))).toBe('missing');
  });
});

describe('the documents of a platform that is no more', () => {
  it("are asked for at the scheme's address, everybody else's at their own", async () => {
    const asked: string[] = [];
    const fetch: HttpFetch = async (request) => {
      asked.push(request.url);
      return { status: 200, headers: {}, body: new Uint8Array() };
    };
    const held = { url: 'https://held.example/dagploeg', did: 'did:key:z6Mk', certificateAnchors: [] };
    const platforms = [platform('poetsmaat'), platform('dagploeg', { held })];
    const trustList = {
      load: async () => ({ state: 'current' as const, list: list(1, { platforms }) }),
    };
    const fetchHeld = createHeldFetch(fetch, trustList);
    await fetchHeld({ url: 'https://dagploeg.example/status/token/1' });
    await fetchHeld({ url: 'https://poetsmaat.example/status/token/1' });
    expect(asked).toEqual([
      'https://held.example/dagploeg/status/token/1',
      'https://poetsmaat.example/status/token/1',
    ]);
    await createHeldFetch(fetch, { load: async () => ({ state: 'missing' }) })({ url: 'https://x.example' });
    expect(asked.at(-1)).toBe('https://x.example');
  });
});
