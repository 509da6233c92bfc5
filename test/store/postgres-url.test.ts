import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRootCertificate } from '../../core/keys/create-certificates.ts';
import { generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';
import { readPostgresUrl } from '../../store/postgres/read-url.ts';

const createAuthority = async (): Promise<string> => {
  const der = await createRootCertificate(
    {
      commonName: 'Ours',
      privateJwk: generatePrivateJwk('ES256'),
      notBefore: new Date('2026-01-01'),
      notAfter: new Date('2036-01-01'),
    },
    nodeCrypto,
  );
  return `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`;
};

const tlsOf = (url: string) => readPostgresUrl(url).connection.ssl;

it('checks the certificate of a server on another machine unless the URL says otherwise', () => {
  expect(tlsOf('postgres://a:b@db.example/kluscv')).toEqual({ rejectUnauthorized: true });
  expect(tlsOf('postgres://a:b@db.example/kluscv?sslmode=require')).toEqual({ rejectUnauthorized: true });
  expect(tlsOf('postgres://a:b@db.example/kluscv?sslmode=no-verify')).toEqual({ rejectUnauthorized: false });
  expect(tlsOf('postgres://a:b@db.example/kluscv?sslmode=disable')).toBe(false);
});

it('needs no encryption on this machine', () => {
  for (const url of ['postgres://a@localhost/k', 'postgres://a@127.0.0.1/k', 'postgres://a@x/k?host=/run/pg'])
    expect(tlsOf(url), url).toBe(false);
  expect(tlsOf('postgres://a@localhost/k?sslmode=verify-full')).toEqual({ rejectUnauthorized: true });
});

it('takes an authority of its own from a file, on this machine too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kluscv-ca-'));
  const path = join(folder, 'ca.pem');
  const certificate = await createAuthority();
  writeFileSync(path, certificate);
  const named = `sslrootcert=${encodeURIComponent(path)}`;
  for (const url of [`postgres://a@db.example/k?${named}`, `postgres://a@localhost/k?${named}`])
    expect(tlsOf(url)).toEqual({ rejectUnauthorized: true, ca: certificate });
  // What it would be no use for, it is not taken for.
  for (const mode of ['disable', 'no-verify'])
    expect(() => readPostgresUrl(`postgres://a@db.example/k?sslmode=${mode}&${named}`)).toThrow('no use');
  writeFileSync(path, 'pem');
  expect(() => readPostgresUrl(`postgres://a@db.example/k?${named}`)).toThrow('PEM');
  await rm(folder, { recursive: true });
});

it('gives the library the parts, so that nothing in the URL wins over what was settled', () => {
  expect(
    readPostgresUrl('postgresql://a%40b:p%2Fw@db.example:6432/k%20v?connection_limit=25&sslmode=disable'),
  ).toEqual({
    connection: {
      host: 'db.example',
      port: 6432,
      database: 'k v',
      user: 'a@b',
      password: 'p/w',
      ssl: false,
    },
    connectionLimit: 25,
  });
  expect(readPostgresUrl('postgres:///k').connection).toEqual({
    host: 'localhost',
    port: 5432,
    database: 'k',
    ssl: false,
  });
  expect(readPostgresUrl('postgres://a@[2001:db8::1]/k').connection).toMatchObject({
    host: '2001:db8::1',
    ssl: { rejectUnauthorized: true },
  });
});

it('judges the way by the host that is reached, wherever the URL says it', () => {
  for (const url of ['postgres://a@localhost/k?host=db.example', 'postgres:///k?host=db.example'])
    expect(tlsOf(url), url).toEqual({ rejectUnauthorized: true });
  expect(readPostgresUrl('postgres://a@%2Frun%2Fpg/k').connection).toMatchObject({
    host: '/run/pg',
    ssl: false,
  });
});

it('refuses what it cannot follow, and never repeats a password', () => {
  const wrong = [
    'postgres:',
    'postgres://a:secret@db.example',
    'postgres://a:secret@db.example/k?sslmode=prefer',
    'postgres://a:secret@db.example/k?sslmode=allow',
    'postgres://a:secret@db.example/k?sslmode=verify-ca',
    'postgres://a:secret@db.example/k?sslmode=verify-full&sslmode=disable',
    'postgres://a:secret@db.example/k?ssl=0',
    'postgres://a:secret@db.example/k?ssl=no-verify',
    'postgres://a:secret@db.example/k?channel_binding=require',
    'postgres://a:secret@db.example/k?sslcert=/nowhere/own.pem',
    'postgres://a:secret@db.example/k?port=0',
    'postgres://a:secret@db.example/k%zz',
    'postgres://a:secret@localhost/k?host=/run/pg&sslmode=verify-full',
    'postgres://a:secret@db.example/k?connection_limit=0',
    'postgres://a:secret@db.example/k?sslrootcert=/nowhere/ca.pem',
  ];
  for (const url of wrong) {
    let caught: unknown;
    try {
      readPostgresUrl(url);
    } catch (error) {
      caught = error;
    }
    expect(caught, url).toMatchObject({
      code: 'invalid_config',
      message: expect.not.stringContaining('secret'),
    });
  }
});
