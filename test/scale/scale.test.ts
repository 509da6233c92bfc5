/** The short version of `test/scale/main.ts`: five processes, one of them killed every few seconds, the database once. */
import { expect, it } from 'vitest';
import { runScale } from './run-scale.ts';

it('nothing that was acknowledged is lost and nothing is given out twice, whatever dies', {
  timeout: 240_000,
}, async () => {
  const result = await runScale({
    seconds: 15,
    issuers: 3,
    verifiers: 2,
    killEverySeconds: 3,
    restartDatabase: true,
    rotateEverySeconds: 2,
  });
  expect(result.wrongs).toEqual([]);
  expect(result.kills).toBeGreaterThanOrEqual(3);
  expect(result.rotations).toBeGreaterThanOrEqual(3);
  // Something of everything has happened, else nothing was tried.
  for (const client of ['wallet', 'paper', 'everybody', 'withdraw', 'ingest', 'contend', 'check', 'ask'])
    expect(result.turns[client], client).toBeGreaterThan(0);
  expect(result.again).toBeGreaterThan(0);
});
