/** `kluscv import MAPPING FILE`: a platform's export into the store. */
import { once } from 'node:events';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { recordImport } from '../../issuer/audit/index.ts';
import { loadForgottenHashes } from '../../issuer/hash-key.ts';
import {
  type DryRunOptions,
  dryRun,
  type IngestReport,
  ingest,
  type Mapping,
  type WorkerChange,
} from '../../issuer/ingest/index.ts';
import { holdMemorySteady } from '../../server/index.ts';
import { openStore } from '../../store/index.ts';
import { findSecrets } from '../key-secret.ts';
import { loadMapping } from '../load-mapping.ts';

const mostShown = 20;
const mostWorkers = 1000;

/** Adds the command to the program. */
export const register = (program: Command): void => {
  program
    .command('import')
    .description("read a platform's export into the store (KLUSCV_DATABASE_URL)")
    .argument('<mapping>', 'a mapping file, or the name of one in examples/mappings')
    .argument('<file>', 'the export, gzip or not, or - for standard input')
    .option('--dry-run', 'only say what would change, worker by worker')
    .option('--refused <file>', 'write every refused line to this file, as NDJSON')
    .addHelpText(
      'after',
      `
Good lines go in, bad ones are refused by line; the same file again adds nothing, so a broken import is simply run
again. From a database: mysql --batch -e "select ..." | kluscv import mapping.json -
The exit code is 0 when the file was read, whether or not lines were refused.`,
    )
    .action(async (mappingName: string, file: string, options: ImportOptions) => {
      holdMemorySteady();
      const mapping = await loadMapping(mappingName);
      const isJson = program.opts<{ json?: boolean }>().json === true;
      if (options.dryRun === true) await previewFile(mapping, file, isJson);
      else {
        const report = await importFile(mapping, file, options.refused);
        if (isJson) console.log(JSON.stringify(report));
        else describe(report, options.refused);
      }
    });
};

type ImportOptions = { readonly dryRun?: true; readonly refused?: string };

const importFile = (mapping: Mapping, file: string, refusedFile?: string): Promise<IngestReport> =>
  withInput(file, async (input) => {
    const sink = refusedFile === undefined ? undefined : createWriteStream(refusedFile, { mode: 0o600 });
    try {
      const entry = { actor: 'cli', mapping: mapping.platform };
      return await recordImport({ clock: () => new Date() }, input.store, entry, () =>
        ingest({
          ...input,
          mapping,
          ...(sink === undefined
            ? {}
            : {
                keepRefused: async (refused) => {
                  const text = refused.map((line) => `${JSON.stringify(line)}\n`).join('');
                  if (!sink.write(text)) await once(sink, 'drain');
                },
              }),
        }),
      );
    } finally {
      if (sink !== undefined) await new Promise<void>((resolve) => sink.end(resolve));
    }
  });

const previewFile = (mapping: Mapping, file: string, isJson: boolean): Promise<void> =>
  withInput(file, async (input) => {
    const workers: WorkerChange[] = [];
    let count = 0;
    const onWorker = (change: WorkerChange): void => {
      count += 1;
      if (!isJson) console.log(describeChange(change));
      else if (workers.length < mostWorkers) workers.push(change);
    };
    const report = await dryRun({ ...input, mapping, onWorker });
    const beyond = count > workers.length ? { workersBeyondList: count - workers.length } : {};
    if (isJson) console.log(JSON.stringify({ ...report, dryRun: true, workers, ...beyond }));
    else {
      describe(report);
      console.log(`Nothing was changed; ${count} work records would be.`);
    }
  });

type Input = Pick<DryRunOptions, 'source' | 'store' | 'now' | 'forgotten' | 'onProgress'>;

/** Opens the file and the store, shows how far the reading is, and lets go of both. */
const withInput = async <T>(file: string, work: (input: Input) => Promise<T>): Promise<T> => {
  const { source, size } = openFile(file);
  const store = await openStore(process.env.KLUSCV_DATABASE_URL ?? 'sqlite:.data/kluscv.db');
  const bar = size !== undefined && process.stderr.isTTY ? startBar(size) : undefined;
  try {
    const forgotten = await loadForgottenHashes(store, findSecrets(process.env));
    const onProgress: NonNullable<Input['onProgress']> = ({ bytes }) => bar?.update(bytes);
    return await work({
      source,
      store,
      now: new Date(),
      onProgress,
      ...(forgotten === undefined ? {} : { forgotten }),
    });
  } catch (cause) {
    if (!isFileError(cause)) throw cause;
    throw new KlusCVError('not_found', 'The file cannot be read or written.', { cause });
  } finally {
    bar?.stop();
    await store.close();
  }
};

/** `W-1  Eva: new, 12 gigs` or `W-1  Eva: gigsCompleted 12 -> 13, hoursWorked 40 -> 43.5`. */
const describeChange = ({ workerId, name, isNew, figures }: WorkerChange): string => {
  const plain = Object.entries(figures).filter(([, { before, after }]) =>
    [before, after].every((value) => typeof value !== 'object'),
  );
  const others = Object.keys(figures).filter((figure) => !plain.some(([name]) => name === figure));
  const changes = plain.map(([figure, { before, after }]) =>
    isNew ? `${figure} ${after}` : `${figure} ${before ?? 'none'} -> ${after ?? 'none'}`,
  );
  return `${workerId}  ${name}: ${[...(isNew ? ['new'] : []), ...changes, ...others].join(', ')}`;
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

const describe = (report: IngestReport, refusedFile?: string): void => {
  const refused = report.refused.length + (report.refusedBeyondList ?? 0);
  console.log(
    `${report.accepted} new, ${report.corrected} corrected, ${report.unchanged} unchanged, ${refused} refused.`,
  );
  const all = refusedFile === undefined ? '--refused FILE keeps them all' : `all are in ${refusedFile}`;
  describeLines('refused', { lines: report.refused, total: refused, rest: all });
  describeLines('warning', {
    lines: report.warnings,
    total: report.warnings.length,
    rest: '--json has them',
  });
};

type Lines = {
  readonly lines: readonly { line: number | string; code: string; message: string }[];
  readonly total: number;
  /** Where the others are. */
  readonly rest: string;
};

const describeLines = (kind: string, { lines, total, rest }: Lines): void => {
  for (const { line, code, message } of lines.slice(0, mostShown))
    console.log(`${kind} ${line} (${code}): ${message}`);
  if (total > mostShown) console.log(`${kind}: and ${total - mostShown} more; ${rest}.`);
};
