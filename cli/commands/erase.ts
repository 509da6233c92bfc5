/** `kluscv erase WORKER`: forgets a worker, or a single review. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { eraseWorker, type Receipt, type RemovedReview, removeReview } from '../../issuer/erase/index.ts';
import { print } from '../print.ts';
import { cliActor, withIssuer } from '../with-issuer.ts';

/** Adds the commands to the program. */
export function register(program: Command): void {
  program
    .command('erase')
    .description('erase all that is kept of a worker, for good')
    .argument('<worker>', "the platform's own number of the worker")
    .option('--receipt <file>', 'write the signed receipt here')
    .addHelpText(
      'after',
      `
Records, names, reviews, offers, copies and corrections go in one transaction. What was issued stays checkable, and
cannot be withdrawn afterwards. A keyed hash keeps the next import from bringing the worker back. The receipt is a
signed JWS with counts and no personal data.

  kluscv erase W-1042 --receipt receipt.jws`,
    )
    .action(async (workerId: string, { receipt: file }: { receipt?: string }) => {
      const receipt = await withIssuer((deps) => eraseWorker(deps, { workerId, actor: cliActor }));
      if (file !== undefined) await writeFile(file, receipt.receipt);
      print(program, receipt, describeReceipt);
    });

  program
    .command('erase-review')
    .description("remove the review of a gig for good, on its writer's objection")
    .argument('<gig>', "the platform's own number of the gig")
    .addHelpText(
      'after',
      `
What was issued with the review is withdrawn, and the worker is offered the same without it: send the link on.
Exit code 1 when there is no review of this gig.`,
    )
    .action(async (gigId: string) => {
      const removed = await withIssuer((deps) => removeReview(deps, { gigId, actor: cliActor }));
      print(program, removed, describeRemoved);
    });
}

const describeReceipt = ({ receiptId, erased, receipt }: Receipt): string[] => [
  Object.keys(erased).length === 0
    ? 'Nothing was kept of this worker; no import will take the worker in.'
    : `Erased: ${Object.entries(erased)
        .map(([what, count]) => `${count} ${what}`)
        .join(', ')}.`,
  `Receipt ${receiptId}:`,
  receipt,
];

const describeRemoved = ({ withdrawn, offer }: RemovedReview): string[] => [
  `Removed; ${withdrawn.length} issued with it ${withdrawn.length === 1 ? 'is' : 'are'} withdrawn.`,
  ...(offer ? [`New page for the worker: ${offer.claimUrl}`] : []),
];
