/** `kluscv webhooks`: where the platform is told what happens. */
import type { Command } from 'commander';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { createWebhook, deleteWebhook, events, testWebhook } from '../../issuer/notify/index.ts';
import { parseInput } from '../../server/index.ts';
import { collect, print } from '../print.ts';
import { cliActor, withIssuer } from '../with-issuer.ts';

const EventNames = z.array(z.enum(events)).min(1);
const unknown = (): KlusCVError => new KlusCVError('not_found', 'There is no such webhook.');

/** Adds the commands to the program. */
export function register(program: Command): void {
  const webhooks = program.command('webhooks').description('be told what happens, by signed HTTP calls');

  webhooks
    .command('list', { isDefault: true })
    .description('list them')
    .action(async () => {
      const all = await withIssuer(({ store }) => store.webhooks.listWebhooks());
      print(program, { webhooks: all }, () =>
        all.length === 0
          ? ['No webhooks.']
          : all.map(({ webhookId, url, events: told }) => `${webhookId}  ${url}: ${told.join(', ')}`),
      );
    });

  webhooks
    .command('create')
    .description('make one, and print the secret that its signatures are checked with')
    .argument('<url>', 'where to: https')
    .option('--event <events>', `with commas between, all when left out: ${events.join(', ')}`, collect)
    .action(async (url: string, { event }: { event?: string[] }) => {
      const told = parseInput(EventNames, event ?? [...events]);
      const made = await withIssuer((deps) => createWebhook(deps, { url, events: told, actor: cliActor }));
      print(program, made, ({ webhookId, secret }) => [`Id: ${webhookId}`, `Secret: ${secret}`]);
    });

  webhooks
    .command('delete')
    .description('drop one, with what was still to be told')
    .argument('<id>')
    .action(async (webhookId: string) => {
      if (!(await withIssuer((deps) => deleteWebhook(deps, { webhookId, actor: cliActor })))) throw unknown();
      print(program, { webhookId, state: 'deleted' }, () => [`${webhookId} is told no more.`]);
    });

  webhooks
    .command('test')
    .description('have the running service send a test event')
    .argument('<id>')
    .action(async (webhookId: string) => {
      if (!(await withIssuer((deps) => testWebhook(deps, webhookId)))) throw unknown();
      print(program, { webhookId, state: 'waiting' }, () => ['The running service sends it within seconds.']);
    });

  webhooks
    .command('deliveries')
    .description('show what was sent, and what did not arrive')
    .argument('<id>')
    .action(async (webhookId: string) => {
      const deliveries = await withIssuer(({ store }) => store.webhooks.listDeliveries(webhookId, 100));
      print(program, { deliveries }, () =>
        deliveries.map(
          ({ createdAt, event, state, attempts, lastStatus }) =>
            `${createdAt.toISOString()}  ${event}: ${state}, ${attempts} attempts${lastStatus === undefined ? '' : `, last answer ${lastStatus}`}`,
        ),
      );
    });
}
