import { createAccessTokenStore } from './access-tokens.ts';
import { createCorrectionStore } from './corrections.ts';
import { createCredentialStore } from './credentials.ts';
import { createIssueJobStore } from './issue-jobs.ts';
import { createIssuePartStore } from './issue-parts.ts';
import { createIssuerKeyStore } from './issuer-keys.ts';
import { createOfferStore } from './offers.ts';
import type { Database } from './query-layer.ts';
import { createStatusListStore } from './status-lists.ts';

/** What the issuer keeps beside gigs and workers. */
export const createIssuingStores = (db: Database) => ({
  offers: createOfferStore(db),
  accessTokens: createAccessTokenStore(db),
  credentials: createCredentialStore(db),
  statusLists: createStatusListStore(db),
  corrections: createCorrectionStore(db),
  issueJobs: createIssueJobStore(db),
  issueParts: createIssuePartStore(db),
  issuerKeys: createIssuerKeyStore(db),
});
