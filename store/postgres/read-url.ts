/**
 * A PostgreSQL URL as settings of `pg`. The library gets the parts and never the URL: it would let a parameter in it
 * win over what was settled here, encryption among it.
 */
import { readTls, refusedUrl, type Tls, type TlsParameters, tlsParameters } from './read-tls.ts';

/** How any connection of this process reaches the server. */
export type PostgresConnection = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user?: string;
  readonly password?: string;
  readonly ssl: Tls;
};

export type PostgresSettings = {
  /** For all of them: calls, jobs, signals, copies. */
  readonly connection: PostgresConnection;
  /** Connections that one process keeps at most for its calls. */
  readonly connectionLimit: number;
};

const defaultConnections = 10;
const defaultPort = 5432;
const parameters = ['host', 'port', 'user', 'password', 'connection_limit', ...tlsParameters] as const;
type Parameters = TlsParameters & Readonly<Record<(typeof parameters)[number], string | null>>;

/**
 * Reads `postgres://user:password@host:port/database` with the parameters of docs/operating.md behind `?`. Without
 * `sslmode` the server's certificate is checked, unless the server is on this machine.
 * @throws KlusCVError `invalid_config`; the URL itself is never repeated, since it may hold a password
 */
export function readPostgresUrl(text: string): PostgresSettings {
  const url = URL.parse(text);
  if (url === null || url.pathname.length < 2)
    throw refusedUrl('must be postgres://user:password@host:port/database.');
  const asked = readParameters(url.searchParams);
  const connectionLimit = Number(asked.connection_limit ?? defaultConnections);
  if (!Number.isInteger(connectionLimit) || connectionLimit < 2 || connectionLimit > 500)
    throw refusedUrl('connection_limit must be a whole number from 2 to 500.');
  const port = Number(asked.port ?? (url.port || defaultPort));
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw refusedUrl('the port must be 1 to 65535.');
  const host = asked.host ?? decode(url.hostname).replace(/^\[(.+)\]$/, '$1');
  const isSocket = host.startsWith('/');
  if (isSocket && tlsParameters.some((name) => asked[name] !== null && asked[name] !== 'disable'))
    throw refusedUrl('a socket on this machine is never encrypted: leave sslmode and its files out.');
  const user = asked.user ?? decode(url.username);
  const password = asked.password ?? decode(url.password);
  return {
    connection: {
      host: host || 'localhost',
      port,
      database: decode(url.pathname.slice(1)),
      ...(user ? { user } : {}),
      ...(password ? { password } : {}),
      ssl: readTls(asked, { isHere: isSocket || ['', 'localhost', '127.0.0.1', '::1'].includes(host) }),
    },
    connectionLimit,
  };
}

/** Each known parameter at most once; one that nobody here follows may be what somebody relies upon. */
function readParameters(asked: URLSearchParams): Parameters {
  const known: readonly string[] = parameters;
  for (const name of asked.keys()) {
    if (!known.includes(name))
      throw refusedUrl(
        `${/^[a-z_]{1,40}$/i.test(name) ? name : 'something behind "?"'} is not among the parameters that we follow: ${known.join(', ')}.`,
      );
    if (asked.getAll(name).length > 1) throw refusedUrl(`${name} is there twice.`);
  }
  const given = (name: (typeof parameters)[number]): string | null => asked.get(name) || null;
  return {
    host: given('host'),
    port: given('port'),
    user: given('user'),
    password: given('password'),
    connection_limit: given('connection_limit'),
    sslmode: given('sslmode'),
    sslrootcert: given('sslrootcert'),
    sslcert: given('sslcert'),
    sslkey: given('sslkey'),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw refusedUrl('a "%" in it stands for nothing.', error);
  }
}
