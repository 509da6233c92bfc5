/** Status indexes and lists: random, never twice, signed anew when something changed. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseJws, parseJwsPayload } from '../../core/proof/index.ts';
import { decodeBitstringList, decodeTokenStatusList, getBit, statusAt } from '../../core/status/index.ts';
import { drawDecoys } from '../../issuer/status/draw-decoys.ts';
import { createStatusLists } from '../../issuer/status/status-lists.ts';
import { listSize, takeStatusIndex } from '../../issuer/status/take-status-index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { openStore } from '../../store/index.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

describe('a status index', () => {
  it('is never given out twice, however unlucky the draw', async () => {
    const store = await openStore('sqlite::memory:');
    await store.statusLists.openList(1, listSize, []);
    const draws = [5, 5, 5, 6, 6, 7];
    const unlucky = (): Uint8Array<ArrayBuffer> => new Uint8Array([0, 0, 0, draws.shift() ?? 9]);
    const taken = [];
    for (let index = 0; index < 3; index++) taken.push(await takeStatusIndex(store.statusLists, unlucky));
    expect(taken).toEqual([5, 6, 7].map((index) => ({ list: 1, index })));
    await store.close();
  });

  it('is different for many taken at the same time, and spread over the list', async () => {
    const store = await openStore('sqlite::memory:');
    const taken = await Promise.all(
      Array.from({ length: 200 }, () => takeStatusIndex(store.statusLists, nodeCrypto.randomBytes)),
    );
    expect(new Set(taken.map(({ index }) => index)).size).toBe(200);
    expect(taken.every(({ list, index }) => list === 1 && index >= 0 && index < listSize)).toBe(true);
    expect(Math.max(...taken.map(({ index }) => index))).toBeGreaterThan(listSize / 2);
    await store.close();
  });

  it('is taken ahead by who has given out many, alone by who gives out one, and by nobody else', async () => {
    const store = await openStore('sqlite::memory:');
    await store.statusLists.openList(1, listSize, []);
    let changes = 0;
    const counting = () => ({
      ...store.statusLists,
      takeIndexes: (...wish: Parameters<typeof store.statusLists.takeIndexes>) => {
        changes += 1;
        return store.statusLists.takeIndexes(...wish);
      },
    });
    const [lists, others] = [counting(), counting()];
    const taken: number[] = [];
    const take = async (from = lists) => {
      taken.push((await takeStatusIndex(from, nodeCrypto.randomBytes)).index);
    };
    const used = async () => (await store.statusLists.loadNewestList())?.used ?? 0;
    await take();
    expect([changes, await used()]).toEqual([1, 1]);
    for (let turn = 0; turn < 500; turn += 1) await take();
    expect(changes).toBeLessThan(20);
    expect((await used()) - taken.length).toBeLessThanOrEqual(64);
    await Promise.all(Array.from({ length: 200 }, () => take()));
    await Promise.all(Array.from({ length: 200 }, () => take(others)));
    expect(new Set(taken).size).toBe(901);
    expect((await used()) - taken.length).toBeLessThanOrEqual(128);
    await store.close();
  });

  it('is not taken from a list that is frozen, whoever tries', async () => {
    const store = await openStore('sqlite::memory:');
    await store.statusLists.openList(1, listSize, []);
    const { takeIndexes } = store.statusLists;
    expect(await takeIndexes(1, [5, 6], 1)).toEqual([5]);
    expect(await takeIndexes(1, [6], 1)).toEqual([]);
    expect(await takeIndexes(1, [5, 7, 7], 9)).toEqual([7]);
    expect(await takeIndexes(2, [5], 2)).toEqual([]);
    expect((await store.statusLists.loadNewestList())?.used).toBe(2);
    await store.close();
  });

  it('lies among decoys, which count as used and are never given out', async () => {
    const store = await openStore('sqlite::memory:');
    await takeStatusIndex(store.statusLists, nodeCrypto.randomBytes);
    const [fill] = await store.statusLists.listFills();
    expect(fill?.used).toBeGreaterThan(1_000);
    const decoys = drawDecoys(nodeCrypto.randomBytes, listSize);
    await store.statusLists.openList(2, listSize, decoys);
    const [decoy] = decoys;
    expect(await store.statusLists.takeIndexes(2, [decoy?.index ?? 0], listSize)).toEqual([]);
    expect((await store.statusLists.loadNewestList())?.used).toBe(decoys.length);
    await store.close();
  });

  it('comes from a new list when the last one is half full', async () => {
    const lists = [{ list: 1, size: listSize, used: listSize / 2 }];
    const place = await takeStatusIndex(
      {
        loadNewestList: async () => lists.at(-1),
        openList: async (list, size, decoys) => {
          lists.push({ list, size, used: decoys.length });
        },
        takeIndexes: async (_list, indexes) => indexes,
      },
      nodeCrypto.randomBytes,
    );
    expect(place.list).toBe(2);
  });
});

describe('a status list', () => {
  let issuer: TestIssuer;
  beforeAll(async () => {
    issuer = await startTestIssuer();
  });
  afterAll(() => issuer.close());

  const issue = async () =>
    (await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'kluscv-ldp' })).json();
  const change = (credentialId: string, status: string) =>
    issuer.call('POST', `/credentials/${credentialId}/status`, { status });
  const tokenList = async (): Promise<{
    status: (index: number) => unknown;
    payload: Record<string, unknown>;
  }> => {
    const response = await fetch(`${issuer.url}/status/token/1`);
    expect(response.headers.get('content-type')).toBe('application/statuslist+jwt');
    expect(response.headers.get('cache-control')).toBe('public, max-age=5');
    const jws = parseJws(await response.text());
    const payload = jws.ok ? parseJwsPayload(jws.value) : jws;
    if (!payload.ok) throw new Error('no list');
    const decoded = decodeTokenStatusList(payload.value.status_list);
    return {
      payload: payload.value,
      status: (index) => (decoded.ok ? statusAt(decoded.value, index) : undefined),
    };
  };
  const bit = async (purpose: string, index: number): Promise<unknown> => {
    const response = await fetch(`${issuer.url}/status/bitstring/1/${purpose}`);
    expect(response.headers.get('content-type')).toBe('application/vc');
    const decoded = decodeBitstringList((await response.json()).credentialSubject.encodedList);
    return decoded.ok ? getBit(decoded.value, index) : undefined;
  };

  it('is hashed by the service’s own cryptography', async () => {
    const store = await openStore('sqlite::memory:');
    await store.statusLists.openList(1, listSize, []);
    const hashed: string[] = [];
    const lists = createStatusLists(store.statusLists, {
      issuerUrl: issuer.url,
      keys: issuer.deps.keys,
      clock: () => new Date('2026-11-20T12:00:00Z'),
      crypto: {
        hashText: (hash, text) => {
          const whole = typeof text === 'string' ? text : text.join('');
          hashed.push(whole);
          return createHash(hash).update(whole).digest('hex');
        },
      },
    });
    const { credentialSubject, proof } = JSON.parse(
      (await lists.renderBitstringList(1, 'revocation'))?.text ?? '{}',
    );
    expect(hashed.some((text) => text.includes(credentialSubject.encodedList))).toBe(true);
    expect(hashed.some((text) => text.includes(proof.created))).toBe(true);
    await store.close();
  });

  it('carries a change at once, in every form and in no other', async () => {
    const { credentialId, credential } = await issue();
    const index = Number(credential.credentialStatus[0].statusListIndex);
    const all = async () => [
      (await tokenList()).status(index),
      Number(await bit('revocation', index)),
      Number(await bit('suspension', index)),
    ];
    expect(await all()).toEqual([0, 0, 0]);
    await change(credentialId, 'suspended');
    expect(await all()).toEqual([2, 0, 1]);
    await change(credentialId, 'active');
    expect(await all()).toEqual([0, 0, 0]);
    await change(credentialId, 'revoked');
    expect(await all()).toEqual([1, 1, 0]);
  });

  it('is not sent again to whoever has it', async () => {
    for (const path of ['token/1', 'token/1/refresh', 'bitstring/1/revocation', 'bitstring/1/refresh']) {
      const first = await fetch(`${issuer.url}/status/${path}`);
      const etag = first.headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[\w-]{27}"$/);
      const again = await fetch(`${issuer.url}/status/${path}`, { headers: { 'if-none-match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect(again.headers.get('cache-control')).toBe('public, max-age=5');
    }
    const old = await fetch(`${issuer.url}/status/token/1`);
    const { credentialId } = await issue();
    await change(credentialId, 'revoked');
    const changed = await fetch(`${issuer.url}/status/token/1`, {
      headers: { 'if-none-match': old.headers.get('etag') ?? '' },
    });
    expect(changed.status).toBe(200);
  });

  it('says in both forms how long it may be kept', async () => {
    const { credentialSubject } = await (await fetch(`${issuer.url}/status/bitstring/1/refresh`)).json();
    expect(credentialSubject).toMatchObject({ statusPurpose: 'refresh', ttl: 5_000 });
  });

  it('is signed anew before it runs out, also when nobody asks', async () => {
    const { store, statusLists } = issuer.deps;
    await store.statusLists.openList(7, listSize, []);
    await statusLists.renewAll();
    const before = await (await fetch(`${issuer.url}/status/token/7`)).text();
    issuer.passTime(601);
    await statusLists.renewAll();
    expect(await (await fetch(`${issuer.url}/status/token/7`)).text()).not.toBe(before);
  });

  it('says where it stands, until when it holds and how long it may be kept', async () => {
    const { payload } = await tokenList();
    expect(payload).toMatchObject({ sub: `${issuer.url}/status/token/1`, ttl: 5 });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(3_600);
  });

  it('is the same bytes while nothing changes, and signed anew in time', async () => {
    const text = async () => (await fetch(`${issuer.url}/status/token/1`)).text();
    const first = await text();
    issuer.passTime(599);
    expect(await text()).toBe(first);
    issuer.passTime(2);
    expect(await text()).not.toBe(first);
  });

  it.each(['token/2', 'token/x', 'token/01', 'bitstring/1/other', 'bitstring/0/revocation'])(
    'is not found at %s',
    async (path) => {
      expect((await fetch(`${issuer.url}/status/${path}`)).status).toBe(404);
    },
  );
});
