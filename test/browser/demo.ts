/** The whole demo, over real HTTP, on free ports and in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningDemo, startDemo } from '../../cli/demo/services.ts';
import { KlusCVError } from '../../core/errors.ts';

/** Below the ports that the system gives to outgoing connections; test files run side by side and begin apart. */
const firstBase = 10_000 + (process.pid % 60) * 300;
const bases = Array.from({ length: 10 }, (_, index) => firstBase + index * 300);

/** Starts the demo on the first base of which all ports are free; `close` stops it and takes its data away. */
export async function startTestDemo(): Promise<RunningDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'kluscv-demo-'));
  for (const portBase of bases) {
    try {
      const demo = await startDemo({ portBase, dataDir: join(folder, String(portBase)), quiet: true });
      const close = async (): Promise<void> => {
        await demo.close();
        rmSync(folder, { recursive: true, force: true });
      };
      return { ...demo, close };
    } catch (error) {
      if (!(error instanceof KlusCVError && error.code === 'port_in_use')) throw error;
    }
  }
  throw new Error('There are no free ports.');
}

/** An offer as the platform's own button makes it. */
export async function orderTestOffer(
  demo: RunningDemo,
  options: { issuer: number; worker: number; body: object },
): Promise<{ offerUri: string; claimUrl: string }> {
  const issuer = demo.addresses.issuers[options.issuer];
  if (!issuer) throw new Error('There is no such issuer.');
  const headers = { authorization: `Bearer ${issuer.apiKey}`, 'content-type': 'application/json' };
  const { workers } = await (await fetch(`${issuer.url}/api/v1/workers`, { headers })).json();
  const answer = await fetch(`${issuer.url}/api/v1/workers/${workers[options.worker].workerId}/offers`, {
    method: 'POST',
    headers,
    body: JSON.stringify(options.body),
  });
  return answer.json();
}
