/** Our verifier as it runs, with its settings from the environment: `node bench/http-ours.ts`. */
import { readConfig } from '../server/index.ts';
import { VerifierConfig } from '../verifier/config.ts';
import { startVerifier } from '../verifier/main.ts';

await startVerifier(readConfig(VerifierConfig, process.env));
process.stdout.write('ready\n');
