import type { Migration } from 'kysely/migration';

export const issuingMigration: Migration = {
  up: async () => undefined,
};
