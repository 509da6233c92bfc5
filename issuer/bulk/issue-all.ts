/**
 * Issues to everybody, from the store to a file of signed lines, a chunk at a time and in the order of the workers; or,
 * where a call began it, to lines that are kept in the store with the credentials themselves.
 *
 * The store knows of a credential before its line is written; until the line is on the disk it stands among the
 * unwritten ones. So a run that is killed at any moment has at most some lines too few in its file, and those are
 * signed again with the same id and the same place when it goes on: nothing is issued twice, and nothing that the
 * store does not know.
 */
import { KlusCVError } from '../../core/errors.ts';
import type { CountedWorker, IssueJob, StatusIndex, UnwrittenLine } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { withPresentKeys } from '../keys/with-present-keys.ts';
import { createBlockTaker } from '../status/take-status-block.ts';
import { holdJob, keepHold } from './hold-job.ts';
import { keepChunks, keepEnd, type StepCounts } from './keep-chunk.ts';
import { type LineFile, noFile, openLineFile } from './line-file.ts';
import { release } from './line-room.ts';
import type { ChunkOrder, SignedChunk } from './sign-chunk.ts';
import { chunkSize, takeChunk } from './take-chunk.ts';
import { beginChunk, takeSigned, type Underway } from './underway.ts';

export type BulkDeps = Pick<
  IssuerDeps,
  'store' | 'settings' | 'keys' | 'hashKey' | 'crypto' | 'clock' | 'log'
>;

/** Where chunks are signed: in threads, or right here. */
export type ChunkSigner = {
  readonly sign: (order: ChunkOrder) => Promise<SignedChunk>;
  /** How many chunks are worth having underway at once. */
  readonly atOnce: number;
  /** Whether another one would be begun at once. */
  readonly isFree: boolean;
  /** When it is so the next time, where that does not only follow from a chunk that is signed. */
  readonly whenFree?: () => Promise<void>;
  /** Told how many workers are certain to come, so that a long run is known by its begin. */
  readonly expect?: (workers: number) => void;
};

export type Progress = Pick<IssueJob, 'workers' | 'issued'>;

/** So many ids are listed at once, and so many places taken: each costs a transaction, and waiting for the disk. */
const listedAtOnce = 8 * chunkSize;

/** So many chunks are kept in one transaction, for the same reason; by a service one, since its calls wait meanwhile. */
const chunksKept = { command: 4, call: 1, stored: 1 } as const;

/**
 * Runs a job to its end, from wherever it is.
 *
 * @param run.signal ends it behind the chunk at hand; another process may go on at once then
 * @returns the job as it ended, or as it was left
 * @throws KlusCVError `conflict` when another process is at it, or the file is not the one that this run wrote
 */
export async function runIssueJob(
  deps: BulkDeps,
  jobId: string,
  {
    signer,
    onProgress,
    signal,
  }: { signer: ChunkSigner; onProgress?: (progress: Progress) => void; signal?: AbortSignal | undefined },
): Promise<IssueJob> {
  const { issueJobs } = deps.store;
  const holder = await holdJob(issueJobs, jobId, deps.clock());
  const job = await issueJobs.loadJob(jobId);
  if (job === undefined) throw new KlusCVError('not_found');
  const file =
    job.kind === 'stored'
      ? noFile
      : await openLineFile(job.file, { mustBeThere: job.lastWritten !== undefined });
  const endHold = keepHold(deps, { jobId, holder });
  try {
    if (job.kind !== 'stored') await writeMissing(deps, job, { file, signer });
    await issueOn(deps, { job, holder, file, signer, onProgress, signal });
    if (!signal?.aborted) await issueJobs.endJob(jobId, holder, { state: 'done', at: deps.clock() });
  } catch (error) {
    // What only this moment does not allow is tried again; the rest would fail again and again.
    const failure = error instanceof KlusCVError ? error.code : 'internal';
    if (failure === 'invalid_request')
      await issueJobs.endJob(jobId, holder, { state: 'failed', failure, at: deps.clock() });
    throw error;
  } finally {
    endHold();
    await file.close();
    await issueJobs.letGo(jobId, holder);
  }
  const ended = await issueJobs.loadJob(jobId);
  if (ended === undefined) throw new KlusCVError('not_found');
  return ended;
}

