/** A platform that has one signed for every worker: ordered, asked after and fetched at whichever replica answers. */
import { setTimeout as pause } from 'node:timers/promises';

type Call = (path: string, body?: unknown) => Promise<Response>;
type Line = { credentialId: string; workerId: string; credential: unknown };

const askEveryMs = 300;
/** Each time that the replica at work is killed, another takes over within some seconds. */
const giveUpAfterMs = 180_000;

/**
 * The lines of one run.
 * @throws when it does not end, or when a worker is missing or stands in it twice
 */
export async function issueToAll(asPlatform: Call): Promise<readonly Line[]> {
  const ordered = await asPlatform('/issue-jobs', { configuration: 'kluscv-ldp' });
  if (ordered.status !== 202) throw new Error(`A run was answered with ${ordered.status}.`);
  const { jobId }: { jobId: string } = await ordered.json();
  const issued = await untilDone(asPlatform, jobId);
  const fetched = await asPlatform(`/issue-jobs/${jobId}/credentials`);
  if (fetched.status !== 200) throw new Error(`The lines of a run were answered with ${fetched.status}.`);
  const lines: Line[] = (await fetched.text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const workers = new Set(lines.map(({ workerId }) => workerId));
  if (lines.length !== issued || workers.size !== issued)
    throw new Error(`A run of ${issued} gave ${lines.length} lines of ${workers.size} workers.`);
  return lines;
}

async function untilDone(asPlatform: Call, jobId: string): Promise<number> {
  const giveUpAt = performance.now() + giveUpAfterMs;
  for (;;) {
    const job: { state: string; issued: number } = await (await asPlatform(`/issue-jobs/${jobId}`)).json();
    if (job.state === 'done') return job.issued;
    if (job.state !== 'running' || performance.now() > giveUpAt)
      throw new Error(`A run stands at ${job.state}.`);
    await pause(askEveryMs);
  }
}
