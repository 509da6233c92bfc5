/** A status server that hangs: each check is over in bounded time, one of many waits for it, and nothing becomes valid meanwhile. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDocument } from '../../contexts/index.ts';
import { resolveDid } from '../../core/did/index.ts';
import { verifyCredential } from '../../core/verify/index.ts';
import { createLog, createSafeFetch } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { createStatusListCache, failedSeconds } from '../../verifier/trust/status-list-cache.ts';
import { createTestPlatform, now, type TestPlatform } from '../core/verify/a-platform.ts';
import { trustList } from '../core/verify/a-world.ts';
import { answer, drip, type HostileServer, hang, startHostileServer } from './hostile-server.ts';

const path = '/status/token/1';
let server: HostileServer;
let platform: TestPlatform;
let compact: string;
beforeAll(async () => {
  server = await startHostileServer();
  platform = await createTestPlatform('Poetsmaat', server.url);
  compact = await platform.sdJwt();
});
afterAll(() => server.close());

/** As the service is put together, with a clock that the test turns. */
const createChecker = () => {
  let at = now;
  const fetch = createSafeFetch({ allowInsecureLoopback: true, timeoutMs: 200 });
  const lists = createStatusListCache({
    fetch,
    log: createLog({ name: 'test', level: 'silent' }),
    clock: () => at,
    seconds: 2,
    entries: 10,
    bytes: 10_000_000,
    maxBytes: 1_000_000,
  });
  return {
    wait: (seconds: number): void => {
      at = new Date(at.getTime() + seconds * 1000);
    },
    check: async () => {
      const { outcome, checks } = await verifyCredential(
        { format: 'dc+sd-jwt', compact },
        {
          now: at,
          clockSkewSeconds: 60,
          crypto: nodeCrypto,
          loadDocument,
          trust: { state: 'current', list: trustList([platform.listed]) },
          resolveDid: (did) => resolveDid(did, { fetch, allowInsecureLoopback: true }),
          loadStatusList: lists.load,
          verifierName: 'Test',
        },
      );
      return [outcome, checks.find(({ check }) => check === 'status')?.code];
    },
  };
};
const timesAsked = (): number => server.asked.filter((asked) => asked === path).length;

test.each([
  ['hangs', hang],
  ['drips for ever', drip],
])(
  'a list that %s is asked for once by many checks, at once or one after the other',
  async (_what, behave) => {
    server.asked.length = 0;
    server.at.set(path, behave);
    const { check, wait } = createChecker();
    const all = await Promise.all(Array.from({ length: 20 }, check));
    for (let count = 0; count < 20; count += 1) all.push(await check());
    expect(new Set(all.map(String))).toEqual(new Set(['undetermined,status_unreachable']));
    expect(timesAsked()).toBe(1);
    wait(failedSeconds);
    expect(await check()).toEqual(['undetermined', 'status_unreachable']);
    expect(timesAsked()).toBe(2);
  },
);

test('once it answers again, it counts again', async () => {
  server.asked.length = 0;
  server.at.set(path, hang);
  const { check, wait } = createChecker();
  expect(await check()).toEqual(['undetermined', 'status_unreachable']);
  server.at.set(path, answer(await platform.tokenList({})));
  expect((await check())[0]).toBe('undetermined');
  wait(failedSeconds);
  expect(await check()).toEqual(['valid', 'status_active']);
  server.at.set(path, answer(await platform.tokenList({ revoked: [7] })));
  wait(3);
  expect(await check()).toEqual(['revoked', 'status_revoked']);
});
