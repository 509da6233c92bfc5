/** `npm run fuzz -- --canonical --minutes N [--seed S]`: ends with code 1 when the compiled path differs from the library. */
import { compareMany } from './run.ts';

/** Prints what came, and ends the process. */
export const fuzzCanonical = async (options: {
  readonly minutes: number;
  readonly seed: number;
}): Promise<never> => {
  const { seed, minutes } = options;
  const { cases, outcomes, findings } = await compareMany({ seed, milliseconds: minutes * 60_000 });
  for (const finding of findings) {
    console.log(`FOUND with seed ${finding.seed}: ${finding.what}`);
    console.log(`  document: ${JSON.stringify(finding.document)}`);
  }
  for (const [outcome, count] of outcomes) console.log(`  ${outcome}: ${count}`);
  console.log(`canonical, seed ${seed}: ${cases} documents`);
  console.log(findings.length === 0 ? 'nothing found' : `${findings.length} found`);
  process.exit(findings.length === 0 ? 0 : 1);
};
