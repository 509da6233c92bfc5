/** Imports a made file of so many megabytes, streamed as it is made, as the command does: `node bench/import-run.ts MEGABYTES`. */

import { ingest, ownForm } from '../issuer/ingest/index.ts';
import { holdMemorySteady } from '../server/index.ts';
import { openStore } from '../store/index.ts';
import { makeGig } from './made-gigs.ts';

holdMemorySteady();
const mostBytes = Number(process.argv[2]) * 1024 * 1024;
const gigsOfOne = 50;
let records = 0;

/** NDJSON, some hundred lines at a time. */
async function* makeFile(): AsyncGenerator<Uint8Array> {
  for (let bytes = 0; bytes < mostBytes; ) {
    let text = '';
    for (let line = 0; line < 200; line += 1, records += 1)
      text += `${JSON.stringify(makeGig(Math.floor(records / gigsOfOne), records % gigsOfOne, 1))}\n`;
    const chunk = Buffer.from(text);
    bytes += chunk.length;
    yield chunk;
  }
}

const store = await openStore(process.env.KLUSCV_DATABASE_URL ?? '');
const begin = performance.now();
const report = await ingest({ source: makeFile(), store, mapping: ownForm, now: new Date() });
const seconds = (performance.now() - begin) / 1000;
await store.close();
console.log(JSON.stringify({ records, accepted: report.accepted, seconds }));
