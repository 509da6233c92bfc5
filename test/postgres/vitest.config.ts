/** The services' tests once more, on PostgreSQL: `npx vitest run --config test/postgres/vitest.config.ts test/issuer`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/postgres/serve.ts'],
    setupFiles: ['test/postgres/use-postgres.ts'],
    // A property that makes a hundred databases takes a minute on a busy disk.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    retry: 0,
    passWithNoTests: false,
  },
});
