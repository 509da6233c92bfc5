import { type Migration, Migrator } from 'kysely/migration';
import { KlusCVError } from '../core/errors.ts';
import { gigsMigration } from './migrations/001-gigs.ts';
import { issuingMigration } from './migrations/002-issuing.ts';
import { verifyingMigration } from './migrations/003-verifying.ts';
import { knownWorkersMigration } from './migrations/004-known-workers.ts';
import { operatingMigration } from './migrations/005-operating.ts';
import { copiesMigration } from './migrations/006-copies.ts';
import { erasureMigration } from './migrations/007-erasure.ts';
import { webhooksMigration } from './migrations/008-webhooks.ts';
import { importsMigration } from './migrations/009-imports.ts';
import { sourcesMigration } from './migrations/010-sources.ts';
import { flowsMigration } from './migrations/011-flows.ts';
import { ratingWindowMigration } from './migrations/012-rating-window.ts';
import { requestWebhooksMigration } from './migrations/013-request-webhooks.ts';
import { receivedRecordsMigration } from './migrations/014-received-records.ts';
import { verifierOperatingMigration } from './migrations/015-verifier-operating.ts';
import { verifierKeepingMigration } from './migrations/016-verifier-keeping.ts';
import { replicasMigration } from './migrations/017-replicas.ts';
import { issueJobsMigration } from './migrations/018-issue-jobs.ts';
import { requestOpenerMigration } from './migrations/019-request-opener.ts';
import { newestUpdateMigration } from './migrations/020-newest-update.ts';
import { issuerKeyStatesMigration } from './migrations/021-issuer-key-states.ts';
import { auditCountsMigration } from './migrations/022-audit-counts.ts';
import { issueJobPartsMigration } from './migrations/023-issue-job-parts.ts';
import { hashKeysMigration } from './migrations/024-hash-keys.ts';
import type { Database } from './query-layer.ts';

/**
 * In this order, by name; a migration that has been released is never changed, a new one is added. A step only ever adds
 * what those who do not know of it need not fill: replicas of the last release go on while this one has migrated.
 */
export const ownMigrations: Readonly<Record<string, Migration>> = {
  '001-gigs': gigsMigration,
  '002-issuing': issuingMigration,
  '003-verifying': verifyingMigration,
  '004-known-workers': knownWorkersMigration,
  '005-operating': operatingMigration,
  '006-copies': copiesMigration,
  '007-erasure': erasureMigration,
  '008-webhooks': webhooksMigration,
  '009-imports': importsMigration,
  '010-sources': sourcesMigration,
  '011-flows': flowsMigration,
  '012-rating-window': ratingWindowMigration,
  '013-request-webhooks': requestWebhooksMigration,
  '014-received-records': receivedRecordsMigration,
  '015-verifier-operating': verifierOperatingMigration,
  '016-verifier-keeping': verifierKeepingMigration,
  '017-replicas': replicasMigration,
  '018-issue-jobs': issueJobsMigration,
  '019-request-opener': requestOpenerMigration,
  '020-newest-update': newestUpdateMigration,
  '021-issuer-key-states': issuerKeyStatesMigration,
  '022-audit-counts': auditCountsMigration,
  '023-issue-job-parts': issueJobPartsMigration,
  '024-hash-keys': hashKeysMigration,
};

/** Brings the tables up to date. */
export type Migrate = (db: Database) => Promise<void>;

/**
 * Brings the tables up to date. Throws `internal` when the database holds something that we did not make. Steps that a
 * newer release has done are left alone: they only ever add.
 */
export const migrate: Migrate = (db) => migrateWith(db, ownMigrations);

/**
 * The same, but only with the steps that are named.
 * @throws KlusCVError `invalid_request` when they are not the first ones of this release
 */
export const migrateUpTo = (db: Database, steps: readonly string[]): Promise<void> => {
  const own = Object.entries(ownMigrations).slice(0, steps.length);
  if (own.length < steps.length || own.some(([name], index) => name !== steps[index]))
    throw new KlusCVError('invalid_request', 'This was made by another release of the program.', {
      remedy: 'Use the release that made it, or a newer one.',
    });
  return migrateWith(db, Object.fromEntries(own));
};

/** The same with other steps. */
export const migrateWith = async (
  db: Database,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  // Looking takes no lock, and nearly always there is nothing to do.
  const known = await migrator.getMigrations();
  if (known.every(({ executedAt }) => executedAt !== undefined)) return;
  const { error } = await migrator.migrateToLatest();
  if (error instanceof KlusCVError) throw error;
  if (error !== undefined)
    throw new KlusCVError('internal', 'The database could not be brought up to date.', { cause: error });
};
