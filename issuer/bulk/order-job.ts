/** A run begins, or goes on. */
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { KlusCVError } from '../../core/errors.ts';
import type { IssueJob } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { configurations } from '../issue/configurations.ts';

type Deps = Pick<IssuerDeps, 'store' | 'clock'>;

/**
 * The run into this file: the one that was begun there, else a new one. A run that is done already is given as it is,
 * so that the same command twice issues once.
 * @throws KlusCVError `conflict` when the file belongs to something else, `invalid_request` for an unknown configuration
 */
export async function findOrOrderJob(
  deps: Deps,
  order: { readonly configuration: string; readonly file: string; readonly actor: string },
): Promise<IssueJob> {
  const file = resolve(order.file);
  const before = await deps.store.issueJobs.findByFile(file);
  const isThere = await isFile(file);
  if (before === undefined || (before.state !== 'running' && !isThere)) {
    if (isThere)
      throw new KlusCVError(
        'conflict',
        'There is a file of that name already, and it is not of such a run.',
        {
          remedy: 'Give another name, or take the file away.',
        },
      );
    return orderJob(deps, { ...order, jobId: randomUUID(), file, kind: 'command' });
  }
  if (before.configuration !== order.configuration)
    throw new KlusCVError('conflict', `This file is being filled with ${before.configuration}.`, {
      remedy: 'Give the same configuration, or another file.',
    });
  if (before.state === 'running' && before.lastWritten !== undefined && !isThere)
    throw new KlusCVError('conflict', 'The file of this run is gone, and what stood in it was issued.', {
      remedy: 'Put the file back; or give another one: then those workers get a second credential.',
    });
  return before;
}

/** A run that a call began; any replica of the service does it in its own time, and any hands out its lines. */
export const orderJobByCall = (
  deps: Deps,
  order: { readonly configuration: string; readonly actor: string },
): Promise<IssueJob> => orderJob(deps, { ...order, jobId: randomUUID(), file: '', kind: 'stored' });

async function orderJob(
  { store, clock }: Deps,
  order: Pick<IssueJob, 'jobId' | 'configuration' | 'file' | 'kind' | 'actor'>,
): Promise<IssueJob> {
  if (!configurations.has(order.configuration))
    throw new KlusCVError('invalid_request', 'There is no such configuration.', {
      remedy: `There are ${[...configurations.keys()].join(', ')}.`,
    });
  await store.issueJobs.storeJob({ ...order, createdAt: clock() });
  const job = await store.issueJobs.loadJob(order.jobId);
  if (job === undefined) throw new KlusCVError('internal');
  return job;
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
