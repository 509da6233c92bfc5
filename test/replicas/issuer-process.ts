/** Issuers as processes of their own, each at its own port, that a test kills as a power cut would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { didWebFrom, findVerificationMethod, parseDidDocument, publicJwkOf } from '../../core/did/index.ts';
import type { PublicJwk } from '../../core/keys/index.ts';
import { freePort } from '../verifier/free-port.ts';

const issuerUrl = 'http://localhost:4195';
const keySecret = Buffer.alloc(32, 7);
const apiKey = 'a-key-for-issuing-0123456789';

export type IssuerProcess = {
  readonly pid: number | undefined;
  /** A call of the platform to this very process. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Response>;
  /** The keys that its DID document names, by their ids. */
  readonly loadKeys: () => Promise<(id: string) => PublicJwk | undefined>;
  readonly end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>;
};

/** Starts one and answers when it takes calls; they all are the same issuer, each on the database that it is given. */
export async function startIssuerProcess(databaseUrl: string): Promise<IssuerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, ['cli/main.ts', 'serve', 'issuer', '--no-build'], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      PATH: process.env.PATH,
      KLUSCV_DATABASE_URL: databaseUrl,
      KLUSCV_KEY_SECRET: keySecret.toString('base64url'),
      KLUSCV_ISSUER_URL: issuerUrl,
      KLUSCV_ISSUER_PORT: String(port),
      KLUSCV_ISSUER_NAME: 'Poetsmaat',
      KLUSCV_API_KEY: `${apiKey}=issue`,
      KLUSCV_LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilLive(port, child);
  return {
    pid: child.pid,
    call: (method, path, body) =>
      fetch(`http://localhost:${port}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    loadKeys: async () => {
      const answer = await fetch(`http://localhost:${port}/.well-known/did.json`);
      const did = parseDidDocument(new Uint8Array(await answer.arrayBuffer()), didWebFrom(issuerUrl));
      if (did === undefined) throw new Error('The issuer has no DID document.');
      return (id) => {
        const method = findVerificationMethod(did, id, 'assertionMethod');
        return method && publicJwkOf(method);
      };
    },
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

async function untilLive(port: number, child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + 90_000;
  for (;;) {
    const isLive = await fetch(`http://localhost:${port}/health/live`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isLive) return;
    if (child.exitCode !== null || Date.now() > giveUpAt) {
      child.kill('SIGKILL');
      throw new Error('The issuer does not take calls.');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
