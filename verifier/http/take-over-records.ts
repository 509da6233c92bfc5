/** `/api/v1/received-records`: taking over what another platform signed, and hearing of it later. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { toUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import { isJsonObject, parseStrictJson } from '../../core/strict-json.ts';
import { createReport, verifyMalformed } from '../../core/verify/index.ts';
import { parseInput } from '../../server/index.ts';
import type { StoredReceivedRecord } from '../../store/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { receiveFile } from '../receive/index.ts';
import { createContext } from '../report/create-context.ts';
import {
  outcomeOfCode,
  type TakenOver,
  TakeOverOrder,
  takeOver,
  takeOverAnswer,
} from '../take-over/index.ts';
import { checkCalledAddress } from './check-address.ts';
import { parseCursor, renderCursor } from './page-cursor.ts';
import { keyOf } from './require-key.ts';

/**
 * `POST`: 200 with a record for each credential, whatever its outcome. The body is `{presentation, reference?, …}`,
 * `{requestId, …}` for the answer to a question that this key asked, or the presentation, credential or file itself.
 */
export function createReceivedRecord(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { keyId: receiver } = await keyOf(req, deps);
    const { bytes, requestId, order } = readBody(
      req.body instanceof Uint8Array ? req.body : new Uint8Array(),
    );
    if (order.webhookUrl !== undefined) checkCalledAddress('webhookUrl', order.webhookUrl, deps);
    if (requestId !== undefined) {
      const taken = await takeOverAnswer(requestId, { order, receiver }, deps);
      deps.verdicts.count('import', taken.outcome);
      res.json(taken);
      return;
    }
    const received = await receiveFile({ bytes });
    if (received.ok) {
      const taken = await takeOver(received.value, { order, receiver }, deps);
      deps.verdicts.count('import', taken.outcome);
      res.json(taken);
      return;
    }
    const report = createReport([verifyMalformed(received.error)], await createContext(deps));
    const answer: TakenOver = {
      outcome: report.outcome,
      checkedAt: report.checkedAt,
      verifier: report.verifier,
      records: report.credentials.map(({ outcome, message }) => ({
        recordId: null,
        outcome,
        code: 'format_unreadable',
        message,
        seenBefore: null,
        overlaps: [],
        record: null,
      })),
    };
    res.json(answer);
  };
}

const ChangedQuery = z.object({
  changedAfter: z.iso.datetime({ offset: true }),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(1_000),
});

/** `GET ?changedAfter=&limit=&cursor=`: those whose status changed since, the earliest first, page by page. */
export function listReceivedRecords(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { keyId } = await keyOf(req, deps);
    const { changedAfter, cursor, limit } = parseInput(ChangedQuery, req.query);
    const page = await deps.receivedRecords.listChanged(keyId, startOf(changedAfter, cursor), limit + 1);
    const records = page.slice(0, limit);
    const last = page.length > limit ? records.at(-1) : undefined;
    const next =
      last?.changedAt === undefined
        ? {}
        : { nextCursor: renderCursor({ at: last.changedAt, id: last.recordId }) };
    res.json({ records: records.map(describeRecord), ...next });
  };
}

function startOf(changedAfter: string, cursor: string | undefined): { changedAt: Date; recordId?: string } {
  if (cursor === undefined) return { changedAt: new Date(changedAfter) };
  const { at, id } = parseCursor(cursor);
  return { changedAt: at, recordId: id };
}

/** `GET /{id}`: what is known of it now. */
export function showReceivedRecord(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { keyId } = await keyOf(req, deps);
    const record = await deps.receivedRecords.loadRecord(keyId, String(req.params.id));
    if (!record) throw new KlusCVError('not_found');
    res.json(describeRecord(record));
  };
}

/** `DELETE /{id}`: 204; nothing is known of it any more. */
export function dropReceivedRecord(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { keyId } = await keyOf(req, deps);
    if (!(await deps.receivedRecords.dropRecord(keyId, String(req.params.id))))
      throw new KlusCVError('not_found');
    res.status(204).end();
  };
}

function describeRecord(record: StoredReceivedRecord): object {
  const { recordId, platformName, code, receivedAt, checkedAt, changedAt } = record;
  return {
    recordId,
    platform: platformName,
    outcome: outcomeOfCode(code),
    code,
    receivedAt: receivedAt.toISOString(),
    checkedAt: checkedAt.toISOString(),
    ...(changedAt ? { changedAt: changedAt.toISOString() } : {}),
  };
}

type Body = {
  readonly bytes: Uint8Array;
  /** A question of this verifier whose answer is meant, in place of bytes. */
  readonly requestId?: string;
  readonly order: TakeOverOrder;
};

const RequestId = z.string().min(1).max(100);

/** An order around a presentation, or the thing itself; an order that names a member twice is no order. */
function readBody(bytes: Uint8Array): Body {
  const alone: Body = { bytes: new Uint8Array(bytes), order: TakeOverOrder.parse({}) };
  // A PDF or a picture begins with something else.
  if (!/^\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 64)))) return alone;
  const parsed = parseStrictJson(new TextDecoder().decode(bytes));
  if (!parsed.ok || !isJsonObject(parsed.value)) return alone;
  const { presentation, credential, requestId, ...order } = parsed.value;
  const inside = presentation ?? credential;
  if ((inside === undefined && requestId === undefined) || 'type' in order) return alone;
  if ([presentation, credential, requestId].filter((one) => one !== undefined).length > 1)
    throw new KlusCVError('invalid_request', 'One of a presentation, a credential or a requestId.');
  if (requestId !== undefined) {
    if ('nonce' in order || 'audience' in order)
      throw new KlusCVError('invalid_request', 'A question of this verifier has its own nonce and audience.');
    return {
      bytes: new Uint8Array(),
      requestId: parseInput(RequestId, requestId),
      order: parseInput(TakeOverOrder, order),
    };
  }
  const text = typeof inside === 'string' ? inside : JSON.stringify(inside);
  return { bytes: toUtf8(text), order: parseInput(TakeOverOrder, order) };
}
