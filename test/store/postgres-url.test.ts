import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPostgresUrl } from '../../store/postgres/read-url.ts';

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

it('takes an authority of its own from a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kluscv-ca-'));
  const path = join(folder, 'ca.pem');
  writeFileSync(path, 'pem');
  const url = `postgres://a@db.example/k?sslrootcert=${encodeURIComponent(path)}`;
  expect(tlsOf(url)).toEqual({ rejectUnauthorized: true, ca: 'pem' });
  await rm(folder, { recursive: true });
});

it('bounds the connections, and gives the library nothing that it reads otherwise', () => {
  const { connection, connectionLimit } = readPostgresUrl(
    'postgres://a@localhost/k?connection_limit=25&sslmode=disable',
  );
  expect([connectionLimit, connection.connectionString]).toEqual([25, 'postgres://a@localhost/k']);
});

it('refuses what it cannot follow, and never repeats a password', () => {
  const wrong = [
    'postgres:',
    'postgres://a:secret@db.example',
    'postgres://a:secret@db.example/k?sslmode=prefer',
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
