import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { layOutDemo } from '../demo/layout.ts';
import { addDemoOptions, parseDemoOptions } from '../demo/options.ts';
import { type DemoAddresses, projectRoot, type RunningDemo, startDemo } from '../demo/services.ts';
import { createSteps } from '../demo/steps.ts';

/** `kluscv demo --once`: the whole way without a hand; exit code 0 only when every step came out as told. */
export function register(program: Command): void {
  addDemoOptions(
    program
      .command('demo')
      .description('go the whole way without a hand, in services of its own or in those that run')
      .option('--once', 'run the steps once and stop; the only way there is'),
  ).action(async (given: { portBase: string; data: string }) => {
    const options = parseDemoOptions(given);
    const running = await findRunning(options);
    const demo = running ?? (await startDemo(options));
    try {
      process.exitCode = (await runSteps(demo, program.opts<{ json?: boolean }>().json === true)) ? 0 : 1;
    } finally {
      await demo.close();
    }
    process.exit();
  });
}

async function runSteps(demo: RunningDemo, json: boolean): Promise<boolean> {
  const begin = performance.now();
  const steps = await createSteps(demo.addresses, demo.layout);
  let failed = 0;
  for (const { name, run } of steps) {
    try {
      const result = await run();
      console.log(json ? JSON.stringify({ step: name, ok: true, result }) : `✔ ${name}: ${result}`);
    } catch (error) {
      failed += 1;
      const reason = error instanceof Error ? error.message : 'unknown';
      console.log(json ? JSON.stringify({ step: name, ok: false, reason }) : `✘ ${name}: ${reason}`);
    }
  }
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const summary = { steps: steps.length, failed, seconds: Number(seconds) };
  console.log(
    json
      ? JSON.stringify(summary)
      : `${steps.length - failed} of ${steps.length} steps came out as told, in ${seconds} s.`,
  );
  return failed === 0;
}

/** A demo that was started before with the same ports and data: its services are used, and left running. */
async function findRunning(options: { portBase: number; dataDir: string }): Promise<RunningDemo | undefined> {
  const layout = layOutDemo({ ...options, root: projectRoot });
  if (!existsSync(layout.demoFile)) return undefined;
  const addresses: DemoAddresses = JSON.parse(readFileSync(layout.demoFile, 'utf8'));
  if (addresses.verifier.url !== layout.verifier.url) return undefined;
  const answers = await fetch(`${addresses.verifier.url}/health/live`).then(
    (answer) => answer.ok,
    () => false,
  );
  return answers ? { addresses, layout, close: async () => {} } : undefined;
}
