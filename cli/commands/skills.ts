/** `kluscv skills MAPPING FILE`: gigs without a skill, with suggestions for the mapping's table. */
import { createReadStream, existsSync } from 'node:fs';
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { findUnskilled, type SkillReport } from '../../issuer/skills/index.ts';
import { loadMapping } from '../load-mapping.ts';
import { print } from '../print.ts';

const mostShown = 30;

/** Adds the command to the program. */
export const register = (program: Command): void => {
  program
    .command('skills')
    .description('list completed gigs without a skill, with ESCO skills that their description may be about')
    .argument('<mapping>', 'a mapping file, or the name of one in examples/mappings')
    .argument('<file>', 'the export, or - for standard input')
    .addHelpText(
      'after',
      `
Nothing is stored, and no suggestion is ever signed: put what is right into gig.skills.table of the mapping, and import
the file again.`,
    )
    .action(async (mappingName: string, file: string) => {
      const mapping = await loadMapping(mappingName);
      if (file !== '-' && !existsSync(file)) throw new KlusCVError('not_found', `There is no file ${file}.`);
      const report = await findUnskilled(file === '-' ? process.stdin : createReadStream(file), mapping);
      print(program, report, describe);
    });
};

const describe = ({ completed, withSkill, without }: SkillReport): string[] => [
  `${completed} completed gigs, ${withSkill} with a skill.`,
  ...without
    .slice(0, mostShown)
    .flatMap(({ category, description, gigs, suggestions }) => [
      `${gigs} x ${category ?? description ?? 'no category and no description'}`,
      ...suggestions.map(({ id, nl, en }) => `    ${nl} / ${en}  ${id}`),
    ]),
  ...(without.length > mostShown ? [`and ${without.length - mostShown} more; --json has them.`] : []),
];
