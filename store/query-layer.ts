/** All tables, as Kysely sees them: each area of the store describes its own. */
import type { Kysely } from 'kysely';
import type { ErasureTables } from './erasure-tables.ts';
import type { GigTables } from './gig-tables.ts';
import type { ImportTables } from './import-tables.ts';
import type { IssueJobTables } from './issue-job-tables.ts';
import type { IssuingTables } from './issuing-tables.ts';
import type { OperatingTables } from './operating-tables.ts';
import type { SharingTables } from './sharing-tables.ts';
import type { VerifyingTables } from './verifying-tables.ts';
import type { WebhookTables } from './webhook-tables.ts';

export type Tables = GigTables &
  ImportTables &
  IssuingTables &
  IssueJobTables &
  VerifyingTables &
  OperatingTables &
  ErasureTables &
  SharingTables &
  WebhookTables;
export type Database = Kysely<Tables>;
