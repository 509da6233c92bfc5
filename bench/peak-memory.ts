/** The most memory that a process takes, as the kernel counts it. */
import { spawn } from 'node:child_process';

export type Ran = {
  /** Peak resident memory in megabytes. */
  readonly megabytes: number;
  readonly seconds: number;
  /** The last line that it printed. */
  readonly said: string;
};

/**
 * Runs a node program to its end; it tells its own peak as the last line on standard error (`tell-peak.js`).
 *
 * @throws Error when it fails
 */
export function runNode(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  const begin = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', new URL('./tell-peak.js', import.meta.url).href, ...args],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    texts.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    texts.err += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const peak = /peak (\d+) kB/.exec(texts.err)?.[1];
      if (code !== 0 || peak === undefined) reject(new Error(`The program failed: ${texts.err}`));
      else
        resolve({
          megabytes: Number(peak) / 1024,
          seconds: (performance.now() - begin) / 1000,
          said: texts.out.trim().split('\n').at(-1) ?? '',
        });
    });
  });
}
