/** How many checks a second over HTTP, from a credential to its answer? Each server in a process of its own, under load in turns. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { startPlatform } from './http-platform.ts';
import { median, type Question, rounded } from './measure.ts';

const seconds = 4;
const rounds = 3;
const connections = 16;
const sdJwtType = 'application/dc+sd-jwt';

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const start = async (
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}.`)));
  });
  return child;
};

type Load = { readonly perSecond: number; readonly p50: number; readonly p99: number };

const load = async (
  url: string,
  body: string,
  duration: number,
  contentType = 'application/json',
): Promise<Load> => {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
    connections,
    duration,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error('The server refused some of the checks.');
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
};

const middle = (loads: readonly Load[], what: keyof Load): number => median(loads.map((one) => one[what]));

const isValid = async (url: string, body: string, contentType = 'application/json'): Promise<void> => {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body });
  const { outcome } = await answer.json();
  if (outcome !== 'valid') throw new Error(`${url} says ${outcome}.`);
};

async function measureServers() {
  const platform = await startPlatform();
  const folder = await mkdtemp(join(tmpdir(), 'kluscv-http-'));
  const children: ChildProcess[] = [];
  try {
    const [oursPort, stockPort] = [await freePort(), await freePort()];
    const body = JSON.stringify(platform.credential);
    await writeFile(join(folder, 'trust-list.jwt'), platform.trustList);
    const [key] =
      platform.didDocument && 'verificationMethod' in platform.didDocument
        ? [platform.didDocument.verificationMethod].flat()
        : [];
    const method = {
      '@context': 'https://w3id.org/security/multikey/v1',
      ...(typeof key === 'object' ? key : {}),
    };
    const documents = {
      ...platform.documents,
      [platform.did]: {
        '@context': 'https://www.w3.org/ns/did/v1',
        id: platform.did,
        assertionMethod: [method],
      },
      [`${platform.did}#ed25519`]: method,
    };
    await writeFile(join(folder, 'documents.json'), JSON.stringify(documents));
    children.push(
      await start('./http-ours.ts', [], {
        KLUSCV_VERIFIER_URL: `http://localhost:${oursPort}`,
        KLUSCV_DATABASE_URL: `sqlite:${join(folder, 'verifier.db')}`,
        KLUSCV_KEY_SECRET: Buffer.alloc(32, 3).toString('base64url'),
        KLUSCV_TRUST_LIST: join(folder, 'trust-list.jwt'),
        KLUSCV_TRUST_LIST_COPY: join(folder, 'copy.jwt'),
        KLUSCV_SCHEME_KEY: JSON.stringify(platform.schemeKey),
        KLUSCV_CALLS_PER_MINUTE: '1000000',
      }),
      await start('./http-stock.ts', [String(stockPort), join(folder, 'documents.json')]),
    );
    const ours = `http://localhost:${oursPort}/api/v1/checks`;
    const stock = `http://localhost:${stockPort}/checks`;
    await isValid(ours, body);
    await isValid(stock, body);
    await isValid(ours, platform.sdJwt, sdJwtType);
    await load(ours, body, 2);
    await load(stock, body, 2);
    const loads: Record<'ours' | 'stock' | 'sdJwt', Load[]> = { ours: [], stock: [], sdJwt: [] };
    for (let round = 0; round < rounds; round += 1) {
      loads.ours.push(await load(ours, body, seconds));
      loads.stock.push(await load(stock, body, seconds));
    }
    await load(ours, platform.sdJwt, 2, sdJwtType);
    loads.sdJwt.push(await load(ours, platform.sdJwt, seconds, sdJwtType));
    return loads;
  } finally {
    for (const child of children) child.kill();
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export const question: Question = {
  question: 'http-checks',
  about: `checks a second through POST /api/v1/checks, ${connections} connections, to a whole report; stock: the libraries behind express, lists in memory`,
  measure: async () => {
    const { ours, stock, sdJwt } = await measureServers();
    const [oursRate, stockRate] = [middle(ours, 'perSecond'), middle(stock, 'perSecond')];
    const times = (loads: readonly Load[]) => `${middle(loads, 'p50')} and ${middle(loads, 'p99')} ms`;
    return {
      ours: rounded(oursRate),
      stock: rounded(stockRate),
      ratio: rounded(oursRate / stockRate),
      unit: 'a second',
      note: `p50 and p99: ours ${times(ours)}, stock ${times(stock)}; the same claims as SD-JWT VC ${rounded(middle(sdJwt, 'perSecond'))} a second`,
    };
  },
};
