/** The way to PostgreSQL, encrypted: a real server with ssl=on, under an authority of the test's own. */
import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorCatalogue } from '../../core/errors.ts';
import { createLeafCertificate, createRootCertificate } from '../../core/keys/create-certificates.ts';
import { type PrivateJwk, publicJwkFrom } from '../../core/keys/private-jwk.ts';
import { generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';
import { backupStore, openStore, restoreStore, type Store } from '../../store/index.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';
import { freePort } from '../verifier/free-port.ts';

const day = 86_400_000;
const at = (days: number): Date => new Date(Date.now() + days * day);
const pemOf = (certificate: string): string =>
  `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`;
const keyPem = (jwk: PrivateJwk): string =>
  createPrivateKey({ key: { ...jwk }, format: 'jwk' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();

const createAuthority = async (commonName: string) => {
  const privateJwk = generatePrivateJwk('ES256');
  const certificate = await createRootCertificate(
    { commonName, privateJwk, notBefore: at(-30), notAfter: at(30) },
    nodeCrypto,
  );
  return {
    pem: pemOf(certificate),
    sign: async (name: string, notAfter = at(20)) => {
      const key = generatePrivateJwk('ES256');
      const leaf = await createLeafCertificate(
        {
          root: { certificate, privateJwk },
          commonName: name,
          publicJwk: publicJwkFrom(key),
          dnsNames: [name],
          notBefore: at(-20),
          notAfter,
        },
        nodeCrypto,
      );
      return { certificate: pemOf(leaf), key: keyPem(key) };
    },
  };
};

const folder = mkdtempSync(join(tmpdir(), 'kluscv-tls-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return encodeURIComponent(join(folder, name));
};
const [authority, stranger] = await Promise.all([createAuthority('Ours'), createAuthority('Another')]);
const [ca, otherCa] = [file('ca.pem', authority.pem), file('other.pem', stranger.pem)];
const own = await authority.sign('kluscv');

let port: number;
let postgres: TestPostgres;
let name: string;
const stores: Store[] = [];
const start = async (
  { certificate, key }: { certificate: string; key: string },
  settings: readonly string[] = [],
  access = 'host all all all trust',
): Promise<void> => {
  port = await freePort();
  postgres = await startPostgres({
    own: true,
    settings: [
      `port=${port}`,
      'listen_addresses=localhost',
      'ssl=on',
      'ssl_cert_file=folder/server.crt',
      'ssl_key_file=folder/server.key',
      'hba_file=folder/hba.conf',
      ...settings,
    ],
    files: {
      'server.crt': certificate,
      'server.key': key,
      'ca.crt': authority.pem,
      'hba.conf': `local all all trust\n${access}\n`,
    },
  });
  await nameDatabase();
};
/** Another one, since the server lists connections for a moment after they were closed. */
const nameDatabase = async (): Promise<void> => {
  name = new URL(await postgres.createDatabase()).pathname.slice(1);
};
const urlOf = (parameters: string, host = 'localhost'): string =>
  `postgres://kluscv@${host}:${port}/${name}?${parameters}`;
const open = async (parameters: string, host?: string): Promise<Store> => {
  const store = await openStore(urlOf(parameters, host));
  stores.push(store);
  return store;
};
/** What every connection to the database but the asking one is: its program, and whether it is encrypted. */
const listConnections = async (): Promise<{ program: string; ssl: boolean }[]> => {
  const client = new Client({ host: 'localhost', port, database: name, user: 'kluscv', ssl: false });
  await client.connect();
  const { rows } = await client.query<{ program: string; ssl: boolean }>(
    `select distinct application_name as program, ssl from pg_stat_activity join pg_stat_ssl using (pid)
       where datname = $1 and pid <> pg_backend_pid() order by 1`,
    [name],
  );
  await client.end();
  return rows;
};

afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a server under an authority of its own', () => {
  beforeAll(async () => start(await authority.sign('localhost')));
  beforeEach(nameDatabase);
  afterAll(() => postgres.stop());

  it.each(['sslmode=verify-full', 'sslmode=require', 'sslmode=verify-ca', ''])(
    'is reached with sslrootcert and "%s", every connection of it encrypted',
    async (mode) => {
      const store = await open(`${mode}&sslrootcert=${ca}`);
      const heard: (string | undefined)[] = [];
      store.signals.follow('request', (id) => heard.push(id));
      const jobs = await store.openJobs({ onError: () => undefined });
      while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await store.workers.isErased('nobody');
      expect(await listConnections()).toEqual([
        { program: 'kluscv', ssl: true },
        { program: 'kluscv jobs', ssl: true },
        { program: 'kluscv signals', ssl: true },
      ]);
      await jobs.stop();
    },
  );

  it('is reached by its authority alone with verify-ca, and by no name but its own with the others', async () => {
    await open(`sslmode=verify-ca&sslrootcert=${ca}`, '127.0.0.1');
    for (const mode of ['sslmode=verify-full', 'sslmode=require', ''])
      await expect(open(`${mode}&sslrootcert=${ca}`, '127.0.0.1'), mode).rejects.toMatchObject({
        code: 'database_wrong_host',
        remedy: expect.stringContaining('verify-ca'),
      });
  });

  it.each(['verify-full', 'verify-ca', 'require'])(
    'is not reached by %s with another authority, or with those of everybody',
    async (mode) => {
      const untrusted = { code: 'database_untrusted', remedy: expect.stringContaining('sslrootcert') };
      await expect(open(`sslmode=${mode}&sslrootcert=${otherCa}`)).rejects.toMatchObject(untrusted);
      if (mode !== 'verify-ca') await expect(open(`sslmode=${mode}`)).rejects.toMatchObject(untrusted);
    },
  );

  it('is copied by the same way, and not at all by another', async () => {
    await open(`sslrootcert=${ca}`);
    const kept = new PassThrough();
    const copy = async (parameters: string) =>
      (await backupStore(urlOf(parameters), kept, new Date())).tables.credentials;
    kept.resume();
    expect(await copy(`sslmode=verify-full&sslrootcert=${ca}`)).toBe(0);
    await expect(copy(`sslmode=verify-full&sslrootcert=${otherCa}`)).rejects.toMatchObject({
      code: 'database_untrusted',
    });
    await expect(
      restoreStore(urlOf(`sslmode=verify-full&sslrootcert=${otherCa}`), kept),
    ).rejects.toMatchObject({ code: 'database_untrusted' });
  });

  it('is named to an operator in two sentences', () => {
    const ran = spawnSync(process.execPath, ['cli/main.ts', 'audit'], {
      encoding: 'utf8',
      env: { ...process.env, KLUSCV_DATABASE_URL: urlOf(`sslmode=verify-full&sslrootcert=${otherCa}`) },
    });
    const { message, remedy } = errorCatalogue.database_untrusted;
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([1, '', `${message}\n${remedy}\n`]);
  });

  it('is reached encrypted and unknown when that is asked for in so many words', async () => {
    const store = await open('sslmode=no-verify', '127.0.0.1');
    await store.workers.isErased('nobody');
    expect(await listConnections()).toEqual([{ program: 'kluscv', ssl: true }]);
  });

  it('is reached in the clear only when it is asked for, or is on this machine', async () => {
    const store = await open('sslmode=disable');
    await store.workers.isErased('nobody');
    expect(await listConnections()).toEqual([{ program: 'kluscv', ssl: false }]);
  });
});

it('a certificate that is past its last day is not taken', async () => {
  await start(await authority.sign('localhost', at(-1)));
  await expect(open(`sslmode=verify-full&sslrootcert=${ca}`)).rejects.toMatchObject({
    code: 'database_untrusted',
    message: expect.stringContaining('last day'),
  });
  await postgres.stop();
});

it('a server without encryption is not reached by who asks for it, and never in the clear instead', async () => {
  await start(await authority.sign('localhost'), ['ssl=off']);
  for (const parameters of ['verify-full', 'require', 'no-verify', `verify-ca&sslrootcert=${ca}`])
    await expect(open(`sslmode=${parameters}`), parameters).rejects.toMatchObject({
      code: 'database_unencrypted',
      remedy: expect.stringContaining('ssl'),
    });
  expect(await listConnections()).toEqual([]);
  await postgres.stop();
});

it('a server that takes only old encryption is not reached', async () => {
  await start(await authority.sign('localhost'), [
    'ssl_min_protocol_version=TLSv1',
    'ssl_max_protocol_version=TLSv1.1',
  ]);
  await expect(open(`sslmode=verify-full&sslrootcert=${ca}`)).rejects.toMatchObject({
    code: 'database_unencrypted',
    remedy: expect.stringContaining('TLS 1.2'),
  });
  await postgres.stop();
});

it('a server that knows its users by certificate takes ours, and nobody without', async () => {
  const settings = ['ssl_ca_file=folder/ca.crt'];
  await start(await authority.sign('localhost'), settings, 'hostssl all all all cert');
  const [cert, key] = [file('own.crt', own.certificate), file('own.key', own.key)];
  const store = await open(`sslmode=verify-full&sslrootcert=${ca}&sslcert=${cert}&sslkey=${key}`);
  expect(await store.workers.isErased('nobody')).toBe(false);
  for (const parameters of [`sslmode=verify-full&sslrootcert=${ca}`, 'sslmode=disable'])
    await expect(open(parameters), parameters).rejects.toMatchObject({
      code: 'invalid_config',
      remedy: expect.stringContaining('pg_hba.conf'),
    });
  await Promise.all(stores.splice(0).map((opened) => opened.close()));
  await postgres.stop();
});

it('calls are answered with unavailable when the certificate is no longer trusted, and the log has the code', async () => {
  await start(await authority.sign('localhost'));
  const store = await open(`sslmode=verify-full&sslrootcert=${ca}`);
  const [before, kept] = [port, postgres];
  expect(await store.workers.isErased('nobody')).toBe(false);
  await kept.halt();
  // Somebody else at the same address.
  const other = await stranger.sign('localhost');
  const imposter = await startPostgres({
    own: true,
    settings: [
      `port=${before}`,
      'listen_addresses=localhost',
      'ssl=on',
      'ssl_cert_file=folder/server.crt',
      'ssl_key_file=folder/server.key',
    ],
    files: { 'server.crt': other.certificate, 'server.key': other.key },
  });
  await expect(store.workers.isErased('nobody')).rejects.toMatchObject({
    code: 'unavailable',
    cause: { code: 'database_untrusted' },
  });
  await imposter.stop();
  await Promise.all(stores.splice(0).map((opened) => opened.close()));
  await kept.stop();
});
