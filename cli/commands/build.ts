/** `kluscv build`: makes the pages of the three apps with vite, into dist/{verifier,issuer,wallet}. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { InlineConfig } from 'vite';

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** `base` is the path under which a service serves the app: a claim link is `/claim`, its assets `/claim/assets`. */
const apps = [
  { name: 'verifier', root: 'verifier/page', base: '/' },
  { name: 'issuer', root: 'issuer/page', base: '/claim/' },
  { name: 'wallet', root: 'wallet', base: '/' },
] as const;
type App = (typeof apps)[number];

/** Everything that a page is made of. A change in any of these files means a new build. */
const sources = [
  'contexts',
  'core',
  'ui',
  ...apps.map((app) => app.root),
  'cli/commands/build.ts',
  'package-lock.json',
];

/**
 * Builds the pages into `dist/`, unless `dist/.hash` says that their sources have not changed since the last build.
 * Returns which apps stand in `dist/` and whether anything was built. Rejects with vite's own error when a page
 * does not compile.
 */
export async function buildPages(
  options: { readonly root?: string; readonly force?: boolean } = {},
): Promise<{ readonly built: boolean; readonly apps: readonly string[] }> {
  const root = options.root ?? projectRoot;
  const present = apps.filter((app) => existsSync(join(root, app.root, 'index.html')));
  const hashFile = join(root, 'dist', '.hash');
  const hash = await hashSources(root);
  const names = present.map((app) => app.name);
  const complete = names.every((name) => existsSync(join(root, 'dist', name, 'index.html')));
  if (!options.force && complete && (await readHash(hashFile)) === hash) return { built: false, apps: names };
  const { build } = await import('vite');
  for (const app of present) await build(createViteConfig(app, root));
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(hashFile, `${hash}\n`);
  return { built: true, apps: names };
}

function createViteConfig(app: App, root: string): InlineConfig {
  return {
    configFile: false,
    root: join(root, app.root),
    base: app.base,
    logLevel: 'error',
    publicDir: existsSync(join(root, app.root, 'public')) ? 'public' : false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: join(root, 'dist', app.name),
      emptyOutDir: true,
      target: 'es2022',
      // The content security policy forbids data: fonts and inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        // Our own modules do nothing by being imported, entries and stylesheets apart: what is not used stays out.
        treeshake: {
          moduleSideEffects: (id) =>
            id.startsWith(root) && !id.includes('/node_modules/')
              ? /\.css(\?|$)|\/main\.tsx$|\.html/.test(id)
              : undefined,
        },
      },
    },
  };
}

async function hashSources(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await listFiles(join(root, source))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function readHash(file: string): Promise<string | undefined> {
  return existsSync(file) ? (await readFile(file, 'utf8')).trim() : undefined;
}

/** Adds the command to the program. */
export function register(program: Command): void {
  program
    .command('build')
    .description('build the pages of verifier, issuer and wallet, when their sources have changed')
    .option('--force', 'build also when nothing has changed')
    .action(async (options: { force?: boolean }) => {
      const begin = performance.now();
      const result = await buildPages({ force: options.force === true });
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      if (program.opts<{ json?: boolean }>().json === true) console.log(JSON.stringify(result));
      else if (result.built) console.log(`Built the pages of ${result.apps.join(', ')} in ${seconds} s.`);
    });
}
