/** `kluscv copies WORKER [--off COPY]`: a worker's papers, and turning one off. */
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { type Copy, listCopies, turnOffCopy } from '../../issuer/copies/index.ts';
import { loadIssuerHashKey } from '../../issuer/hash-key.ts';
import { openStore, type Store } from '../../store/index.ts';
import { findSecrets } from '../key-secret.ts';

/** Adds the command to the program. */
export const register = (program: Command): void => {
  program
    .command('copies')
    .description("list a worker's papers, or turn one off for good (KLUSCV_DATABASE_URL)")
    .argument('<worker>', "the platform's own number of the worker")
    .option('--off <copy>', 'turn this copy off; needs KLUSCV_KEY_SECRET, for the audit log')
    .addHelpText(
      'after',
      `
One line for each copy, the newest first: its id, when it was made, how it stands. For whom a worker made it is shown
to the worker alone. A copy that is off stays off; verifiers see it within seconds.

Exit code 1 when there is no such worker or copy.`,
    )
    .action(async (workerId: string, { off }: { off?: string }) => {
      const store = await openStore(process.env.KLUSCV_DATABASE_URL ?? 'sqlite:.data/kluscv.db');
      try {
        const copies = off === undefined ? await list(store, workerId) : await turnOff(store, workerId, off);
        if (program.opts<{ json?: boolean }>().json === true) console.log(JSON.stringify({ copies }));
        else print(copies);
      } finally {
        await store.close();
      }
    });
};

type ShownCopy = Omit<Copy, 'madeFor'>;

const list = async (store: Store, workerId: string): Promise<readonly ShownCopy[]> => {
  const copies = await listCopies({ store }, workerId);
  if (copies.length === 0 && (await store.workers.loadWorker(workerId)) === undefined)
    throw new KlusCVError('not_found', `There is no worker ${workerId}.`);
  return copies.map(({ madeFor: _, ...copy }) => copy);
};

const turnOff = async (store: Store, workerId: string, copyId: string): Promise<readonly ShownCopy[]> => {
  const secrets = findSecrets(process.env);
  if (secrets === undefined)
    throw new KlusCVError('invalid_config', 'KLUSCV_KEY_SECRET: is needed to write the audit log.');
  const hashKey = await loadIssuerHashKey(store, secrets);
  const clock = (): Date => new Date();
  await turnOffCopy({ store, hashKey, clock }, { copyId, workerId, actor: 'cli' });
  return (await list(store, workerId)).filter((copy) => copy.copyId === copyId);
};

const print = (copies: readonly ShownCopy[]): void => {
  if (copies.length === 0) console.log('No copies.');
  for (const { copyId, madeAt, status, newer } of copies)
    console.log(`${copyId}  ${madeAt.toISOString()}  ${status}${newer ? ', a newer one exists' : ''}`);
};
