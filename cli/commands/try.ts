/** `kluscv try FILE`: from a platform's own export, whatever it is, to a first mapping and three work records. */
import { existsSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { gunzipSync, constants as zlib } from 'node:zlib';
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { parseMapping } from '../../issuer/ingest/index.ts';
import { createSample, type Proposal, proposeMapping, type Sample } from '../../issuer/propose/index.ts';
import { type Preview, previewRecords } from '../preview-records.ts';

/** As much of the file as is looked at. */
const headBytes = 8 << 20;

/** Adds the command to the program. */
export const register = (program: Command): void => {
  program
    .command('try')
    .description("read a platform's own export, propose a mapping, and show three work records made with it")
    .argument('<file>', 'an export in CSV, JSON or NDJSON, gzip or not')
    .option('-o, --output <file>', 'where to write the mapping; the name of the export with .mapping.json')
    .option('--platform <name>', "the platform's name; that of the file otherwise")
    .option('--force', 'write over a mapping that is already there')
    .addHelpText(
      'after',
      `
Nothing is stored: the records are made in memory, from the first ${headBytes >> 20} MB of the file.
What could not be found stands as "?" in the mapping. Mend it, and then:
  kluscv import MAPPING FILE --dry-run   says what would come in
  kluscv import MAPPING FILE             brings it in`,
    )
    .action(async (file: string, options: { output?: string; platform?: string; force?: boolean }) => {
      const plainName = basename(file).replace(/\.gz$/, '');
      const name = basename(plainName, extname(plainName));
      const output = options.output ?? `${name}.mapping.json`;
      if (existsSync(output) && options.force !== true)
        throw new KlusCVError('conflict', `${output} is already there.`, {
          remedy: 'Name another file with --output, or write over it with --force.',
        });
      const { bytes, sample } = await readHead(file);
      const proposal = proposeMapping(sample, options.platform ?? name);
      if (proposal === undefined)
        throw new KlusCVError('invalid_request', `No records can be seen in ${file}.`, {
          remedy:
            'Give an export as CSV with a header, as JSON with a list of objects, or as one JSON object a line.',
        });
      const mapping = parseMapping(proposal.mapping);
      const preview = await previewRecords({ bytes, isWhole: sample.isWhole, mapping, now: new Date() });
      await writeFile(output, `${JSON.stringify(proposal.mapping, undefined, 2)}\n`);
      if (program.opts<{ json?: boolean }>().json === true)
        console.log(JSON.stringify({ output, ...proposal, preview }));
      else describe(output, proposal, preview);
    });
};

const readHead = async (file: string): Promise<{ bytes: Uint8Array; sample: Sample }> => {
  const handle = await open(file).catch((cause: unknown) => {
    throw new KlusCVError('not_found', `There is no file ${file} that can be read.`, { cause });
  });
  try {
    const buffer = Buffer.alloc(headBytes + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    const isGzip = buffer[0] === 0x1f && buffer[1] === 0x8b;
    const plain = isGzip ? unpack(buffer.subarray(0, length)) : buffer.subarray(0, length);
    const isWhole = length <= headBytes && plain.length <= headBytes;
    const bytes = new Uint8Array(plain.subarray(0, headBytes));
    return { bytes, sample: createSample(bytes, isWhole) };
  } catch (cause) {
    throw new KlusCVError('invalid_request', `${file} cannot be read.`, { cause });
  } finally {
    await handle.close();
  }
};

/** The packed file may be cut where our head ends: what came out so far is enough. */
const unpack = (packed: Uint8Array): Buffer =>
  gunzipSync(packed, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: headBytes * 64 });

const describe = (output: string, proposal: Proposal, preview: Preview): void => {
  console.log('Found:');
  for (const { setting, column } of proposal.found) console.log(`  ${setting.padEnd(12)} ${column}`);
  if (proposal.unused.length > 0) console.log(`Not used: ${proposal.unused.slice(0, 30).join(', ')}.`);
  if (proposal.open.length > 0) console.log('\nTo be checked in the mapping:');
  for (const sentence of proposal.open) console.log(`  - ${sentence}`);
  console.log(
    `\n${preview.gigs} gigs of ${preview.workers} workers would come in, ${preview.refused} lines refused.`,
  );
  for (const { count, code, message, line } of preview.reasons)
    console.log(`  ${count} x ${code}, first at ${line}: ${message}`);
  if (preview.assumed !== undefined)
    console.log(
      `For the records below, "${preview.assumed}" is taken as completed; the mapping still asks you.`,
    );
  for (const { name, lines } of preview.records) {
    console.log(`\n${name}`);
    for (const line of lines) console.log(`  ${line}`);
  }
  if (preview.records.length === 0) console.log('No work record can be made with it yet.');
  console.log(`\nThe mapping is in ${output}. Correct it, then: kluscv import ${output} FILE --dry-run`);
};
