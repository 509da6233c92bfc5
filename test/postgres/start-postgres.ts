/** A real PostgreSQL of a test's own: made in a temporary folder, reached by a socket in it, gone with the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { borrowPostgres } from './borrow-postgres.ts';
import { findBinaries } from './find-binaries.ts';

export type TestPostgres = {
  /** Makes an empty database and gives its URL; its own collation is not that of the code units, as often outside. */
  readonly createDatabase: () => Promise<string>;
  /** Ends the server, cleanly or as a power cut would, and starts it again on the same data. */
  readonly restart: (how?: 'clean' | 'crash') => Promise<void>;
  /** Ends it without starting it again; `start` does that. */
  readonly halt: (how?: 'clean' | 'crash') => Promise<void>;
  readonly start: () => Promise<void>;
  /** Ends the server and removes everything of it. */
  readonly stop: () => Promise<void>;
};

const readyWithinMs = 20_000;
const flags = ['-c', 'listen_addresses=', '-c', 'max_connections=100', '-c', 'shared_buffers=32MB'];
const careless = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/**
 * Starts a server, or borrows that of KLUSCV_TEST_POSTGRES_URL. As root it runs as another user, since PostgreSQL
 * refuses to be root.
 * @param options.durable whether it waits for the disk as it would in production; tests of correctness need not
 * @param options.own for tests that stop it, or change what holds for all of it
 * @param options.settings such as `ssl=on`; `folder` in them stands for the server's own folder
 * @param options.files to be laid there, by name
 */
export async function startPostgres({
  durable = false,
  own = false,
  settings = [],
  files = {},
}: {
  durable?: boolean;
  own?: boolean;
  settings?: readonly string[];
  files?: Readonly<Record<string, string>>;
} = {}): Promise<TestPostgres> {
  const borrowed = process.env.KLUSCV_TEST_POSTGRES_URL;
  if (borrowed && !own) return borrowPostgres(borrowed);
  const user = process.getuid?.() === 0 ? findUser() : {};
  const { initdb, postgres } = await findBinaries(user);
  const folder = mkdtempSync(join(tmpdir(), 'kluscv-pg-'));
  const give = (path: string): void => {
    if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid);
  };
  give(folder);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    give(join(folder, name));
  }
  const asked = settings.flatMap((setting) => ['-c', setting.replaceAll('folder/', `${folder}/`)]);
  const port = settings.find((setting) => setting.startsWith('port=')) ?? 'port=5432';
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const data = join(folder, 'data');
  const made = ['-D', data, '-U', 'kluscv', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'];
  const icu = ['--locale-provider=icu', '--icu-locale=en-US'];
  let running: ChildProcess | undefined;
  let databases = 0;
  const urlOf = (name: string): string =>
    `postgres://kluscv@localhost/${name}?host=${encodeURIComponent(folder)}&${port}`;

  const start = async (): Promise<void> => {
    const args = ['-D', data, '-k', folder, ...flags, ...(durable ? [] : careless), ...asked];
    running = spawnWatched([postgres, ...args], { ...user, cwd: folder });
    await waitUntilReady(urlOf('postgres'), running);
  };
  const halt = async (how: 'clean' | 'crash' = 'clean'): Promise<void> => {
    const ending = running;
    running = undefined;
    if (ending === undefined) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.stdin?.end(`${how}\n`);
    await ended;
  };
  const stop = async (): Promise<void> => {
    await halt('crash');
    remove();
  };
  try {
    await run(initdb, [...made, ...icu], { ...user, cwd: folder });
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    createDatabase: async () => {
      databases += 1;
      const name = `test_${databases}`;
      await query(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
    restart: async (how) => {
      await halt(how);
      await start();
    },
    halt,
    start,
    stop,
  };
}

type User = { readonly uid?: number; readonly gid?: number };

/** Somebody who owns nothing: the machine's own user for PostgreSQL, or nobody. */
function findUser(): User {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL cannot run as root, and there is no other user here.');
}

/** Ends with whoever started it, even when that one was killed: then the pipe closes. */
const watch = [
  '"$@" &',
  'server=$!',
  'read -r how',
  'if [ "$how" = clean ]; then kill -INT $server; else kill -QUIT $server; fi',
  'wait $server',
].join('\n');

const spawnWatched = (command: readonly string[], options: User & { cwd: string }): ChildProcess =>
  spawn('/bin/sh', ['-c', watch, 'sh', ...command], { ...options, stdio: ['pipe', 'ignore', 'ignore'] });

const run = (command: string, args: readonly string[], options: User & { cwd: string }): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command}: ${said}`))));
  });

async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + readyWithinMs;
  for (;;) {
    try {
      await query(url, 'select 1');
      return;
    } catch (error) {
      if (server.exitCode !== null || Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
