/** The mappings that the import call knows by name: one JSON file each, checked at start, all of them. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { KlusCVError } from '../core/errors.ts';
import type { Mapping } from './ingest/index.ts';

/**
 * Reads every `*.json` of the folder; a folder that is not there has no mappings.
 * @throws KlusCVError `invalid_config` naming the file, with what is wrong in it
 */
export async function loadMappings(folder: string): Promise<ReadonlyMap<string, Mapping>> {
  const files = await readdir(folder).catch(() => []);
  const mappings = new Map<string, Mapping>();
  const named = files.filter((name) => name.endsWith('.json')).sort();
  if (named.length === 0) return mappings;
  const { parseMapping } = await import('./ingest/index.ts');
  for (const file of named) {
    try {
      mappings.set(
        basename(file, '.json'),
        parseMapping(JSON.parse(await readFile(join(folder, file), 'utf8'))),
      );
    } catch (error) {
      const why = error instanceof KlusCVError ? error.message : 'It is not JSON.';
      throw new KlusCVError('invalid_config', `KLUSCV_MAPPINGS: ${file}: ${why}`, { cause: error });
    }
  }
  return mappings;
}
