/** `kluscv import MAPPING FILE`: a platform's export into the store. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { loadForgottenHashes } from '../../issuer/hash-key.ts';
import { type IngestReport, ingest, type Mapping, parseMapping } from '../../issuer/ingest/index.ts';
import { openStore } from '../../store/index.ts';
import { findSecret } from '../key-secret.ts';

const exampleMappings = fileURLToPath(new URL('../../examples/mappings/', import.meta.url));
const mostShown = 20;

/** Adds the command to the program. */
export const register = (program: Command): void => {
  program
    .command('import')
    .description("read a platform's export into the store (KLUSCV_DATABASE_URL)")
    .argument('<mapping>', 'a mapping file, or the name of one in examples/mappings')
    .argument('<file>', 'the export, or - for standard input')
    .action(async (mappingName: string, file: string) => {
      const mapping = await loadMapping(mappingName);
      const report = await importFile(mapping, file);
      if (program.opts<{ json?: boolean }>().json === true) console.log(JSON.stringify(report));
      else describe(report);
    });
};

const importFile = async (mapping: Mapping, file: string): Promise<IngestReport> => {
  const { source, size } = openFile(file);
  const store = await openStore(process.env.KLUSCV_DATABASE_URL ?? 'sqlite:.data/kluscv.db');
  const bar = size !== undefined && process.stderr.isTTY ? startBar(size) : undefined;
  try {
    const forgotten = await loadForgottenHashes(store, findSecret(process.env));
    return await ingest({
      source,
      mapping,
      store,
      now: new Date(),
      ...(forgotten === undefined ? {} : { forgotten }),
      onProgress: ({ bytes }) => bar?.update(bytes),
    });
  } catch (cause) {
    if (!isFileError(cause)) throw cause;
    throw new KlusCVError('not_found', `The file ${file} cannot be read.`, { cause });
  } finally {
    bar?.stop();
    await store.close();
  }
};

/** Reads a mapping by path, or by its bare name among the examples. */
const loadMapping = async (name: string): Promise<Mapping> => {
  const example = join(exampleMappings, `${name}.json`);
  const path = /^[\w-]+$/.test(name) && existsSync(example) ? example : name;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const names = (await readdir(exampleMappings)).filter((entry) => entry.endsWith('.json'));
    const known = names.map((entry) => entry.slice(0, -'.json'.length)).join(', ');
    throw new KlusCVError('invalid_mapping', `There is no mapping ${name}.`, {
      cause,
      remedy: `Give the path of a mapping, or one of these names: ${known}.`,
    });
  }
  try {
    return parseMapping(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof KlusCVError) throw cause;
    throw new KlusCVError('invalid_mapping', `${path} is not JSON.`, { cause });
  }
};

const openFile = (file: string): { source: AsyncIterable<Uint8Array>; size: number | undefined } => {
  if (file === '-') return { source: process.stdin, size: undefined };
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined || stats.isDirectory())
    throw new KlusCVError('not_found', `There is no file ${file}.`);
  return { source: createReadStream(file), size: stats.size };
};

const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'path' in error;

const startBar = (size: number): SingleBar => {
  const bar = new SingleBar({
    format: 'importing [{bar}] {percentage}%',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(size, 0);
  return bar;
};

const describe = (report: IngestReport): void => {
  const refused = report.refused.length + (report.refusedBeyondList ?? 0);
  console.log(
    `${report.accepted} new, ${report.corrected} corrected, ${report.unchanged} unchanged, ${refused} refused.`,
  );
  describeLines('refused', report.refused, refused);
  describeLines('warning', report.warnings, report.warnings.length);
};

const describeLines = (
  kind: string,
  lines: readonly { line: number | string; code: string; message: string }[],
  total: number,
): void => {
  for (const { line, code, message } of lines.slice(0, mostShown))
    console.log(`${kind} ${line} (${code}): ${message}`);
  if (total > mostShown) console.log(`${kind}: and ${total - mostShown} more; --json has them.`);
};
