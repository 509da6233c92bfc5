/** Looks kept records up again in their platforms' lists, so that a later withdrawal is seen. */
import { z } from 'zod';
import { recheckStatus, type StatusReference } from '../../core/verify/index.ts';
import type { StoredReceivedRecord } from '../../store/index.ts';
import { createContext } from '../report/create-context.ts';
import { recheckAfterMs, type TakeOverDeps } from './take-over.ts';
import { enqueueChange } from './tell-changes.ts';

const Reference: z.ZodType<StatusReference> = z.union([
  z.strictObject({ kind: z.literal('token'), url: z.string(), index: z.int() }),
  z.strictObject({
    kind: z.literal('bitstring'),
    url: z.string(),
    index: z.int(),
    purpose: z.enum(['revocation', 'suspension', 'refresh']),
  }),
]);
const References = z.array(Reference).nullable();

/** What a list says for certain; anything else is a look that failed. */
const certain: ReadonlySet<string> = new Set([
  'status_active',
  'status_newer',
  'status_revoked',
  'status_suspended',
]);

const retryAfterMs = 3_600_000;
const atOnce = 200;

/** Looks at those that are due, and drops those whose validity is over; answers how many have changed. */
export async function recheckRecords(deps: TakeOverDeps): Promise<number> {
  const { receivedRecords, clock } = deps;
  await receivedRecords.forgetRecords(clock());
  let changed = 0;
  for (const record of await receivedRecords.listDue(clock(), atOnce))
    if (await recheck(record, deps)) changed += 1;
  return changed;
}

async function recheck(record: StoredReceivedRecord, deps: TakeOverDeps): Promise<boolean> {
  const context = await createContext(deps);
  const { now } = context;
  const status = References.parse(JSON.parse(record.statusReferences)) ?? undefined;
  const code = await recheckStatus({ platformDid: record.platformDid, status }, context);
  if (!certain.has(code)) {
    await deps.receivedRecords.noteChecked(record.recordId, {
      nextCheckAt: new Date(now.getTime() + retryAfterMs),
    });
    return false;
  }
  const isOther = code !== record.code && certain.has(record.code);
  await deps.receivedRecords.noteChecked(record.recordId, {
    code,
    checkedAt: now,
    nextCheckAt: new Date(now.getTime() + recheckAfterMs),
    ...(isOther ? { changedAt: now } : {}),
  });
  if (isOther) await enqueueChange(record, { code, at: now }, deps);
  return isOther;
}
