import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBreaches, type SourceFile } from './architecture/laws.ts';

const root = join(import.meta.dirname, '..');
const rooms = [
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
];

const sources: SourceFile[] = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .map((name) => `${room}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && path !== 'test/architecture.test.ts')
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
);

describe('the house', () => {
  it('has every room, each with a README', () => {
    for (const room of rooms)
      expect(existsSync(join(root, room, 'README.md')), `${room}/README.md`).toBe(true);
  });

  it('keeps the import order and the two laws', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(findBreaches(sources).map(({ file, law, what }) => `${file} ${what} — ${law}`)).toEqual([]);
  });

  it('has the scripts of the house and no more', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    const names = [
      'start',
      'demo',
      'kluscv',
      'build',
      'test',
      'check',
      'fix',
      'bench',
      'fuzz',
      'mutants',
      'scale',
      'conformance',
    ];
    expect(Object.keys(scripts)).toEqual(names);
  });
});

describe('the laws name file and law when broken', () => {
  const cases: [string, string, string, RegExp][] = [
    ['core importing upward', 'core/x.ts', "import { a } from '../server/log.ts';", /import order/],
    ['contexts importing core', 'contexts/x.ts', "import { a } from '../core/errors.ts';", /import order/],
    ['neighbours', 'issuer/x.ts', "import { a } from '../verifier/app.ts';", /import order/],
    ['store and server as neighbours', 'store/x.ts', "import '../server/log.ts';", /import order/],
    [
      'a wallet that leans on the store',
      'wallet/x.ts',
      "import { a } from '../store/open.ts';",
      /import order/,
    ],
    ['a dynamic import upward', 'core/x.ts', "const a = await import('../issuer/app.ts');", /import order/],
    ['node: in core', 'core/x.ts', "import { a } from 'node:fs';", /law \(a\)/],
    ['express in a page', 'issuer/page/x.ts', "import express from 'express';", /law \(a\)/],
    ['the wall clock in core', 'core/x.ts', 'const now = new Date();', /law \(a\)/],
    ['Date.now in the wallet', 'wallet/flow/x.ts', 'const now = Date.now();', /law \(a\)/],
    ['global fetch in core', 'core/x.ts', "await fetch('https://example.org');", /law \(a\)/],
    ['the environment in core', 'core/x.ts', 'const a = process.env.A;', /law \(a\)/],
    ['the environment in a service', 'issuer/app.ts', 'const a = process.env.A;', /law \(b\)/],
    ['a store opened in a service', 'verifier/app.ts', "const s = await openStore('x');", /law \(b\)/],
    ['a port opened in a service', 'verifier/app.ts', 'app.listen(80);', /law \(b\)/],
    ['a page component in a service', 'issuer/app.ts', "import { A } from './page/a.tsx';", /law \(a\)/],
  ];
  it.each(cases)('%s', (_name, path, text, law) => {
    const breaches = findBreaches([{ path, text }]);
    expect(breaches.length).toBeGreaterThan(0);
    expect(breaches.every((breach) => breach.file === path)).toBe(true);
    expect(breaches.some((breach) => law.test(breach.law))).toBe(true);
  });

  it('lets through what is allowed', () => {
    const allowed: SourceFile[] = [
      {
        path: 'core/x.ts',
        text: 'export const load = ({ fetch }: Ports) => fetch({ url });\n// Date.now() in a comment',
      },
      {
        path: 'issuer/x.ts',
        text: "import { a } from '../core/errors.ts';\nimport { b } from '../store/open.ts';",
      },
      { path: 'issuer/main.ts', text: "const store = await openStore(process.env.A ?? '');" },
      { path: 'wallet/main.tsx', text: 'const clock = () => new Date();' },
    ];
    expect(findBreaches(allowed)).toEqual([]);
  });
});
