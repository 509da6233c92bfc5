/** Imports a file of gig records as the issuer does: `node bench/import-run.ts FILE`. */
import { createReadStream } from 'node:fs';
import { ingest, ownForm } from '../issuer/ingest/index.ts';
import { holdMemorySteady } from '../server/index.ts';
import { openStore } from '../store/index.ts';

holdMemorySteady();
const store = await openStore(process.env.KLUSCV_DATABASE_URL ?? '');
const begin = performance.now();
const cpuBefore = process.cpuUsage();
const source = createReadStream(process.argv[2] ?? '');
const { accepted } = await ingest({ source, store, mapping: ownForm, now: new Date() });
const seconds = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
await store.close();
console.log(JSON.stringify({ accepted, seconds, cpuSeconds: (user + system) / 1e6 }));
