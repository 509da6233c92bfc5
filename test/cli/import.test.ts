import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { register as registerImport } from '../../cli/commands/import.ts';
import { register as registerRecords } from '../../cli/commands/records.ts';
import { poetsmaatFile, poetsmaatLine } from '../issuer/ingest/import-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-cli-'));
const file = join(folder, 'export.csv');

beforeAll(() => {
  writeFileSync(file, poetsmaatFile(poetsmaatLine(), poetsmaatLine({ klus_id: 'PM-2', status: 'weg' })));
  vi.stubEnv('KLUSCV_DATABASE_URL', `sqlite:${join(folder, 'kluscv.db')}`);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
afterEach(() => vi.restoreAllMocks());

/** Runs a command in this process and gives the lines that it printed. */
const run = async (...args: string[]): Promise<string[]> => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const program = new Command('kluscv').option('--json');
  registerImport(program);
  registerRecords(program);
  await program.parseAsync(args, { from: 'user' });
  return lines;
};

describe('kluscv import', () => {
  it('prints the four figures, and the refused lines with their reason', async () => {
    const [json = ''] = await run('import', 'poetsmaat', file, '--json');
    expect(JSON.parse(json)).toMatchObject({
      accepted: 1,
      corrected: 0,
      unchanged: 0,
      refused: [{ line: 3, code: 'unknown_status' }],
    });
    const lines = await run('import', 'examples/mappings/poetsmaat.json', file);
    expect(lines).toEqual([
      '0 new, 0 corrected, 1 unchanged, 1 refused.',
      'refused 3 (unknown_status): status: the mapping does not know "weg".',
    ]);
  });

  it('says beforehand what would change, and keeps every refused line in a file when asked', async () => {
    const other = join(folder, 'other.csv');
    writeFileSync(other, poetsmaatFile(poetsmaatLine({ klus_id: 'PM-7', einde: '12:45' }), 'torn'));
    const lines = await run('import', 'poetsmaat', other, '--dry-run');
    expect(lines[0]).toMatch(/^W-1 {2}Daan Peters: gigsCompleted 1 -> 2, hoursWorked 3.5 -> 5.5/);
    expect(lines.at(-1)).toBe('Nothing was changed; 1 work records would be.');
    const [json = ''] = await run('import', 'poetsmaat', other, '--dry-run', '--json');
    expect(JSON.parse(json)).toMatchObject({ accepted: 1, dryRun: true, workers: [{ workerId: 'W-1' }] });
    const refused = join(folder, 'refused.ndjson');
    const empty = join(folder, 'empty.csv');
    writeFileSync(empty, poetsmaatFile('torn', 'worn'));
    await run('import', 'poetsmaat', empty, '--refused', refused);
    const kept = readFileSync(refused, 'utf8').trimEnd().split('\n');
    expect(kept.map((line) => JSON.parse(line).line)).toEqual([2, 3]);
  });

  it('says in a sentence what it cannot find or use', async () => {
    await expect(run('import', 'nobody', file)).rejects.toMatchObject({ code: 'invalid_mapping' });
    await expect(run('import', file, file)).rejects.toMatchObject({ code: 'invalid_mapping' });
    await expect(run('import', 'poetsmaat', join(folder, 'none.csv'))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('reads standard input', () => {
    const main = [
      "import { Command } from 'commander';",
      "import { register } from './cli/commands/import.ts';",
      "const program = new Command('kluscv').option('--json');",
      'register(program);',
      'await program.parseAsync();',
    ].join('\n');
    const command = ['--input-type=module', '-e', main, '--', 'import', 'poetsmaat', '-', '--json'];
    const result = spawnSync(process.execPath, command, {
      input: poetsmaatFile(poetsmaatLine()),
      env: { ...process.env, KLUSCV_DATABASE_URL: 'sqlite::memory:' },
    });
    expect(result.stderr.toString()).toBe('');
    expect(JSON.parse(result.stdout.toString())).toMatchObject({ accepted: 1, refused: [] });
  });
});

describe('kluscv records', () => {
  it('prints one line per worker, or one worker', async () => {
    const [json = '', ...rest] = await run('records', '--json');
    expect(rest).toEqual([]);
    expect(JSON.parse(json)).toMatchObject({
      workerId: 'W-1',
      name: 'Daan Peters',
      record: {
        gigsCompleted: 1,
        hoursWorked: 3.5,
        asOf: '2023-06-10',
        sectors: [{ scheme: 'SBI', version: '2025', code: '96910', gigs: 1, hours: 3.5 }],
      },
    });
    expect(await run('records', 'W-1')).toEqual([
      'W-1  Daan Peters: 1 gigs, 3.5 hours, 2023-06-10 to 2023-06-10',
    ]);
    await expect(run('records', 'W-9')).rejects.toMatchObject({ code: 'not_found' });
  });
});
