/** Keys of the verifier on the command line: made, listed, withdrawn, and in the verifier's own audit log. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { register as registerAudit } from '../../cli/commands/audit.ts';
import { register as registerVerifierKeys } from '../../cli/commands/verifier-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-verifier-keys-'));
beforeAll(() => {
  vi.stubEnv('KLUSCV_DATABASE_URL', `sqlite:${join(folder, 'kluscv.db')}`);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const run = async (...args: string[]) => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const program = new Command('kluscv').option('--json');
  for (const register of [registerAudit, registerVerifierKeys]) register(program);
  await program.parseAsync(['--json', ...args], { from: 'user' });
  return lines.map((line) => JSON.parse(line));
};

it('a key is shown once, listed without it, withdrawn at once, and stands in the verifier’s log alone', async () => {
  const [made] = await run('verifier-keys', 'create', 'mortgage desk', '--scope', 'ask:lender,read');
  expect(made).toMatchObject({ name: 'mortgage desk', scopes: ['ask:lender', 'read'] });
  expect(made.apiKey).toMatch(/^kluscv_[\w-]{43}$/);
  const [{ apiKeys }] = await run('verifier-keys', 'list');
  expect(apiKeys).toMatchObject([{ keyId: made.keyId }]);
  expect(JSON.stringify(apiKeys)).not.toContain(made.apiKey);
  await run('verifier-keys', 'revoke', made.keyId);
  await expect(run('verifier-keys', 'revoke', made.keyId)).rejects.toMatchObject({ code: 'not_found' });
  const log = await run('audit', 'list', '--verifier');
  expect(log.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
    ['cli', 'api_key_created', made.keyId],
    ['cli', 'api_key_revoked', made.keyId],
  ]);
  expect(await run('audit', 'check', '--verifier')).toMatchObject([{ intact: true, entries: 2 }]);
  expect(await run('audit', 'list')).toEqual([]);
});

it('a scope that there is not, and a number that is none, are refused', async () => {
  for (const wrong of [
    ['--scope', 'everything'],
    ['--scope', 'read', '--calls-per-minute', '0'],
  ])
    await expect(run('verifier-keys', 'create', 'x', ...wrong)).rejects.toMatchObject({
      code: 'invalid_request',
    });
});
