/** docs/start.md is what a platform's engineer does first: its commands run as they stand there. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'kluscv-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const findFreePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

it('the commands of docs/start.md lead from an export to an offer and a paper', {
  timeout: 120_000,
}, async () => {
  const blocks = [...readFileSync(join(root, 'docs/start.md'), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)];
  const port = await findFreePort();
  const script = blocks
    .map((block) => block[1] ?? '')
    .join('')
    .replace('npm ci\n', '')
    .replaceAll('npm run -s kluscv --', `"${process.execPath}" "${join(root, 'cli/main.ts')}"`)
    .replace('serve issuer &', 'serve issuer --no-build &')
    .replaceAll('4101', String(port));
  symlinkSync(join(root, 'examples'), join(folder, 'examples'));
  const result = spawnSync('bash', ['-euc', `trap 'kill $(jobs -p) 2> /dev/null' EXIT\n${script}`], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, KLUSCV_LOG_LEVEL: 'silent' },
    timeout: 110_000,
  });
  const output = result.stdout.toString();
  expect(result.status, `${result.stderr}${output}`).toBe(0);
  expect(output).toContain('PM-000016');
  expect(output).toMatch(/Nothing was changed; \d+ work records would be\./);
  expect(output).toContain(`http://localhost:${port}/claim#`);
  expect(readFileSync(join(folder, 'cv.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  expect(existsSync(join(folder, 'mapping.json'))).toBe(true);
});
