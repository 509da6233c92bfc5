/** `kluscv trust-list`: everything that the scheme does with its list, and a platform to come on it. */
import type { Command } from 'commander';
import { registerEntryCommands } from '../trust-list/register-entries.ts';
import { registerKeyCommands } from '../trust-list/register-keys.ts';
import { registerReadingCommands } from '../trust-list/register-reading.ts';

/** Adds the commands to the program. */
export function register(program: Command): void {
  const trustList = program
    .command('trust-list')
    .description(
      "make, sign, serve and read the scheme's list of issuers; test a platform that wants to join",
    );
  registerKeyCommands(trustList, program);
  registerEntryCommands(trustList, program);
  registerReadingCommands(trustList, program);
}
