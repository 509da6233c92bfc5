/** The command line: one file per command in `commands/`; errors as a sentence and a remedy, never a stack. */
import { Command } from 'commander';
import { KlusCVError } from '../core/errors.ts';
import { register as registerApiKeys } from './commands/api-keys.ts';
import { register as registerAudit } from './commands/audit.ts';
import { register as registerBackup } from './commands/backup.ts';
import { register as registerBuild } from './commands/build.ts';
import { register as registerConfiguration } from './commands/configuration.ts';
import { register as registerConformance } from './commands/conformance.ts';
import { register as registerCopies } from './commands/copies.ts';
import { register as registerDemo } from './commands/demo.ts';
import { register as registerErase } from './commands/erase.ts';
import { register as registerImport } from './commands/import.ts';
import { register as registerIssue } from './commands/issue.ts';
import { register as registerOffer } from './commands/offer.ts';
import { register as registerRecords } from './commands/records.ts';
import { register as registerRevoke } from './commands/revoke.ts';
import { register as registerServe } from './commands/serve.ts';
import { register as registerSkills } from './commands/skills.ts';
import { register as registerSources } from './commands/sources.ts';
import { register as registerStart } from './commands/start.ts';
import { register as registerTrustList } from './commands/trust-list.ts';
import { register as registerTry } from './commands/try.ts';
import { register as registerVerifierKeys } from './commands/verifier-keys.ts';
import { register as registerWebhooks } from './commands/webhooks.ts';

const program = new Command('kluscv')
  .description("KlusCV: a platform's record of a worker's gigs, signed, carried and checked.")
  .showHelpAfterError()
  .option('--json', 'print results as JSON');

for (const register of [
  registerStart,
  registerDemo,
  registerBuild,
  registerServe,
  registerTry,
  registerImport,
  registerSkills,
  registerSources,
  registerRecords,
  registerOffer,
  registerIssue,
  registerRevoke,
  registerCopies,
  registerErase,
  registerApiKeys,
  registerAudit,
  registerWebhooks,
  registerVerifierKeys,
  registerBackup,
  registerTrustList,
  registerConfiguration,
  registerConformance,
]) {
  register(program);
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof KlusCVError)) throw error;
  if (process.argv.includes('--json')) {
    console.error(JSON.stringify({ code: error.code, message: error.message, remedy: error.remedy }));
  } else {
    console.error(`${error.message}\n${error.remedy}`);
  }
  process.exitCode = 1;
}
