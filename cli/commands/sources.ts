/** `kluscv sources`: the platform's endpoints that gigs are fetched from, and how far that has come. */
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { type ListedSource, listSources, runSource } from '../../issuer/sources/index.ts';
import { print } from '../print.ts';
import { cliActor, withIssuer } from '../with-issuer.ts';

/** Adds the commands to the program. */
export const register = (program: Command): void => {
  const sources = program
    .command('sources')
    .description(
      'endpoints of the platform that gigs are fetched from (a mapping in KLUSCV_MAPPINGS with a source)',
    );

  sources
    .command('list', { isDefault: true })
    .description('list them with how far each has come, and the last error')
    .action(async () => {
      const all = await withIssuer(listSources);
      print(program, { sources: all }, () =>
        all.length === 0 ? ['No mapping has a source.'] : all.flatMap(describe),
      );
    });

  sources
    .command('run')
    .description('fetch from one now; the service does so by itself, as often as the mapping says')
    .argument('<name>', 'the name of the mapping')
    .action(async (name: string) => {
      const state = await withIssuer((deps) => {
        const mapping = deps.mappings.get(name);
        if (mapping?.source === undefined)
          throw new KlusCVError('not_found', `There is no source ${name}.`, {
            remedy: 'Put a source into the mapping, and name the folder of mappings in KLUSCV_MAPPINGS.',
          });
        return runSource(deps, { name, mapping, actor: cliActor });
      });
      print(program, state, () => describeCounts(state.counts));
    });
};

const describe = ({ name, url, everyMinutes, state }: ListedSource): string[] => [
  `${name}  ${url}, every ${everyMinutes} minutes`,
  `  last read to the end: ${state.lastFinishedAt ?? 'never'}; last tried: ${state.lastTriedAt ?? 'never'}`,
  ...describeCounts(state.counts).map((line) => `  ${line}`),
  ...(state.lastError === undefined
    ? []
    : [`  last error: ${state.lastError.at} (${state.lastError.code}) ${state.lastError.message}`]),
];

const describeCounts = (counts: ListedSource['state']['counts']): string[] =>
  counts === undefined
    ? []
    : [
        `${counts.pages} pages: ${counts.accepted} new, ${counts.corrected} corrected, ${counts.unchanged} unchanged, ${counts.refused} refused.`,
      ];
