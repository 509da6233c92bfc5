/** What the calls answer, for the description. The handlers' types say the same; the tests hold answers to these. */
import { z } from 'zod';
import { LocalDate, NameBasis, WorkRecord } from '../../../core/credential/index.ts';
import { scopes } from '../../access/index.ts';
import { auditActions } from '../../audit/index.ts';
import { events } from '../../notify/index.ts';

const id = z.string();
const moment = z.iso.datetime();

const Place = z.union([z.int(), z.string()]).describe('A line number, or in nested JSON a path.');
const LineNote = z.object({ line: Place, code: z.string(), message: z.string() });

export const Ingested = z.object({
  accepted: z.int().describe('Gigs not seen before.'),
  corrected: z.int().describe('Newer versions of gigs that were kept.'),
  unchanged: z.int(),
  refused: z.array(LineNote),
  warnings: z.array(LineNote).describe('About lines that went in.'),
  refusedBeyondList: z.int().optional().describe('How many more were refused than the first thousand.'),
  refusedUrl: z.url().optional().describe('All refused lines as NDJSON, for thirty days.'),
  dryRun: z.literal(true).optional().describe('Nothing was changed.'),
  workers: z
    .array(
      z.object({
        workerId: id,
        name: z.string(),
        isNew: z.boolean(),
        figures: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() }).partial()),
      }),
    )
    .optional()
    .describe('In a dry run: the records that would change, figure by figure; the first thousand.'),
  workersBeyondList: z.int().optional(),
});

const counted = z.int();
export const ShownSourceState = z.object({
  cursor: z.string().optional().describe('Where a run that was broken off goes on.'),
  updatedSince: moment.optional().describe('From when on the next run asks for changes.'),
  runStartedAt: moment.optional(),
  lastTriedAt: moment.optional(),
  lastFinishedAt: moment.optional(),
  lastError: z.object({ at: moment, code: z.string(), message: z.string() }).optional(),
  counts: z
    .object({ pages: counted, accepted: counted, corrected: counted, unchanged: counted, refused: counted })
    .optional(),
  refusedImportId: z.string().optional().describe('For /refused-lines/{importId}.'),
});
export const ShownSources = z.object({
  sources: z.array(
    z.object({ name: z.string(), url: z.url(), everyMinutes: z.int(), state: ShownSourceState }),
  ),
});

const Worker = z.object({
  workerId: id,
  name: z.string(),
  birthDate: LocalDate.optional(),
  nameBasis: NameBasis,
});
export const CheckedWorker = Worker;
export const WorkersPage = z.object({ workers: z.array(Worker), nextCursor: z.string().optional() });
export const ShownRecord = Worker.extend({
  record: WorkRecord,
  reviews: z.array(z.object({ gigId: id, text: z.string(), month: z.string() })),
});

export const Offered = z.object({
  offerUri: z.string().describe('openid-credential-offer://…, for a QR code or a link.'),
  claimUrl: z.url().describe("The worker's page; its token is used up by the button there."),
  txCode: z.string().optional(),
  expiresAt: moment,
});

export const ErasureReceipt = z.object({
  receiptId: id,
  erasedAt: moment,
  receipt: z.string().describe("Compact JWS by the issuer's Ed25519 key."),
});
export const ReviewRemoved = z.object({
  withdrawn: z.array(id).describe('Credentials that held the review.'),
  offer: Offered.optional(),
});

export const Issued = z.object({
  credentialId: id,
  credential: z.union([z.string(), z.record(z.string(), z.unknown())]),
});
export const IssuedList = z.object({
  credentials: z.array(
    z.looseObject({
      credentialId: id,
      configuration: z.string(),
      status: z.enum(['active', 'suspended', 'revoked']),
      issuedAt: moment,
      validUntil: moment,
    }),
  ),
});
export const StatusChanged = z.object({ credentialId: id, status: z.string() });

const ApiKeyView = z.object({
  keyId: id,
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  state: z.enum(['active', 'expired', 'withdrawn']),
  callsPerMinute: z.int().optional(),
  createdAt: moment,
  expiresAt: moment.optional(),
  revokedAt: moment.optional(),
});
export const NewApiKeyView = ApiKeyView.extend({ apiKey: z.string().describe('The key itself, this once.') });
export const ApiKeyList = z.object({ apiKeys: z.array(ApiKeyView) });

export const AuditPage = z.object({
  entries: z.array(
    z.object({
      seq: z.int(),
      at: moment,
      actor: z.string(),
      action: z.enum(auditActions),
      worker: z.string().optional().describe('A pseudonym: a keyed hash.'),
      subject: z.string().optional(),
      details: z.record(z.string(), z.unknown()),
      previous: z.string(),
      hash: z.string(),
    }),
  ),
});
export const AuditChecked = z.object({
  intact: z.boolean(),
  entries: z.int(),
  head: z.string().optional(),
  brokenAt: z.int().optional(),
  problem: z.enum(['changed', 'missing', 'not_chained', 'head_not_found']).optional(),
});

const WebhookView = z.object({
  webhookId: id,
  url: z.url(),
  events: z.array(z.enum(events)),
  createdAt: moment,
});
export const NewWebhook = WebhookView.extend({ secret: z.string().describe('whsec_ and base64.') });
export const WebhookList = z.object({ webhooks: z.array(WebhookView) });
export const DeliveryList = z.object({
  deliveries: z.array(
    z.object({
      deliveryId: id,
      event: z.string(),
      state: z.enum(['waiting', 'delivered', 'given_up']),
      attempts: z.int(),
      lastStatus: z.int().optional(),
      createdAt: moment,
      nextAt: moment,
    }),
  ),
});

const fewAsNull = z.int().min(10).nullable();
export const UseCounts = z.object({
  offers: fewAsNull,
  claims: fewAsNull.describe('Into a wallet.'),
  downloads: fewAsNull.describe("Papers from the worker's page."),
});
