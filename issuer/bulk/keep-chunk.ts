/** One transaction for some hundred credentials: all of it is remembered, or nothing. */
import { KlusCVError } from '../../core/errors.ts';
import { hashEntry } from '../../server/hash-chain.ts';
import type { IssueJob, IssuePart, NewCredential } from '../../store/index.ts';
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
  /** Before these chunks. */
  readonly done: StepCounts;
  /** What is in the file for certain. */
  readonly written: { readonly upTo: number; readonly last: string | undefined };
};

export type Chunk = { readonly order: ChunkOrder; readonly signed: SignedChunk };

export type KeptChunks = {
  readonly done: StepCounts;
  /** What is to be written. */
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  readonly lastCredentialId: string | undefined;
};

/**
 * Remembers what was signed, except of workers who were erased meanwhile; undefined, and nothing is kept, when the keys
 * have changed since.
 * @throws KlusCVError `conflict` when another process is at the run by now; nothing is kept then
 */
export async function keepChunks(
  deps: BulkDeps,
  { chunks, ...step }: Step & { readonly chunks: readonly Chunk[] },
): Promise<KeptChunks | undefined> {
  const { job, done } = step;
  const isStored = job.kind === 'stored';
  // Before the transaction: in it, all writers wait.
  const parts = isStored ? await packAll(chunks.map(withAllLines)) : undefined;
  return deps.store.transact(async (stores) => {
    const keysVersion = await stores.issuerKeys.loadVersion();
    if (chunks.some(({ signed }) => signed.keysVersion !== keysVersion)) return undefined;
    const kept = await leaveOutErased(deps, stores, chunks);
    const lines = kept.flatMap((chunk) => chunk.lines);
    const { configuration, actor } = job;
    await stores.credentials.storeCredentials(kept.flatMap((chunk) => toCredentials(chunk, configuration)));
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
    const counts = kept.reduce(countChunk, done);
    if (parts !== undefined)
      await stores.issueParts.storeParts(job.jobId, kept.every(isWhole) ? parts : await packAll(kept));
    // What is kept here is written with the credentials themselves.
    const unwritten = isStored ? [] : lines;
    await storeStep(deps, stores, { ...step, done: counts, lines: unwritten, firstSeq: done.issued + 1 });
    return {
      done: counts,
      pieces: kept.map((chunk) => (isWhole(chunk) ? chunk.signed.bytes : pick(chunk))),
      lastCredentialId: lines.at(-1)?.credentialId,
    };
  });
}

/** A chunk with those of its lines that are kept. */
type KeptLines = Chunk & { readonly lines: readonly SignedLine[] };

const withAllLines = (chunk: Chunk): KeptLines => ({ ...chunk, lines: chunk.signed.lines });

const isWhole = ({ lines, signed }: KeptLines): boolean => lines.length === signed.lines.length;

const packAll = async (chunks: readonly KeptLines[]): Promise<readonly IssuePart[]> =>
  (await Promise.all(chunks.map(({ signed, lines }) => packLines(signed, lines)))).flat();

/** Without the lines of workers who were erased since they were read. */
async function leaveOutErased(
  { hashKey }: Pick<BulkDeps, 'hashKey'>,
  { erasure }: Pick<BulkDeps['store'], 'erasure'>,
  chunks: readonly Chunk[],
): Promise<readonly KeptLines[]> {
  const whole = chunks.map(withAllLines);
  // Where nobody ever was, which is nearly everywhere, there is nothing to look for.
  if (!(await erasure.hasForgotten())) return whole;
  const hashOf = ({ workerId }: SignedLine): string => hashErasedWorker(hashKey, workerId);
  const kept: KeptLines[] = [];
  for (const chunk of whole) {
    const erased = await erasure.findErased(chunk.lines.map(hashOf));
    const lines = chunk.lines.filter((line) => !erased.has(hashOf(line)));
    kept.push(erased.size === 0 ? chunk : { ...chunk, lines });
  }
  return kept;
}

function toCredentials({ order, lines }: KeptLines, configuration: string): NewCredential[] {
  const issuedAt = new Date(order.issuedAt);
  const { validUntil } = validityAt(issuedAt);
  return lines.map(({ credentialId, workerId, statusIndex, recordHash }) => ({
    credentialId,
    workerId,
    statusIndex,
    recordHash,
    configuration,
    issuedAt,
    validUntil,
  }));
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

/** How far the run is behind another chunk. */
function countChunk(before: StepCounts, { order, signed, lines }: KeptLines): StepCounts {
  const skipped: Record<string, number> = { ...before.skipped };
  for (const { code } of signed.skipped) skipped[code] = (skipped[code] ?? 0) + 1;
  const erased = signed.lines.length - lines.length;
  if (erased > 0) skipped.unknown = (skipped.unknown ?? 0) + erased;
  return {
    lastWorker: order.workerIds.at(-1),
    workers: before.workers + order.workerIds.length,
    issued: before.issued + lines.length,
    skipped,
  };
}

/** The bytes of those lines that are kept. */
function pick({ signed: { lines: all, bytes }, lines }: KeptLines): Uint8Array<ArrayBuffer> {
  const wanted = new Set(lines);
  const kept = all.flatMap((line, index) =>
    wanted.has(line) ? [bytes.subarray(all[index - 1]?.end ?? 0, line.end)] : [],
  );
  return new Uint8Array(Buffer.concat(kept));
}
