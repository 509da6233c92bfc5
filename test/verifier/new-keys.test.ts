/** A platform that has had a new key for a moment: checks in threads and in the reader's page see it before a memory ends. */
import type { DIDDocument } from 'did-resolver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toUtf8 } from '../../core/bytes.ts';
import { type CheckedLine, checkLines, type Line, startCheckThreads } from '../../verifier/batch/index.ts';
import { loadLists } from '../../verifier/page/check/load-lists.ts';
import { createDidCache } from '../../verifier/trust/did-cache.ts';
import { createWorld, facts, type World } from './world.ts';

const did = 'did:web:poetsmaat.example';
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** The platform's document as it is, and without its Ed25519 key, as it was before. */
async function createDocuments() {
  const { didDocument: after } = await world.deps.resolveDid(did);
  if (after === null) throw new Error('The platform has no document.');
  const isOld = (id: unknown): boolean => !String(id).endsWith('#ed25519');
  const before = {
    ...after,
    verificationMethod: after.verificationMethod?.filter(({ id }) => isOld(id)) ?? [],
    assertionMethod: after.assertionMethod?.filter(isOld) ?? [],
  };
  return { before, after };
}

async function* linesOf(credential: unknown, count: number): AsyncGenerator<Line> {
  for (let number = 1; number <= count; number += 1)
    yield { number, bytes: toUtf8(JSON.stringify({ id: number, credential })) };
}

describe('a new key of a platform', () => {
  it('is seen by every thread that holds the document from before, with few fetches', async () => {
    const { before, after } = await createDocuments();
    let present: DIDDocument = before;
    let [fetched, passed] = [0, 0];
    const clock = (): Date => new Date(world.deps.clock().getTime() + passed);
    const { resolve } = createDidCache(
      async () => {
        fetched += 1;
        return { didResolutionMetadata: {}, didDocument: present, didDocumentMetadata: {} };
      },
      { clock, seconds: 60, entries: 10 },
    );
    const deps = {
      ...world.deps,
      clock,
      resolveDid: (asked: string, method?: string) =>
        asked === did ? resolve(asked, method) : world.deps.resolveDid(asked),
    };
    const checkers = startCheckThreads(deps, { threads: 2 });
    const credential = await world.issueLdp(facts, world.newHolder());
    const outcomes = async (): Promise<string[]> => {
      const all: CheckedLine[] = [];
      const asked = { fromLine: 1, withReport: false };
      for await (const { text } of checkLines(linesOf(credential, 400), { ...deps, checkers }, asked))
        for (const line of text.trimEnd().split('\n')) all.push(JSON.parse(line));
      return [...new Set(all.map(({ outcome, code }) => `${outcome} ${code}`))];
    };
    try {
      // A stranger's key, as far as anybody can know; asked for once more and then left alone for some seconds.
      expect(await outcomes()).toEqual(['unknown_issuer issuer_key_foreign']);
      expect(fetched).toBe(2);
      present = after;
      passed += 6_000;
      expect(await outcomes()).toEqual(['valid status_active']);
      expect(fetched).toBe(3);
    } finally {
      await checkers.close();
    }
  });

  it('is asked for once more by the page, with the key, and once in a round', async () => {
    const { before, after } = await createDocuments();
    const asked: string[] = [];
    const lists = await loadLists(
      async (path) => {
        asked.push(path);
        if (path.endsWith('trust-list')) return Response.json({ verifier: 'V', state: 'missing' });
        return Response.json(path.includes('key=') ? after : before);
      },
      { now: () => new Date() },
      undefined,
    );
    const methods = async (method?: string): Promise<number | undefined> =>
      (await lists?.resolveDid(did, method))?.didDocument?.verificationMethod?.length;
    const old = before.verificationMethod.length;
    expect(await methods()).toBe(old);
    expect(await methods(`${did}#p256`)).toBe(old);
    expect(await Promise.all([methods(`${did}#ed25519`), methods(`${did}#ed25519`)])).toEqual([
      old + 1,
      old + 1,
    ]);
    const path = `/api/v1/lists/did-documents?did=${encodeURIComponent(did)}`;
    expect(asked.slice(1)).toEqual([path, `${path}&key=${encodeURIComponent(`${did}#ed25519`)}`]);
  });

  it('cannot be told by a page that reaches nobody any more: that is no verdict', async () => {
    const { before } = await createDocuments();
    const lists = await loadLists(
      async (path) => {
        if (path.endsWith('trust-list')) return Response.json({ verifier: 'V', state: 'missing' });
        if (path.includes('key=')) throw new TypeError('no network');
        return Response.json(before);
      },
      { now: () => new Date() },
      undefined,
    );
    expect((await lists?.resolveDid(did, `${did}#ed25519`))?.didDocument).toBeNull();
  });
});
