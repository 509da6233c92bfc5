/**
 * Lines of a run that a call began: kept packed in the store, where every replica finds them. They go in together with
 * the credentials that they are of, so the store never knows the one without the other.
 */
import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuePart, Stores } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import type { SignedChunk, SignedLine } from './sign-chunk.ts';

/** Before they are packed: so much of them is in memory for each who fetches them. */
const partBytes = 1 << 20;
/** Most of a line stands in the one before it too: more work saves little. */
const level = 3;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Packs some of a chunk's lines, in parts of at most a megabyte unless a single line is larger. */
export async function packLines(
  { lines, bytes }: Pick<SignedChunk, 'lines' | 'bytes'>,
  wanted: readonly SignedLine[],
): Promise<readonly IssuePart[]> {
  const isWanted = new Set(wanted);
  const parts: { lastWorker: string; pieces: Uint8Array[]; size: number }[] = [];
  let begin = 0;
  for (const line of lines) {
    const piece = bytes.subarray(begin, line.end);
    begin = line.end;
    if (!isWanted.has(line)) continue;
    let part = parts.at(-1);
    if (part === undefined || part.size + piece.length > partBytes) {
      part = { lastWorker: '', pieces: [], size: 0 };
      parts.push(part);
    }
    part.lastWorker = line.workerId;
    part.pieces.push(piece);
    part.size += piece.length;
  }
  return Promise.all(
    parts.map(async ({ lastWorker, pieces }) => ({
      lastWorker,
      packed: await pack(Buffer.concat(pieces), { level }),
    })),
  );
}

/**
 * The lines of a run that is done, about a megabyte at a time; the store is asked for the next when somebody wants it.
 * @throws KlusCVError `gone` when they were dropped meanwhile: what was given is not all of them then
 */
export async function* readLines(
  { store }: Pick<IssuerDeps, 'store'>,
  jobId: string,
): AsyncGenerator<Uint8Array> {
  let after: string | undefined;
  for (;;) {
    const part = await store.issueParts.loadNextPart(jobId, after);
    if (part === undefined) break;
    after = part.lastWorker;
    yield await unpack(part.packed);
  }
  const job = await store.issueJobs.loadJob(jobId);
  if (job?.state !== 'done') throw new KlusCVError('gone', 'The lines of this run were dropped meanwhile.');
}

/** Takes a worker out of what runs have signed, as part of the transaction that forgets the worker; gives the number of lines. */
export async function takeOutOfRuns(
  { issueParts }: Pick<Stores, 'issueParts'>,
  workerId: string,
): Promise<number> {
  let taken = 0;
  for (const { jobId, lastWorker, packed } of await issueParts.findPartsAround(workerId)) {
    const before = gunzipSync(packed).toString('utf8').split('\n').slice(0, -1);
    const lines = before.filter((line) => workerOf(line) !== workerId);
    const last = lines.at(-1);
    if (lines.length === before.length) continue;
    taken += before.length - lines.length;
    // At once, since in a transaction all writers wait with us.
    await issueParts.replacePart(
      jobId,
      lastWorker,
      last === undefined
        ? undefined
        : { lastWorker: workerOf(last), packed: gzipSync(`${lines.join('\n')}\n`, { level }) },
    );
  }
  return taken;
}

/** A line was written by us. */
const workerOf = (line: string): string => (JSON.parse(line) as { workerId: string }).workerId;
