import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderConfiguration } from '../cli/commands/configuration.ts';
import { errorCatalogue } from '../core/errors.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const markdown = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.md') && !/(^|\/)(node_modules|dist|\.data|\.git)\//.test(path),
);

describe('the documentation', () => {
  it('has every error code with cause and remedy, and no other', () => {
    const documented = [...read('docs/errors.md').matchAll(/^## `([a-z_]+)`\n\n(.+)\n\n(.+)$/gm)].map(
      (match) => match[1],
    );
    expect(documented.toSorted()).toEqual(Object.keys(errorCatalogue).toSorted());
  });

  it('has every setting as the services read it', () => {
    expect(read('docs/configuration.md')).toBe(renderConfiguration());
  });

  it('links only to files that exist', () => {
    expect(markdown.length).toBeGreaterThan(10);
    const broken = markdown.flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !existsSync(join(root, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  describe('docs/specs.md', () => {
    const rows = read('docs/specs.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| specification '));
    const filesIn = (text: string): readonly string[] =>
      [...text.matchAll(/`((?:contexts|core|store|server|ui|issuer|verifier|wallet|cli|test)\/[^`]+)`/g)].map(
        (match) => match[1] ?? '',
      );

    it('names only files and tests that exist', () => {
      const named = filesIn(read('docs/specs.md'));
      expect(named.length).toBeGreaterThan(100);
      expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    });

    it('says of every group of rules whether it is covered, where, and which test holds it', () => {
      expect(rows.length).toBeGreaterThan(40);
      const lacking = rows.filter((row) => {
        const [specification, version, where, covered] = row.slice(2, -2).split(' | ');
        const answer = /^(yes|in part|no|on purpose not)\b/.exec(covered ?? '')?.[1];
        const isDone = answer === 'yes' || answer === 'in part';
        const tests = filesIn(covered ?? '')
          .concat(filesIn(where ?? ''))
          .filter((path) => path.startsWith('test/'));
        const isWhole = specification !== '' && version !== '' && filesIn(where ?? '').length > 0;
        return !isWhole || answer === undefined || (isDone && tests.length === 0);
      });
      expect(lacking).toEqual([]);
    });
  });

  it('says in the README what each room is for', () => {
    const readme = read('README.md');
    for (const room of [
      'contexts',
      'core',
      'store',
      'server',
      'ui',
      'issuer',
      'verifier',
      'wallet',
      'cli',
      'bench',
      'test',
    ])
      expect(readme, room).toMatch(new RegExp(`^\\| \`${room}/\` \\|`, 'm'));
  });

  it('gives every room and every folder of core a README', () => {
    const folders = [
      'contexts',
      'store',
      'server',
      'ui',
      'issuer',
      'verifier',
      'wallet',
      'cli',
      'bench',
      'test',
    ];
    const inCore = readdirSync(join(root, 'core'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    for (const folder of [...folders, 'core', ...inCore.map((entry) => `core/${entry.name}`)])
      expect(existsSync(join(root, folder, 'README.md')), folder).toBe(true);
  });
});