/** Lines of credentials that the store knows and the file does not: the last run was killed between the two. */
async function writeMissing(
  { store, keys }: BulkDeps,
  job: IssueJob,
  { file, signer }: { file: LineFile; signer: ChunkSigner },
): Promise<void> {
  const unwritten = await store.issueJobs.listUnwritten(job.jobId);
  const last = unwritten.findIndex(({ credentialId }) => credentialId === file.lastCredentialId);
  if (last === -1 && file.lastCredentialId !== job.lastWritten)
    throw new KlusCVError('conflict', 'The file is not as this run left it.', {
      remedy: 'Put the file back, or give another one and begin anew.',
    });
  for (const { issuedAt, lines } of groupByMoment(unwritten.slice(last + 1))) {
    const order: ChunkOrder = {
      configuration: job.configuration,
      workerIds: lines.map(({ workerId }) => workerId),
      places: lines.map(({ statusIndex }) => statusIndex),
      credentialIds: lines.map(({ credentialId }) => credentialId),
      issuedAt: issuedAt.toISOString(),
    };
    const signed = await withPresentKeys(keys, async () => {
      const now = await signer.sign(order);
      return now.keysVersion === (await store.issuerKeys.loadVersion()) ? now : undefined;
    });
    for (const { credentialId, recordHash } of signed.lines)
      await store.credentials.renewRecordHash(credentialId, recordHash);
    await file.append([signed.bytes]);
  }
}

type Known = NonNullable<UnwrittenLine['credential']> & Pick<UnwrittenLine, 'credentialId'>;

/** Lines of one chunk have one moment; those of workers who were erased since are left out. */
function groupByMoment(unwritten: readonly UnwrittenLine[]): { issuedAt: Date; lines: Known[] }[] {
  const groups = new Map<number, { issuedAt: Date; lines: Known[] }>();
  for (const { credentialId, credential } of unwritten) {
    if (credential === undefined) continue;
    const { issuedAt } = credential;
    const group = groups.get(issuedAt.getTime()) ?? { issuedAt, lines: [] };
    group.lines.push({ ...credential, credentialId });
    groups.set(issuedAt.getTime(), group);
  }
  return [...groups.values()];
}

type Run = {
  readonly job: IssueJob;
  readonly holder: string;
  readonly file: LineFile;
  readonly signer: ChunkSigner;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
};

/** From behind the last worker who was dealt with to the end. Chunks are signed ahead, and kept and written in order. */
async function issueOn(
  deps: BulkDeps,
  { job, holder, file, signer, onProgress, signal }: Run,
): Promise<void> {
  const { store, clock } = deps;
  const takeBlock = createBlockTaker(deps);
  const underway: Underway[] = [];
  let after = job.lastWorker;
  let isAllListed = false;
  const listed: CountedWorker[] = [];
  const places: StatusIndex[] = [];

  const listNext = async (): Promise<void> => {
    // One more, to know whether it is the last page.
    const page = { limit: listedAtOnce + 1, ...(after === undefined ? {} : { after }) };
    const found = await store.workers.listCounted(page);
    const workers = found.slice(0, listedAtOnce);
    isAllListed = workers.length === found.length;
    after = workers.at(-1)?.workerId;
    signer.expect?.(workers.length);
    listed.push(...workers);
    places.push(...(await takeBlock(workers.length)));
  };
  const orderNext = async (): Promise<void> => {
    if (listed.length === 0) await listNext();
    const workerIds = takeChunk(listed, isAllListed ? signer.atOnce : 1);
    if (workerIds.length === 0) return;
    const { configuration } = job;
    const issuedAt = clock().toISOString();
    const order = { configuration, workerIds, places: places.splice(0, workerIds.length), issuedAt };
    underway.push(beginChunk(order, signer));
  };

  const isMoreListed = (): boolean => !isAllListed || listed.length > 0;
  const mostKept = chunksKept[job.kind];
  const unsigned = (): Underway[] => underway.filter(({ state }) => state === 'underway');
  const isRoom = (): boolean =>
    underway.length < signer.atOnce + mostKept - 1 && unsigned().length < signer.atOnce && signer.isFree;

  let done: StepCounts = job;
  let written = { upTo: job.issued, last: file.lastCredentialId };
  let writing = Promise.resolve();
  try {
    while (!signal?.aborted) {
      while (isMoreListed() && isRoom()) await orderNext();
      if (underway.length === 0) break;
      const signed = takeSigned(underway, { enough: isMoreListed() ? mostKept : 1, most: mostKept });
      if (signed.length === 0) {
        // Until there is something to keep, or somebody free to sign.
        const waitFor = unsigned().map(({ settled }) => settled);
        if (isMoreListed() && signer.whenFree) waitFor.push(signer.whenFree());
        await Promise.race(waitFor);
        continue;
      }
      let isAhead = true;
      const kept = await withPresentKeys(deps.keys, async () => {
        const chunks = await Promise.all(
          signed.map(async (chunk) => ({
            order: chunk.order,
            signed: await (isAhead ? chunk.signed : signer.sign(chunk.order)),
          })),
        );
        isAhead = false;
        return keepChunks(deps, { chunks, job, holder, done, written });
      });
      done = kept.done;
      await writing;
      writing = file.append(kept.pieces).then(() => {
        kept.pieces.forEach(release);
        written = { upTo: kept.done.issued, last: kept.lastCredentialId ?? written.last };
      });
      writing.catch(() => undefined);
      onProgress?.(done);
    }
    await writing;
  } finally {
    // Whoever closes the file must not do so under a write.
    await writing.catch(() => undefined);
  }
  await keepEnd(deps, { job, holder, done, written });
}
