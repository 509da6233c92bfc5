/** `kluscv offer WORKER`: what the platform's button does. */
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { OfferOrder, offerToWorker, type WorkerOffer } from '../../issuer/offer/offer-to-worker.ts';
import { parseInput } from '../../server/index.ts';
import { collect, print } from '../print.ts';
import { cliActor, withIssuer } from '../with-issuer.ts';

type Options = { configuration?: string[]; include?: string[]; txCode?: true; byValue?: true };

/** Adds the command to the program. */
export function register(program: Command): void {
  program
    .command('offer')
    .description("make a worker an offer: a link to the worker's page, and one for a wallet")
    .argument('<worker>', "the platform's own number of the worker")
    .option('--configuration <id>', 'only in this form; may be given again', collect)
    .option(
      '--include <claims>',
      'claims with commas between; facts without judgements when left out',
      collect,
    )
    .option('--tx-code', 'with a code of six digits that reaches the worker by another way')
    .option('--by-value', 'the whole offer in the link, not a reference to it')
    .addHelpText(
      'after',
      `
Both links work once, and expire (KLUSCV_OFFER_HOURS). Whoever has one can take the worker's KlusCV: hand it to nobody
else.

Exit code 1 when there is no such worker, or no gig was completed yet.

  kluscv offer W-1042
  kluscv offer W-1042 --include hoursWorked,rating --tx-code --json`,
    )
    .action(async (workerId: string, { configuration, ...options }: Options) => {
      const order = parseInput(OfferOrder, {
        ...(configuration ? { configurations: configuration } : {}),
        ...options,
      });
      const offer = await withIssuer((deps) => offerToWorker(deps, { workerId, order, actor: cliActor }));
      if (!offer) throw new KlusCVError('not_found', 'There is no such worker.');
      print(program, offer, describe);
    });
}

const describe = ({ claimUrl, offerUri, txCode, expiresAt }: WorkerOffer): string[] => [
  `Page of the worker:  ${claimUrl}`,
  `For a wallet:        ${offerUri}`,
  ...(txCode === undefined ? [] : [`Code:                ${txCode}`]),
  `Works until:         ${expiresAt.toISOString()}`,
];
