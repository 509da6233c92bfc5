/** What a command says: as JSON when that was asked for, else as lines for people. */
import type { Command } from 'commander';

/** Prints a result; `lines` makes it readable. */
export function print<T>(program: Command, result: T, lines: (result: T) => readonly string[]): void {
  if (program.opts<{ json?: boolean }>().json === true) console.log(JSON.stringify(result));
  else for (const line of lines(result)) console.log(line);
}

/** Collects an option that may be given several times, or once with commas between. */
export const collect = (text: string, before: readonly string[] = []): string[] => [
  ...before,
  ...text.split(',').map((part) => part.trim()),
];
