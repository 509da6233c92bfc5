import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

export default mergeConfig(
  base,
  defineConfig({
    // What no test waits for counts as noticed after this; the machine is not asked to be fast.
    test: { runner: './test/mutants/mutant-runner.ts', maxWorkers: 1, testTimeout: 20_000 },
  }),
);
