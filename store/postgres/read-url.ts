/** A PostgreSQL URL as settings of `pg`: how many connections, and whether the way there is encrypted. */
import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import { KlusCVError } from '../../core/errors.ts';

export type PostgresSettings = {
  readonly connection: ClientConfig;
  /** Connections that one process keeps at most for its calls. */
  readonly connectionLimit: number;
};

const defaultConnections = 10;

/**
 * Reads `postgres://user:password@host:port/database` with `sslmode`, `sslrootcert` and `connection_limit` behind `?`.
 * Without `sslmode` the server's certificate is checked, unless the server is on this machine.
 * @throws KlusCVError `invalid_config`; the URL itself is never repeated, since it may hold a password
 */
export function readPostgresUrl(text: string): PostgresSettings {
  const url = URL.parse(text);
  if (url === null || url.pathname.length < 2)
    throw refused('must be postgres://user:password@host:port/database.');
  const asked = url.searchParams;
  const mode = asked.get('sslmode');
  const authority = asked.get('sslrootcert');
  const limit = Number(asked.get('connection_limit') ?? defaultConnections);
  if (!Number.isInteger(limit) || limit < 2 || limit > 500)
    throw refused('connection_limit must be a whole number from 2 to 500.');
  for (const name of ['sslmode', 'sslrootcert', 'connection_limit']) asked.delete(name);
  const isHere =
    ['localhost', '127.0.0.1', '[::1]', ''].includes(url.hostname) || asked.get('host')?.startsWith('/');
  return {
    connection: {
      connectionString: url.href,
      ssl: readTls(mode ?? (isHere && authority === null ? 'disable' : 'verify-full'), authority),
    },
    connectionLimit: limit,
  };
}

function readTls(mode: string, authority: string | null): ClientConfig['ssl'] {
  if (mode === 'disable') return false;
  if (mode === 'no-verify') return { rejectUnauthorized: false };
  if (!['require', 'verify-ca', 'verify-full'].includes(mode))
    throw refused('sslmode must be verify-full, no-verify or disable.');
  if (authority === null) return { rejectUnauthorized: true };
  try {
    return { rejectUnauthorized: true, ca: readFileSync(authority, 'utf8') };
  } catch (error) {
    throw refused('the file of sslrootcert cannot be read.', error);
  }
}

const refused = (what: string, cause?: unknown): KlusCVError =>
  new KlusCVError('invalid_config', `KLUSCV_DATABASE_URL: ${what}`, { cause });
