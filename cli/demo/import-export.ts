/** Brings a platform's export into its issuer's store, with a progress bar where somebody is watching. */
import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { loadForgottenHashes } from '../../issuer/hash-key.ts';
import { type IngestReport, ingest, parseMapping } from '../../issuer/ingest/index.ts';
import { parseKeySecrets } from '../../server/key-vault.ts';
import { openStore } from '../../store/index.ts';
import { createProgressBar } from '../progress-bar.ts';
import type { DemoIssuer } from './layout.ts';

export async function importExport(issuer: DemoIssuer, keySecret: string, now: Date): Promise<IngestReport> {
  const store = await openStore(issuer.databaseUrl);
  const bar = createProgressBar(`Importing ${issuer.name}`, statSync(issuer.exportFile).size);
  try {
    const forgotten = await loadForgottenHashes(store, parseKeySecrets(keySecret));
    return await ingest({
      source: createReadStream(issuer.exportFile),
      mapping: parseMapping(JSON.parse(await readFile(issuer.mapping, 'utf8'))),
      store,
      now,
      ...(forgotten === undefined ? {} : { forgotten }),
      onProgress: ({ bytes }) => bar.update(bytes),
    });
  } finally {
    bar.stop();
    await store.close();
  }
}
