/** One transaction for some hundred credentials: all of it is remembered, or nothing. */
import { KlusCVError } from '../../core/errors.ts';
import { hashEntry } from '../../server/hash-chain.ts';
import type { IssueJob } from '../../store/index.ts';
import { hashErasedWorker } from '../erasure.ts';
import { validityAt } from '../issue/validity.ts';
import { heldUntil } from './hold-job.ts';
import type { BulkDeps } from './issue-all.ts';
import { packLines } from './kept-lines.ts';
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
  // Before the transaction: in it, all writers wait.
  const parts = job.kind === 'stored' ? await packLines(signed, signed.lines) : undefined;
  return deps.store.transact(async (stores) => {
    if ((await stores.issuerKeys.loadVersion()) !== signed.keysVersion) return undefined;
    const lines = await leaveOutErased(deps, stores, signed.lines);
    const erased = signed.lines.length - lines.length;
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
    const at = deps.clock();
    const details = JSON.stringify({ configuration });
    await stores.audit.appendEntries(
      lines.map(({ credentialId: subject, pseudonym: worker }) => ({
        at,
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
      skipped: countSkipped(done.skipped, signed, erased),
    };
    if (parts !== undefined)
      await stores.issueParts.storeParts(job.jobId, erased === 0 ? parts : await packLines(signed, lines));
    // What is kept here is written with the credentials themselves.
    const unwritten = parts === undefined ? lines : [];
    await storeStep(deps, stores, { ...chunk, done: counts, lines: unwritten, firstSeq: done.issued + 1 });
    return {
      done: counts,
      bytes: erased === 0 ? signed.bytes : pick(signed, lines),
      lastCredentialId: lines.at(-1)?.credentialId,
    };
  });
}

/** Those of workers who were not erased since they were read. */
async function leaveOutErased(
  { hashKey }: Pick<BulkDeps, 'hashKey'>,
  { erasure }: Pick<BulkDeps['store'], 'erasure'>,
  lines: readonly SignedLine[],
): Promise<readonly SignedLine[]> {
  // Where nobody ever was, which is nearly everywhere, there is nothing to look for.
  if (!(await erasure.hasForgotten())) return lines;
  const hashOf = ({ workerId }: SignedLine): string => hashErasedWorker(hashKey, workerId);
  const erased = await erasure.findErased(lines.map(hashOf));
  return erased.size === 0 ? lines : lines.filter((line) => !erased.has(hashOf(line)));
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
    heldUntil: heldUntil(clock()),
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
