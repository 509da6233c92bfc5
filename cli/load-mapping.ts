/** A mapping as it is named on the command line. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KlusCVError } from '../core/errors.ts';
import { type Mapping, parseMapping } from '../issuer/ingest/index.ts';

const exampleMappings = fileURLToPath(new URL('../examples/mappings/', import.meta.url));

/** Reads a mapping by path, or by its bare name among the examples. */
export const loadMapping = async (name: string): Promise<Mapping> => {
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
