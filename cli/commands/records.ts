/** `kluscv records [WORKER]`: the work records, one line per worker. */
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { type LoadedRecord, listWorkers, loadWorkRecord } from '../../issuer/aggregate/index.ts';
import { openStore, type Store } from '../../store/index.ts';

const pageSize = 200;

/** Adds the command to the program. */
export const register = (program: Command): void => {
  program
    .command('records')
    .description('print the work record of every worker, or of one (KLUSCV_DATABASE_URL)')
    .argument('[worker]', "the platform's own number of the worker")
    .action(async (workerId: string | undefined) => {
      const print = program.opts<{ json?: boolean }>().json === true ? printJson : printLine;
      const store = await openStore(process.env.KLUSCV_DATABASE_URL ?? 'sqlite:.data/kluscv.db');
      try {
        if (workerId === undefined) await printAll(store, print);
        else await printOne(store, workerId, print);
      } finally {
        await store.close();
      }
    });
};

type Print = (loaded: LoadedRecord) => void;

const printOne = async (store: Store, workerId: string, print: Print): Promise<void> => {
  const loaded = await loadWorkRecord(store, workerId);
  if (loaded === undefined) throw new KlusCVError('not_found', `There is no worker ${workerId}.`);
  print(loaded);
};

const printAll = async (store: Store, print: Print): Promise<void> => {
  let workers = await listWorkers(store, { limit: pageSize });
  while (workers.length > 0) {
    for (const { workerId } of workers) {
      const loaded = await loadWorkRecord(store, workerId);
      if (loaded !== undefined) print(loaded);
    }
    const after = workers.at(-1)?.workerId;
    workers = after === undefined ? [] : await listWorkers(store, { after, limit: pageSize });
  }
};

const printJson: Print = ({ worker, record }) => {
  console.log(JSON.stringify({ workerId: worker.workerId, name: worker.name, record }));
};

const printLine: Print = ({ worker, record }) => {
  const hours = record.hoursWorked === undefined ? '' : `, ${record.hoursWorked} hours`;
  const period =
    record.firstGigDate === undefined
      ? ''
      : `, ${record.firstGigDate} to ${record.lastGigDate ?? record.firstGigDate}`;
  console.log(`${worker.workerId}  ${worker.name}: ${record.gigsCompleted} gigs${hours}${period}`);
};
