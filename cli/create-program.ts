/** The program for one call: the command that is called as it is, the others by name alone. */
import { Command, Option } from 'commander';
import { commandList, type ListedCommand } from './command-list.ts';

/** @param args what stands behind the program's name */
export async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('kluscv')
    .description("KlusCV: a platform's record of a worker's gigs, signed, carried and checked.")
    .showHelpAfterError()
    .option('--json', 'print results as JSON');
  const called = findCalled(args);
  for (const listed of commandList) {
    if (listed.load !== called?.load) addByName(program, listed);
    else if (listed === commandList.find(({ load }) => load === called.load))
      (await called.load()).register(program);
  }
  return program;
}

export const nameOf = ({ usage }: ListedCommand): string => usage.split(' ')[0] ?? '';

/** The first word that is no option; all options that may stand before it are without a value. */
function findCalled(args: readonly string[]): ListedCommand | undefined {
  const [first, second] = args.filter((arg) => !arg.startsWith('-'));
  const name = first === 'help' ? second : first;
  return commandList.find((listed) => nameOf(listed) === name);
}

function addByName(program: Command, { usage, description }: ListedCommand): void {
  const command = program.command(usage.replace(' [options]', '')).description(description);
  if (usage.includes(' [options]'))
    command.addOption(new Option('--any', 'that the help says there are some'));
}
