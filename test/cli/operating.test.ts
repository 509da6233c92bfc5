/** The operator's commands, on a store of their own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { register as registerApiKeys } from '../../cli/commands/api-keys.ts';
import { register as registerAudit } from '../../cli/commands/audit.ts';
import { register as registerErase } from '../../cli/commands/erase.ts';
import { register as registerImport } from '../../cli/commands/import.ts';
import { register as registerIssue } from '../../cli/commands/issue.ts';
import { register as registerOffer } from '../../cli/commands/offer.ts';
import { register as registerRecords } from '../../cli/commands/records.ts';
import { register as registerRevoke } from '../../cli/commands/revoke.ts';
import { register as registerWebhooks } from '../../cli/commands/webhooks.ts';
import { poetsmaatFile, poetsmaatLine } from '../issuer/ingest/import-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-operating-'));
const database = join(folder, 'kluscv.db');
const file = join(folder, 'export.csv');

beforeAll(async () => {
  writeFileSync(file, poetsmaatFile(poetsmaatLine()));
  vi.stubEnv('KLUSCV_DATABASE_URL', `sqlite:${database}`);
  vi.stubEnv('KLUSCV_KEY_SECRET', Buffer.alloc(32, 7).toString('base64url'));
  await run('import', 'poetsmaat', file);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

/** Runs a command in this process and gives what it printed as JSON, one object a line. */
const run = async (...args: string[]) => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const program = new Command('kluscv').option('--json');
  for (const register of [
    registerApiKeys,
    registerAudit,
    registerErase,
    registerImport,
    registerIssue,
    registerOffer,
    registerRecords,
    registerRevoke,
    registerWebhooks,
  ])
    register(program);
  await program.parseAsync(['--json', ...args], { from: 'user' });
  return lines.map((line) => JSON.parse(line));
};
const worker = async (): Promise<string> => (await run('records'))[0].workerId;

describe('the operator', () => {
  it('offers, issues and withdraws as the API does', async () => {
    const [offer] = await run('offer', await worker(), '--tx-code');
    expect(offer).toMatchObject({
      claimUrl: expect.stringContaining('http://localhost:4101/claim#'),
      txCode: expect.stringMatching(/^\d{6}$/),
    });
    const [issued] = await run('issue', await worker(), '--include', 'hoursWorked');
    expect(issued.credential).toContain('~');
    expect(await run('revoke', issued.credentialId, '--suspend')).toMatchObject([{ status: 'suspended' }]);
    expect(await run('revoke', issued.credentialId)).toMatchObject([{ status: 'revoked' }]);
    await expect(run('revoke', issued.credentialId, '--lift')).rejects.toMatchObject({ code: 'conflict' });
    await expect(run('offer', 'nobody')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('makes the paper', async () => {
    const out = join(folder, 'cv.pdf');
    await run('issue', await worker(), '--paper', '--out', out);
    expect(readFileSync(out, 'latin1').slice(0, 5)).toBe('%PDF-');
    await expect(run('issue', await worker(), '--paper')).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('makes, lists and withdraws API keys', async () => {
    const [made] = await run(
      'api-keys',
      'create',
      'nightly',
      '--scope',
      'ingest,read',
      '--expires-in-days',
      '9',
    );
    expect(made).toMatchObject({ apiKey: expect.stringMatching(/^kluscv_/), scopes: ['ingest', 'read'] });
    expect(JSON.stringify(await run('api-keys'))).not.toContain(made.apiKey);
    await run('api-keys', 'revoke', made.keyId);
    await expect(run('api-keys', 'revoke', made.keyId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(run('api-keys', 'create', 'x', '--scope', 'write')).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('makes and drops webhooks', async () => {
    const [made] = await run('webhooks', 'create', 'https://example.org/kluscv');
    expect(made.secret).toMatch(/^whsec_/);
    expect((await run('webhooks'))[0].webhooks).toHaveLength(1);
    await run('webhooks', 'test', made.webhookId);
    expect((await run('webhooks', 'deliveries', made.webhookId))[0].deliveries).toHaveLength(1);
    await run('webhooks', 'delete', made.webhookId);
    expect((await run('webhooks'))[0].webhooks).toEqual([]);
  });

  it('erases a worker, whom the next import does not bring back', async () => {
    const gone = await worker();
    const [receipt] = await run('erase', gone);
    expect(receipt).toMatchObject({ erased: { gigRecords: 1 } });
    expect(await run('import', 'poetsmaat', file)).toMatchObject([
      { accepted: 0, refused: [{ code: 'erased_worker' }] },
    ]);
    vi.stubEnv('KLUSCV_KEY_SECRET', Buffer.alloc(32, 8).toString('base64url'));
    await expect(run('import', 'poetsmaat', file)).rejects.toMatchObject({ code: 'invalid_config' });
    vi.stubEnv('KLUSCV_KEY_SECRET', Buffer.alloc(32, 7).toString('base64url'));
    expect(await run('audit', '--worker', gone)).toContainEqual(
      expect.objectContaining({ action: 'worker_erased', actor: 'cli' }),
    );
  });

  it('does not work under another address than the issuer of the store', async () => {
    vi.stubEnv('KLUSCV_ISSUER_URL', 'https://other.example');
    await expect(run('api-keys')).rejects.toMatchObject({ code: 'invalid_config' });
    vi.stubEnv('KLUSCV_ISSUER_URL', '');
  });

  it('sees every change of its own in the log, and that the log is whole until somebody touches it', async () => {
    const actions = (await run('audit')).map(({ action }) => action);
    for (const action of [
      'gigs_imported',
      'offer_created',
      'status_changed',
      'worker_erased',
      'api_key_revoked',
    ])
      expect(actions).toContain(action);
    const [report] = await run('audit', 'check');
    expect(report).toMatchObject({ intact: true, entries: actions.length });
    const touched = new DatabaseSync(database);
    touched.exec("update audit_log set actor = 'nobody' where seq = 2");
    touched.close();
    expect(await run('audit', 'check')).toMatchObject([{ intact: false, brokenAt: 2, problem: 'changed' }]);
    expect(process.exitCode).toBe(1);
  });
});
