/** One transaction for some hundred credentials: all of it is remembered, or nothing. */
import { KlusCVError } from '../../core/errors.ts';
import { hashEntry } from '../../server/hash-chain.ts';
import type { IssueJob } from '../../store/index.ts';
import { validityAt } from '../issue/validity.ts';
import { holdSeconds } from './hold-job.ts';
import type { BulkDeps } from './issue-all.ts';
import type { ChunkOrder, SignedChunk, SignedLine } from './sign-chunk.ts';

export type StepCounts = Pick<IssueJob, 'lastWorker' | 'workers' | 'issued' | 'skipped'>;

type Step = {
  readonly job: IssueJob;
  readonly holder: string;
  /** Before this chunk. */
  readonly done: StepCounts;
  /** What is in the file for certain. */
  readonly written: { readonly upTo: number; readonly last: string | undefined };
};

export type KeptChunk = {
  readonly done: StepCounts;
  /** What is to be written. */
  readonly bytes: Uint8Array;
  readonly lastCredentialId: string | undefined;
};

/**
 * Remembers what was signed, except of workers who were erased meanwhile; undefined, and nothing is kept, when the keys
 * have changed since.
 * @throws KlusCVError `conflict` when another process is at the run by now; nothing is kept then
 */
export async function keepChunk(
  deps: BulkDeps,
  chunk: Step & { readonly order: ChunkOrder; readonly signed: SignedChunk },
): Promise<KeptChunk | undefined> {
  const { order, signed, job, done } = chunk;
  return deps.store.transact(async (stores) => {
    if ((await stores.issuerKeys.loadVersion()) !== signed.keysVersion) return undefined;
    const erased = await stores.erasure.findErased(signed.lines.map(({ erasedHash }) => erasedHash));
    const lines = signed.lines.filter(({ erasedHash }) => !erased.has(erasedHash));
    const issuedAt = new Date(order.issuedAt);
    const { validUntil } = validityAt(issuedAt);
    const { configuration, actor } = job;
    await stores.credentials.storeCredentials(
      lines.map(({ credentialId, workerId, statusIndex, recordHash }) => ({
        credentialId,
        workerId,
        statusIndex,
        recordHash,
        configuration,
        issuedAt,
        validUntil,
      })),
    );
    const details = JSON.stringify({ configuration });
    await stores.audit.appendEntries(
      lines.map(({ credentialId: subject, pseudonym: worker }) => ({
        at: deps.clock(),
        actor,
        action: 'credential_issued',
        worker,
        subject,
        details,
      })),
      hashEntry,
    );
    const lastWorker = order.workerIds.at(-1);
    const counts: StepCounts = {
      lastWorker,
      workers: done.workers + order.workerIds.length,
      issued: done.issued + lines.length,
      skipped: countSkipped(done.skipped, signed, erased.size),
    };
    await storeStep(deps, stores, { ...chunk, done: counts, lines, firstSeq: done.issued + 1 });
    return {
      done: counts,
      bytes: erased.size === 0 ? signed.bytes : pick(signed, lines),
      lastCredentialId: lines.at(-1)?.credentialId,
    };
  });
}

/** Notes that everything is in the file. */
export async function keepEnd(deps: BulkDeps, step: Step): Promise<void> {
  await storeStep(deps, deps.store, { ...step, lines: [], firstSeq: 0 });
}

async function storeStep(
  { clock }: Pick<BulkDeps, 'clock'>,
  { issueJobs }: Pick<BulkDeps['store'], 'issueJobs'>,
  step: Step & { readonly lines: readonly SignedLine[]; readonly firstSeq: number },
): Promise<void> {
  const isKept = await issueJobs.storeStep(step.job.jobId, step.holder, {
    ...step.done,
    lastWritten: step.written.last,
    writtenUpTo: step.written.upTo,
    heldUntil: new Date(clock().getTime() + holdSeconds * 1000),
    lines: step.lines.map(({ credentialId }, index) => ({ seq: step.firstSeq + index, credentialId })),
  });
  if (!isKept) throw new KlusCVError('conflict', 'Another process is at work on this run by now.');
}

function countSkipped(
  before: StepCounts['skipped'],
  { skipped }: SignedChunk,
  erased: number,
): StepCounts['skipped'] {
  const counts: Record<string, number> = { ...before };
  for (const { code } of skipped) counts[code] = (counts[code] ?? 0) + 1;
  if (erased > 0) counts.unknown = (counts.unknown ?? 0) + erased;
  return counts;
}

/** The bytes of some of the lines. */
function pick({ lines: all, bytes }: SignedChunk, some: readonly SignedLine[]): Uint8Array {
  const wanted = new Set(some);
  return Buffer.concat(
    all.flatMap((line, index) =>
      wanted.has(line) ? [bytes.subarray(all[index - 1]?.end ?? 0, line.end)] : [],
    ),
  );
}
