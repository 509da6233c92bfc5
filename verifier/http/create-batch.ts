/** `POST /api/v1/checks/batch`: many credentials, one a line, answered line by line while more come in. */
import { once } from 'node:events';
import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import { checkLines, readLines } from '../batch/index.ts';
import type { VerifierDeps } from '../deps.ts';

const lineTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/json'];

export const BatchQuery = z.object({
  fromLine: z.coerce.number().int().min(1).max(1_000_000_000).default(1),
  include: z.enum(['report']).optional(),
});

/**
 * Answers that may wait for a caller who first sends everything and then reads: more than all short answers together,
 * so that neither side waits for the other for ever.
 */
const mostUnread = 48 * 1024 * 1024;

/** 200 with NDJSON, one `CheckedLine` for each line that has something in it, in order. */
export function createBatch(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    if (!req.is(lineTypes) || !isPlain(req.get('content-encoding')))
      throw new KlusCVError('unsupported_media_type');
    const { fromLine, include } = parseInput(BatchQuery, req.query);
    const counter = deps.metrics.counter(
      'kluscv_batch_checks_total',
      'Lines checked in batches, by outcome.',
      ['outcome'],
    );
    res.status(200).set({ 'Content-Type': 'application/x-ndjson', 'X-Accel-Buffering': 'no' });
    res.flushHeaders();
    try {
      // Left open when there are too many lines, so that the answer still gets through.
      const answers = checkLines(readLines(req.iterator({ destroyOnReturn: false })), deps, {
        fromLine,
        withReport: include === 'report',
      });
      for await (const { text, outcomes } of answers) {
        for (const outcome of outcomes) {
          counter.inc({ outcome });
          deps.verdicts.count('batch', outcome);
        }
        if (res.destroyed) return;
        await write(res, text, req.readableEnded);
      }
      // What is left unread when there were too many lines would hold the connection.
      if (!req.readableEnded) res.once('finish', () => req.destroy());
      res.end();
    } catch (error) {
      // The caller went away, or its lines broke off; a broken answer tells it so.
      deps.log.debug({ err: error }, 'a batch broke off');
      res.destroy();
    }
  };
}

const isPlain = (encoding: string | undefined): boolean =>
  encoding === undefined || encoding.toLowerCase() === 'identity';

/** Waits for the caller to read, at the latest when `mostUnread` is waiting for it. */
async function write(res: Response, text: string, isAllSent: boolean): Promise<void> {
  if (res.write(text) || res.destroyed) return;
  if (!isAllSent && res.writableLength < mostUnread) return;
  await Promise.race([once(res, 'drain'), once(res, 'close')]);
}
