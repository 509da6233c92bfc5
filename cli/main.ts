/** The command line: one file per command in `commands/`; errors as a sentence and a remedy, never a stack. */
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { KlusCVError } from '../core/errors.ts';
import { createProgram } from './create-program.ts';

// Also for whoever calls this file itself, and not `kluscv.js`.
module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/kluscv/', import.meta.url)));

try {
  const program = await createProgram(process.argv.slice(2));
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
