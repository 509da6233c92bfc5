import type { Command } from 'commander';
import { addDemoOptions, parseDemoOptions } from '../demo/options.ts';
import { type RunningDemo, startDemo } from '../demo/services.ts';
import { untilStopped } from '../until-stopped.ts';

/** `kluscv start`: the demo, until Ctrl-C. */
export function register(program: Command): void {
  addDemoOptions(
    program.command('start').description('start the demo: two issuers, a verifier and a wallet'),
  ).action(async (given: { portBase: string; data: string }) => {
    const demo = await startDemo(parseDemoOptions(given));
    console.log(await describeDemo(demo));
    await untilStopped(demo.close);
  });
}

async function describeDemo({ addresses }: RunningDemo): Promise<string> {
  const [first, second] = addresses.issuers;
  const claimUrl = first === undefined ? '' : await createClaimUrl(first);
  return [
    '',
    ...addresses.issuers.map(({ name, url }) => `  issuer    ${url}  (${name})`),
    `  verifier  ${addresses.verifier.url}`,
    `  wallet    ${addresses.wallet.url}`,
    '',
    `1. Open ${claimUrl} : the page of a worker of ${first?.name}. Choose what goes in.`,
    '2. There: download the PDF, or open the offer in the web wallet and keep it.',
    `3. Open ${addresses.verifier.url} : drop the PDF there, or make a QR code and open it in the web wallet.`,
    '',
    `The records of ${first?.name} and ${second?.name} are made up. Ctrl-C stops everything.`,
  ].join('\n');
}

/** A link as the platform's own button would make it, through the platform's own call. */
async function createClaimUrl(issuer: { url: string; apiKey: string }): Promise<string> {
  const headers = { authorization: `Bearer ${issuer.apiKey}`, 'content-type': 'application/json' };
  const workers = await (await fetch(`${issuer.url}/api/v1/workers`, { headers })).json();
  const workerId = workers.workers[0].workerId;
  const answer = await fetch(`${issuer.url}/api/v1/workers/${encodeURIComponent(workerId)}/offers`, {
    method: 'POST',
    headers,
    body: '{}',
  });
  return (await answer.json()).claimUrl;
}
