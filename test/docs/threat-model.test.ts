import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const model = read('docs/threat-model.md');
const named = [...model.matchAll(/`(test\/[\w./-]+\.(?:test|cases)\.ts)`\s+"([^"]+)"/g)].map(
  ([, file = '', title = '']) => ({ file, title }),
);

describe('the threat model', () => {
  it('names tests that exist, by file and title', () => {
    expect(named.length).toBeGreaterThan(50);
    const gone = named.filter(
      ({ file, title }) =>
        !existsSync(join(root, file)) || !read(file).replaceAll("\\'", "'").includes(title),
    );
    expect(gone).toEqual([]);
  });

  it('says of every party what remains', () => {
    const parties = model.split(/^## /m).slice(1, -1);
    expect(parties.length).toBe(9);
    for (const party of parties) expect(party).toContain('**Remains.**');
  });

  it('names a test for everything that somebody could do', () => {
    const rows = model
      .split('\n')
      .filter((line) => /^\| (?!could|---)/.test(line) && !line.startsWith('|---'));
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((row) => !/`test\/[^`]+\.(?:test|cases)\.ts` "/.test(row))).toEqual([]);
  });
});
