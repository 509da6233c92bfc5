/** The list of commands says of each what the command says of itself, and a call loads no more than it needs. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandList } from '../../cli/command-list.ts';
import { createProgram, nameOf } from '../../cli/create-program.ts';

const root = join(import.meta.dirname, '../..');

describe('the list of commands', () => {
  it('names every command as the command does', { timeout: 60_000 }, async () => {
    const program = new Command('kluscv');
    for (const load of new Set(commandList.map((listed) => listed.load))) (await load()).register(program);
    const help = program.createHelp();
    const own = program.commands.map((command) => [help.subcommandTerm(command), command.description()]);
    expect(own.toSorted()).toEqual(
      commandList.map(({ usage, description }) => [usage, description]).toSorted(),
    );
  });

  it('leaves out no file of the commands', async () => {
    const sources = commandList.map(({ load }) => String(load));
    for (const name of readdirSync(join(root, 'cli/commands')))
      if (name.endsWith('.ts') && name !== 'conformance-files.ts')
        expect(
          sources.some((source) => source.includes(`/commands/${name}`)),
          name,
        ).toBe(true);
  });

  it.each(commandList.map(nameOf))('gives %s its own help and its place in the whole', async (name) => {
    const program = await createProgram(['--json', name, '--help']);
    expect(program.commands.map((command) => command.name())).toEqual(commandList.map(nameOf));
    const bare = await createProgram(['--help']);
    expect(program.helpInformation()).toBe(bare.helpInformation());
    expect((await createProgram(['help', name])).commands.map((command) => command.options.length)).toEqual(
      program.commands.map((command) => command.options.length),
    );
  });
});

describe('the program', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['cli/main.ts', ...args], { cwd: root, encoding: 'utf8' });

  it('lists all commands', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    for (const listed of commandList) expect(stdout).toContain(`  ${nameOf(listed)} `);
  });

  it('knows a command that is not there, and the one that was meant', () => {
    const { status, stderr } = run('isue');
    expect(status).toBe(1);
    expect(stderr).toContain('Did you mean issue?');
  });

  it('tells a refusal in a sentence, and in JSON', () => {
    expect(run('issue').stderr).toContain('Give the number of a worker, or --all.');
    expect(JSON.parse(run('issue', '--json').stderr)).toMatchObject({ code: 'invalid_request' });
  });
});
