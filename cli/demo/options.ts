import { resolve } from 'node:path';
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';

export type DemoOptions = { readonly portBase: number; readonly dataDir: string };

/** The two options that both `start` and `demo` take. */
export function addDemoOptions(command: Command): Command {
  return command
    .option('--port-base <number>', 'issuers on N+1 and N+2, verifier on N+100, wallet on N+200', '4100')
    .option('--data <folder>', 'where records and keys are kept', '.data');
}

/** @throws KlusCVError `invalid_config` when the ports do not fit */
export function parseDemoOptions(given: { portBase: string; data: string }): DemoOptions {
  const portBase = Number(given.portBase);
  if (!Number.isInteger(portBase) || portBase < 1 || portBase > 65_335) {
    throw new KlusCVError('invalid_config', '--port-base must be a whole number from 1 to 65335.');
  }
  return { portBase, dataDir: resolve(given.data) };
}
