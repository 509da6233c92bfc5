/** Verifies what a worker shows of another platform, and says what the receiver should know of it. */
import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { askedClaims } from '../../core/openid/index.ts';
import {
  type CredentialTrace,
  decisiveCode,
  type Message,
  type Outcome,
  type Received,
  type Report,
  traceCredentials,
  verifyPresentation,
  verifyReceived,
} from '../../core/verify/index.ts';
import type { StoredReceivedRecord } from '../../store/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { type ContextDeps, createContext } from '../report/create-context.ts';
import { type NamedPeriod, nameOverlaps, type Overlap } from './name-overlaps.ts';
import { type NormalizedRecord, normalizeRecord } from './normalize-record.ts';
import { recordWebhookSecret } from './tell-changes.ts';

const OwnPeriod = z
  .strictObject({ name: z.string().trim().min(1).max(200), from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, 'from must not be after to');

/** What the receiver says beside the credential. */
export const TakeOverOrder = z
  .strictObject({
    /** The receiver's own reference to the worker; only a keyed hash of it is kept. */
    reference: z.string().min(1).max(200).optional(),
    /** To whom and for which nonce it was presented; with these the holder must have proved it. */
    audience: z.string().min(1).max(1024).optional(),
    nonce: z.string().min(1).max(1024).optional(),
    /** Periods of work that the receiver already has of this worker. */
    periods: z.array(OwnPeriod).max(200).default([]),
    /** False: nothing is kept, nothing is recognised later, and no withdrawal is reported. */
    keep: z.boolean().default(true),
    /** Where to tell of a later withdrawal or renewal, signed with `webhookSecret` of the answer. */
    webhookUrl: z.url().max(2000).optional(),
  })
  .refine(
    ({ audience, nonce }) => (audience === undefined) === (nonce === undefined),
    'audience and nonce go together',
  );
export type TakeOverOrder = z.infer<typeof TakeOverOrder>;

type SeenBefore = {
  /** `same`: this very credential; `renewed`: this one is newer; `older`: a newer one is here; `copy`: as old. */
  readonly as: 'same' | 'renewed' | 'older' | 'copy';
  readonly recordId: string;
  readonly receivedAt: string;
};

export type TakenOver = {
  readonly outcome: Outcome;
  readonly checkedAt: string;
  readonly verifier: string;
  /** Of all webhooks about this receiver's records; there when one was asked for. */
  readonly webhookSecret?: string;
  readonly records: readonly {
    /** By which it can be asked about later; null when nothing was kept, as of an expired one. */
    readonly recordId: string | null;
    readonly outcome: Outcome;
    readonly code: string;
    readonly message: Message;
    readonly seenBefore: SeenBefore | null;
    readonly overlaps: readonly Overlap[];
    /** Null when there is nothing that may be taken over. */
    readonly record: NormalizedRecord | null;
  }[];
};

export type TakeOverDeps = ContextDeps &
  Pick<VerifierDeps, 'receivedRecords' | 'recordDeliveries' | 'hashKey'>;

export const recheckAfterMs = 86_400_000;

/** Takes over everything in a presentation, each credential by itself; `receiver` is whose records these are. */
export async function takeOver(
  received: readonly Received[],
  { order, receiver }: { readonly order: TakeOverOrder; readonly receiver: string },
  deps: TakeOverDeps,
): Promise<TakenOver> {
  const context = await createContext(deps);
  const report =
    order.audience === undefined || order.nonce === undefined
      ? await verifyReceived(received, context)
      : await verifyBound(received, { audience: order.audience, nonce: order.nonce }, deps);
  return takeOverJudged({ received, report }, { order, receiver }, deps);
}

/** The same for what was judged already, with its report. */
export async function takeOverJudged(
  { received, report }: { readonly received: readonly Received[]; readonly report: Report },
  { order, receiver }: { readonly order: TakeOverOrder; readonly receiver: string },
  deps: TakeOverDeps,
): Promise<TakenOver> {
  const context = await createContext(deps);
  const traces = await traceCredentials(received, context);
  const found = report.credentials.map((credential, index) => ({
    credential,
    trace: traces[index],
    record: normalizeRecord(credential, report),
  }));
  const hash = createHash(deps.hashKey, receiver);
  const personHash = order.reference === undefined ? undefined : hash('person', order.reference);
  const known = personHash === undefined ? [] : await deps.receivedRecords.listByPerson(receiver, personHash);
  const records: TakenOver['records'][number][] = [];
  for (const [index, { credential, trace, record }] of found.entries()) {
    const { outcome, message } = credential;
    const plain = { outcome, code: decisiveCode(credential), message };
    if (trace === undefined || record === undefined) {
      records.push({ ...plain, recordId: null, seenBefore: null, overlaps: [], record: null });
      continue;
    }
    const credentialHash = hash('credential', trace.digest);
    const same = await deps.receivedRecords.findByCredential(receiver, credentialHash);
    const seenBefore = same ? describe('same', same) : compare(record, trace, known);
    const beside = found.flatMap((other, at) => (at === index || !other.record ? [] : [other.record]));
    const kept =
      same?.recordId ??
      (order.keep && outcome === 'valid'
        ? await keep({ order, receiver, personHash, credentialHash, trace, record, code: plain.code }, deps)
        : null);
    if (same !== undefined && order.webhookUrl !== undefined && order.webhookUrl !== same.webhookUrl)
      await deps.receivedRecords.noteWebhook(same.recordId, order.webhookUrl);
    records.push({
      ...plain,
      recordId: kept,
      seenBefore,
      overlaps: nameOverlaps(record.period, [
        ...order.periods.map((period) => ({ ...period, at: 'own' as const })),
        ...known.flatMap((one) => (one.platformDid === trace.platformDid ? [] : periodOf(one))),
        ...beside.flatMap((other) => presentedPeriod(other)),
      ]),
      record,
    });
  }
  const webhookSecret =
    order.webhookUrl === undefined ? {} : { webhookSecret: recordWebhookSecret(deps.hashKey, receiver) };
  const { outcome, checkedAt, verifier } = report;
  return { outcome, checkedAt, verifier, ...webhookSecret, records };
}

async function verifyBound(
  received: readonly Received[],
  bound: { readonly audience: string; readonly nonce: string },
  deps: TakeOverDeps,
): Promise<Report> {
  const asked = { ...bound, askedClaims: askedClaims('platform'), requiredClaims: [] };
  return (await verifyPresentation(received, asked, await createContext(deps))).report;
}

type Keyed = (kind: 'person' | 'credential', value: string | Uint8Array) => string;

/** Keyed, and by receiver: two receivers on one verifier cannot find out that they know the same worker. */
const createHash =
  (secret: Uint8Array, receiver: string): Keyed =>
  (kind, value) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['received-record', receiver, kind]))
      .update(value)
      .digest('base64url');

