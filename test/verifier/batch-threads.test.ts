/** Batches in threads: the same answers in the same order as without, whatever becomes of the threads. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toUtf8 } from '../../core/bytes.ts';
import { inOrder } from '../../verifier/batch/in-order.ts';
import {
  type CheckedLine,
  type CheckThreads,
  checkLines,
  type Line,
  startCheckThreads,
} from '../../verifier/batch/index.ts';
import { createWorld, facts, type World } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-threads-'));
let world: World;
let credentials: readonly [string, object];
const started: CheckThreads[] = [];
beforeAll(async () => {
  world = await createWorld();
  credentials = [await world.issue(facts, world.newHolder()), await world.issueLdp(facts, world.newHolder())];
});
afterAll(async () => {
  await Promise.all(started.map(({ close }) => close()));
  await world.close();
  rmSync(folder, { recursive: true });
});

const start = (worker?: URL): CheckThreads => {
  const threads = startCheckThreads(world.deps, { threads: 2, ...(worker ? { worker } : {}) });
  started.push(threads);
  return threads;
};
const dying = new URL('./dying.worker.ts', import.meta.url);

async function* linesOf(values: Iterable<unknown>): AsyncGenerator<Line> {
  let number = 0;
  for (const value of values) {
    number += 1;
    yield { number, bytes: toUtf8(JSON.stringify({ id: number, credential: value })) };
  }
}

const check = async (
  values: Iterable<unknown>,
  checkers?: CheckThreads,
  options: { limit?: number; fromLine?: number } = {},
): Promise<CheckedLine[]> => {
  const answers: CheckedLine[] = [];
  const asked = { fromLine: 1, withReport: false, ...options };
  for await (const { text } of checkLines(linesOf(values), { ...world.deps, checkers }, asked))
    for (const line of text.trimEnd().split('\n')) answers.push(JSON.parse(line));
  return answers;
};

/** Some of each kind, in a row that does not repeat within a group. */
const mixed = (count: number): unknown[] =>
  Array.from({ length: count }, (_, at) => {
    if (at % 7 === 3) return 'hello';
    if (at % 11 === 5) return `${credentials[0].slice(0, -20)}AAAA${credentials[0].slice(-16)}`;
    return credentials[at % 2];
  });

describe('lines in threads', () => {
  it('are answered as without threads, in order, each thing fetched once', async () => {
    const values = mixed(700);
    const asked: string[] = [];
    const { loadStatusList } = world.deps;
    const counting = {
      ...world.deps,
      loadStatusList: (url: string) => {
        asked.push(url);
        return loadStatusList(url);
      },
    };
    const threads = startCheckThreads(counting, { threads: 2 });
    started.push(threads);
    const answers = await check(values, threads);
    expect(answers).toEqual(await check(values));
    expect(answers.map(({ line }) => line)).toEqual(values.map((_, at) => at + 1));
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(
      new Set(['valid', 'malformed', 'changed']),
    );
    // Once for a group, not for a line; the main thread's memory answers.
    expect(asked.length).toBeLessThan(60);
  });

  it('see a withdrawal in the next group, and that nothing can be known', async () => {
    const threads = start();
    await check(mixed(200), threads);
    await world.publish('revoked');
    const answers = await check(Array(200).fill(credentials[0]), threads);
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['revoked']));
    await world.publish('active');
    const { list } = world.trust;
    world.trust.list = { ...list, platforms: [] };
    const unknown = await check(Array(200).fill(credentials[0]), threads);
    expect(new Set(unknown.map(({ outcome }) => outcome))).toEqual(new Set(['unknown_issuer']));
    world.trust.list = list;
  });

  it('of which one kills its thread once are all answered', async () => {
    const values = mixed(400);
    values[200] = `die once: ${join(folder, 'mark')}`;
    const answers = await check(values, start(dying));
    expect(answers).toEqual(await check(values));
  });

  it('of which one kills its thread each time: that one ends as an error, and no other', async () => {
    const values = mixed(400);
    values[300] = 'die each time';
    const answers = await check(values, start(dying));
    const without = await check(values);
    expect(answers.toSpliced(300, 1)).toEqual(without.toSpliced(300, 1));
    expect(answers[300]).toMatchObject({ line: 301, outcome: 'undetermined', code: 'internal' });
  });
});

describe('more lines than one call checks', () => {
  it.each([1, 63, 64, 65, 130])('are answered up to %i, and then where to go on', async (limit) => {
    const answers = await check(mixed(limit + 3), undefined, { limit });
    expect(answers).toHaveLength(limit + 1);
    expect(answers.at(-1)).toMatchObject({ line: limit + 1, outcome: 'undetermined', code: 'too_large' });
    const rest = await check(mixed(limit + 3), undefined, { limit, fromLine: limit + 1 });
    expect(rest.map(({ line }) => line).slice(0, 3)).toEqual(
      [limit + 1, limit + 2, limit + 3].slice(0, rest.length),
    );
  });
});

describe('work in order', () => {
  it('keeps the order and no more underway than it may, however long each takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        async (delays, atOnce) => {
          let underway = 0;
          let most = 0;
          async function* items() {
            yield* delays.entries();
          }
          const answers: number[] = [];
          const work = async ([at, delay]: [number, number]): Promise<number> => {
            underway += 1;
            most = Math.max(most, underway);
            await new Promise((resolve) => setTimeout(resolve, delay));
            underway -= 1;
            return at;
          };
          for await (const answer of inOrder(items(), work, atOnce)) answers.push(answer);
          expect(answers).toEqual(delays.map((_, at) => at));
          expect(most).toBeLessThanOrEqual(atOnce);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('takes no more items when nobody wants the answers', async () => {
    let taken = 0;
    async function* items() {
      for (;;) {
        taken += 1;
        yield taken;
      }
    }
    for await (const answer of inOrder(items(), async (item) => item, 3)) if (answer === 5) break;
    expect(taken).toBeLessThanOrEqual(9);
  });
});
