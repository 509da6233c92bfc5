/** `kluscv copies`: the operator's view of papers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { register } from '../../cli/commands/copies.ts';
import { claimCalls } from '../issuer/claim-calls.ts';
import { startTestIssuer, type TestIssuer } from '../issuer/start-test-issuer.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-copies-'));
const databaseUrl = `sqlite:${join(folder, 'kluscv.db')}`;
let issuer: TestIssuer;
const copyIds: string[] = [];

beforeAll(async () => {
  issuer = await startTestIssuer({ databaseUrl });
  const claim = await claimCalls(issuer, 'W-1');
  for (const madeFor of ['Bakkerij Jansen', 'Slagerij Smit']) {
    const paper = await claim.post('/pdf', { madeFor });
    copyIds.push(paper.headers.get('kluscv-credential-id') ?? '');
  }
  vi.stubEnv('KLUSCV_DATABASE_URL', databaseUrl);
  vi.stubEnv('KLUSCV_KEY_SECRET', Buffer.from(issuer.secret).toString('base64url'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await issuer.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => vi.restoreAllMocks());

const run = async (...args: string[]): Promise<string> => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const program = new Command('kluscv').option('--json');
  register(program);
  await program.parseAsync(args, { from: 'user' });
  return lines.join('\n');
};

describe('kluscv copies', () => {
  it('lists the copies of a worker, and not for whom they are', async () => {
    const text = await run('copies', 'W-1', '--json');
    const { copies } = JSON.parse(text);
    expect(copies.map(({ copyId }: { copyId: string }) => copyId).sort()).toEqual([...copyIds].sort());
    expect(text).not.toContain('Jansen');
  });

  it('turns one off, and leaves the other', async () => {
    const [off = ''] = copyIds;
    const { copies } = JSON.parse(await run('copies', 'W-1', '--off', off, '--json'));
    expect(copies).toMatchObject([{ copyId: off, status: 'off' }]);
    expect((await run('copies', 'W-1')).split('\n').filter((line) => line.includes('  on'))).toHaveLength(1);
  });

  it('knows of no copy of somebody else, and of nobody unknown', async () => {
    const [copyId = ''] = copyIds;
    await expect(run('copies', 'W-2', '--off', copyId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(run('copies', 'W-99')).rejects.toMatchObject({ code: 'not_found' });
  });
});
