/**
 * How many single credentials are kept in a second, place in a list and audit log with them, by processes on one
 * PostgreSQL that waits for its disk: `node test/scale/keep-rate.ts [--processes N] [--at-once N] [--seconds N]`.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { keepIssued } from '../../issuer/issue/keep-issued.ts';
import { takeStatusIndex } from '../../issuer/status/take-status-index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { openStore } from '../../store/index.ts';
import { startPostgres } from '../postgres/index.ts';

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '3' },
    'at-once': { type: 'string', default: '16' },
    seconds: { type: 'string', default: '5' },
    /** Set by the first process for the others. */
    url: { type: 'string' },
  },
});
const [processes, atOnce, seconds] = [values.processes, values['at-once'], values.seconds].map(Number);

type Rate = { readonly kept: number; readonly waits: readonly number[] };

async function keepFor(url: string, milliseconds: number): Promise<Rate> {
  const store = await openStore(url);
  const settings = {
    url: 'https://issuer.example',
    name: 'Poetsmaat',
    verifierUrl: 'https://verifier.example',
    offerSeconds: 60,
    firstKeys: [],
    keyCallsPerMinute: 1,
    callsPerMinute: 1,
    retention: 'keep' as const,
    pageFolder: '',
  };
  const deps = { store, settings, hashKey: new Uint8Array(32), clock: () => new Date() };
  const keysVersion = await store.issuerKeys.loadVersion();
  const validUntil = new Date('2031-11-22T00:00:00Z');
  const waits: number[] = [];
  const endAt = performance.now() + milliseconds;
  let turn = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < endAt) {
      const begin = performance.now();
      turn += 1;
      const workerId = `W-${process.pid}-${turn % 500}`;
      const status = await takeStatusIndex(store.statusLists, nodeCrypto.randomBytes);
      await keepIssued(deps, {
        signable: { workerId, claims: {}, include: undefined, recordHash: `figures of ${workerId}` },
        configuration: 'kluscv-ldp',
        content: { status, validUntil },
        keysVersion,
        actor: 'cli',
      });
      waits.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: atOnce ?? 1 }, loop));
  await store.close();
  return { kept: waits.length, waits };
}

async function keepInAnother(url: string): Promise<Rate> {
  const child = fork(fileURLToPath(import.meta.url), [...process.argv.slice(2), '--url', url]);
  return new Promise((resolve, reject) => {
    child.once('message', (rate: Rate) => resolve(rate));
    child.once('exit', (code) => code !== 0 && reject(new Error(`A process ended with ${code}.`)));
  });
}

const milliseconds = (seconds ?? 5) * 1000;
if (values.url !== undefined) {
  process.send?.(await keepFor(values.url, milliseconds));
} else {
  const postgres = await startPostgres({ durable: true });
  try {
    const url = await postgres.createDatabase();
    await (await openStore(url)).close();
    const rates = await Promise.all(Array.from({ length: processes ?? 3 }, () => keepInAnother(url)));
    const waits = rates.flatMap((rate) => rate.waits).toSorted((one, other) => one - other);
    const at = (share: number): number =>
      Math.round((waits[Math.floor(waits.length * share)] ?? 0) * 10) / 10;
    const perSecond = Math.round((waits.length / milliseconds) * 1000);
    console.log(JSON.stringify({ processes, atOnce, perSecond, p50: at(0.5), p99: at(0.99) }));
  } finally {
    await postgres.stop();
  }
}