const describe = (as: SeenBefore['as'], { recordId, receivedAt }: StoredReceivedRecord): SeenBefore => ({
  as,
  recordId,
  receivedAt: receivedAt.toISOString(),
});

/** Against the newest that the receiver has of this worker from the same platform. */
function compare(
  { provenance }: NormalizedRecord,
  { platformDid }: CredentialTrace,
  known: readonly StoredReceivedRecord[],
): SeenBefore | null {
  const before = known.filter((one) => one.platformDid === platformDid);
  const newest = before.toSorted((one, other) => ((one.asOf ?? '') < (other.asOf ?? '') ? 1 : -1))[0];
  if (newest === undefined) return null;
  const [had, has] = [newest.asOf ?? '', provenance.asOf ?? ''];
  return describe(has > had ? 'renewed' : has < had ? 'older' : 'copy', newest);
}

const periodOf = ({
  platformName: name,
  firstDay: from,
  lastDay: to,
}: StoredReceivedRecord): NamedPeriod[] =>
  from === undefined || to === undefined ? [] : [{ at: 'taken_over', name, from, to }];

const presentedPeriod = ({ period, provenance }: NormalizedRecord): NamedPeriod[] =>
  period === null ? [] : [{ ...period, at: 'presented', name: provenance.platform ?? '' }];

async function keep(
  found: {
    readonly order: TakeOverOrder;
    readonly receiver: string;
    readonly personHash: string | undefined;
    readonly credentialHash: string;
    readonly trace: CredentialTrace;
    readonly record: NormalizedRecord;
    readonly code: string;
  },
  { receivedRecords, clock }: TakeOverDeps,
): Promise<string> {
  const { order, receiver, personHash, credentialHash, trace, code, record } = found;
  const { provenance, period } = record;
  const recordId = randomUUID();
  const now = clock();
  await receivedRecords.storeRecord({
    recordId,
    receiver,
    ...(personHash === undefined ? {} : { personHash }),
    credentialHash,
    platformDid: trace.platformDid,
    platformName: provenance.platform ?? '',
    ...(provenance.asOf === null ? {} : { asOf: provenance.asOf }),
    ...(period === null ? {} : { firstDay: period.from, lastDay: period.to }),
    statusReferences: JSON.stringify(trace.status ?? null),
    code,
    receivedAt: now,
    checkedAt: now,
    nextCheckAt: new Date(now.getTime() + recheckAfterMs),
    forgetAt: new Date(provenance.validUntil ?? now.getTime() + recheckAfterMs),
    ...(order.webhookUrl === undefined ? {} : { webhookUrl: order.webhookUrl }),
  });
  return recordId;
}
