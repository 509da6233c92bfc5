/** `kluscv build`: makes the pages of the three apps and the button for other sites with vite, into dist/{verifier,issuer,wallet,button}. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Command } from 'commander';
import type { InlineConfig, Plugin } from 'vite';

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The words come in two forms: all at once for what Node runs and for the readers' pages, on demand for the page of a
 * worker on a cheap phone, with only what that page says.
 */
const wordsByDemand = { words: 'contexts/words/index.ts', onDemand: 'contexts/words/on-demand.ts' };

/** `base` is the path under which a service serves the app: a claim link is `/claim`, its assets `/claim/assets`. */
const apps = [
  { name: 'verifier', root: 'verifier/page', base: '/' },
  { name: 'issuer', root: 'issuer/page', base: '/claim/' },
  { name: 'wallet', root: 'wallet', base: '/' },
  // No page but one script, under a name that never changes: other sites put it on theirs.
  { name: 'button', root: 'verifier/button', base: '/', script: 'kluscv-button.js' },
] as const;
type App = (typeof apps)[number];

export type AppName = App['name'];

/** What every page is made of, beside its own folder. A change in any of these files means a new build. */
const sharedSources = ['contexts', 'core', 'ui', 'cli/commands/build.ts', 'package-lock.json'];

/**
 * Builds the pages into `dist/`, each only when `dist/.hash` does not know its sources as they are now.
 * Returns which were built. `only` names the apps to look at, all by default; `root` is the project's folder.
 * Rejects with vite's own error when a page does not compile.
 */
export async function buildPages(
  options: { readonly root?: string; readonly force?: boolean; readonly only?: readonly AppName[] } = {},
): Promise<{ readonly built: readonly AppName[] }> {
  const root = options.root ?? projectRoot;
  const hashFile = join(root, 'dist', '.hash');
  const hashes = await readHashes(hashFile);
  const built: AppName[] = [];
  for (const app of apps) {
    if (options.only?.includes(app.name) === false) continue;
    if (!existsSync(join(root, app.root, entryOf(app)))) continue;
    const hash = await hashSources(root, [...sharedSources, app.root]);
    const standing = existsSync(join(root, 'dist', app.name, 'script' in app ? app.script : 'index.html'));
    if (!options.force && standing && hashes[app.name] === hash) continue;
    const { build } = await import('vite');
    await build(createViteConfig(app, root));
    await nameFiles(join(root, 'dist', app.name));
    await packFiles(join(root, 'dist', app.name));
    built.push(app.name);
    hashes[app.name] = hash;
    await mkdir(join(root, 'dist'), { recursive: true });
    await writeFile(hashFile, `${JSON.stringify(hashes, null, 2)}\n`);
  }
  return { built };
}

const entryOf = (app: App): string => ('script' in app ? 'main.ts' : 'index.html');

function createViteConfig(app: App, root: string): InlineConfig {
  return {
    configFile: false,
    root: join(root, app.root),
    base: app.base,
    logLevel: 'error',
    publicDir: existsSync(join(root, app.root, 'public')) ? 'public' : false,
    plugins: app.name === 'issuer' ? [takeLessWords(root)] : [],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      outDir: join(root, 'dist', app.name),
      emptyOutDir: true,
      target: 'es2022',
      // The content security policy forbids data: fonts and inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      ...('script' in app && {
        lib: {
          entry: join(root, app.root, entryOf(app)),
          formats: ['iife'],
          name: 'kluscvButton',
          fileName: () => app.script,
        },
      }),
      rolldownOptions: {
        ...(existsSync(join(root, app.root, workerSource)) && {
          input: [join(root, app.root, 'index.html'), join(root, app.root, workerSource)],
          output: {
            // A worker is in charge of what lies beside and below it.
            entryFileNames: ({ name }) =>
              name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
          },
        }),
        // Our own modules do nothing by being imported, entries and stylesheets apart: what is not used stays out.
        treeshake: {
          moduleSideEffects: (id) =>
            id.startsWith(root) && !id.includes('/node_modules/')
              ? /\.css(\?|$)|\/main\.tsx?$|\/service-worker\.ts$|\.html/.test(id)
              : undefined,
        },
      },
    },
  };
}

function takeLessWords(root: string): Plugin {
  const tables = ['esco.json', 'sbi-2025.json'].map((name) => join(root, 'contexts', name));
  return {
    name: 'less-words',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!source.endsWith('words/index.ts')) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found?.id === join(root, wordsByDemand.words) ? join(root, wordsByDemand.onDemand) : found;
    },
    transform(text, id) {
      if (!tables.includes(id)) return null;
      // A concept is looked up by its id where it has one; then nobody asks for its code or its section.
      return JSON.stringify(JSON.parse(text), function keep(this: object, key, value: unknown) {
        return key === 'section' || (key === 'code' && 'id' in this) ? undefined : value;
      });
    },
  };
}

const workerSource = 'service-worker.ts';

/** Tells a page's service worker which files the page has. */
async function nameFiles(folder: string): Promise<void> {
  const worker = join(folder, 'service-worker.js');
  if (!existsSync(worker)) return;
  const files = (await listFiles(join(folder, 'assets'))).map((file) => `/${relative(folder, file)}`);
  const text = await readFile(worker, 'utf8');
  await writeFile(
    worker,
    text.replace(/(["'`])__FILES__\1/, () => JSON.stringify(JSON.stringify(['/', ...files]))),
  );
}

/** Beside each file of text its packed forms, which the services send to browsers that take them. */
async function packFiles(folder: string): Promise<void> {
  // The best packing of what is large, and loaded by few, would take longer than all the rest of the build.
  const qualityFor = (size: number) => (size > 300_000 ? 9 : constants.BROTLI_MAX_QUALITY);
  for (const file of await listFiles(folder)) {
    if (!/\.(m?js|css|svg|wasm)$/.test(file)) continue;
    const bytes = await readFile(file);
    await writeFile(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: qualityFor(bytes.length) } }),
    );
    await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

async function hashSources(root: string, sources: readonly string[]): Promise<string> {
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

async function readHashes(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return {};
  }
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
      else if (result.built.length > 0)
        console.log(`Built the pages of ${result.built.join(', ')} in ${seconds} s.`);
    });
}
