/** The import order and the two laws of docs/architecture.md, read from the sources. */
import { posix } from 'node:path';

export type SourceFile = { readonly path: string; readonly text: string };
export type Breach = { readonly file: string; readonly law: string; readonly what: string };

/** Lower to higher; rooms of one level are neighbours and never import each other. */
const levels: readonly (readonly string[])[] = [
  ['contexts'],
  ['core'],
  ['store', 'server', 'ui'],
  ['issuer', 'verifier', 'wallet'],
  ['cli', 'bench'],
  ['test'],
];
/** The wallet is a web app: it holds a KlusCV and must not lean on what only a service has. */
const walletMayImport = new Set(['contexts', 'core', 'ui', 'wallet']);
const pureRooms = ['contexts/', 'core/', 'ui/', 'wallet/', 'issuer/page/', 'verifier/page/'];
/** Browser entries put the real clock, fetch and storage in the functions' hands. */
const isBrowserEntry = (path: string): boolean =>
  path.endsWith('/main.tsx') || path.endsWith('/service-worker.ts');
/** A thread is a program of its own: what it works with it must open itself. */
const isCompositionRoot = (path: string): boolean =>
  /^(issuer|verifier)\/(main|[\w/-]+\.worker)\.ts$/.test(path) ||
  path.startsWith('cli/') ||
  path.startsWith('bench/') ||
  path.startsWith('test/');

const importOrder = 'import order: rooms import only from lower rooms';
const lawA =
  'law (a): pure rooms use no node: module, express, environment, wall clock, randomness or global fetch';
const lawB = 'law (b): only main.ts of a service and the cli read the environment, open a store or listen';
const noTsx = 'law (a): nothing that Node runs imports a .tsx';

const impurities: readonly [RegExp, string][] = [
  [/\bDate\.now\s*\(/, 'Date.now()'],
  [/\bnew Date\s*\(\s*\)/, 'new Date()'],
  [/\bTemporal\.Now\b/, 'Temporal.Now'],
  [/\bMath\.random\s*\(/, 'Math.random()'],
  [/\bprocess\./, 'process'],
  [/\b(?:globalThis|window|self)\.fetch\b/, 'global fetch'],
  [/\bBuffer\./, 'Buffer'],
];

export function findBreaches(files: readonly SourceFile[]): Breach[] {
  return files.flatMap((file) => {
    const code = withoutComments(file.text);
    return [
      ...importBreaches(file.path, code),
      ...purityBreaches(file.path, code),
      ...rootBreaches(file.path, code),
    ];
  });
}

function importBreaches(path: string, code: string): Breach[] {
  const room = roomOf(path);
  const level = levelOf(room);
  const breaches: Breach[] = [];
  for (const specifier of importsOf(code)) {
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(path), specifier);
      const targetRoom = roomOf(target);
      const targetLevel = levelOf(targetRoom);
      const upward = targetLevel > level || (targetLevel === level && targetRoom !== room);
      if (targetLevel >= 0 && upward)
        breaches.push({ file: path, law: importOrder, what: `imports ${target}` });
      if (room === 'wallet' && targetLevel >= 0 && !walletMayImport.has(targetRoom))
        breaches.push({
          file: path,
          law: importOrder,
          what: `imports ${target}: the wallet imports core, contexts and ui only`,
        });
      if (target.endsWith('.tsx') && !mayImportTsx(path))
        breaches.push({ file: path, law: noTsx, what: `imports ${target}` });
    } else if (isPure(path) && /^(node:|express$|express\/)/.test(specifier)) {
      breaches.push({ file: path, law: lawA, what: `imports ${specifier}` });
    }
  }
  return breaches;
}

function purityBreaches(path: string, code: string): Breach[] {
  if (!isPure(path) || isBrowserEntry(path)) return [];
  const found = impurities.filter(([pattern]) => pattern.test(code)).map(([, what]) => what);
  // A bare fetch( is the global one unless the file takes a `fetch` as an argument.
  if (/(?<![.\w])fetch\s*\(/.test(code) && !/[{,(]\s*fetch\s*[,}:)]/.test(code)) found.push('global fetch');
  return found.map((what) => ({ file: path, law: lawA, what: `uses ${what}` }));
}

function rootBreaches(path: string, code: string): Breach[] {
  if (isCompositionRoot(path)) return [];
  const found: string[] = [];
  if (/\bprocess\.env\b/.test(code)) found.push('reads the environment');
  if (/(?<!function )\bopenStore\s*\(/.test(code)) found.push('opens a store');
  if (/\b(?:app|server)\.listen\s*\(|(?<![.\w])listen\s*\(/.test(code) && path !== 'server/listen.ts')
    found.push('listens');
  return found.map((what) => ({ file: path, law: lawB, what }));
}

const roomOf = (path: string): string => path.split('/')[0] ?? '';
const levelOf = (room: string): number => levels.findIndex((rooms) => rooms.includes(room));
const isPure = (path: string): boolean => pureRooms.some((room) => path.startsWith(room));
const mayImportTsx = (path: string): boolean => path.endsWith('.tsx') || path.startsWith('test/');

function importsOf(code: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g;
  return [...code.matchAll(pattern)].flatMap((match) => (match[2] === undefined ? [] : [match[2]]));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}
