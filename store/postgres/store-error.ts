/** What PostgreSQL and the way to it say, as the one thing that a caller can do about it: try again, or not. */
import { KlusCVError } from '../../core/errors.ts';
import { asTlsError } from './tls-error.ts';

/**
 * SQLSTATE classes and codes that pass: the connection, the server's resources, an operator's stop, and waiting too
 * long (PostgreSQL 18, appendix A).
 */
const passing = ['08', '53', '57', '55P03', '40001', '40P01', '25006', '25P03'];
/** Of Node's own sockets, also where several addresses were tried. */
const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Any call to the system that failed, and a stream that was gone before it was written to. */
const isOfSocket = (error: unknown): boolean =>
  error instanceof Error &&
  ('syscall' in error || networkCodes.has(codeOf(error)) || /^ERR_(STREAM|SOCKET)_/.test(codeOf(error)));
/** Of the pool. */
const poolMessages =
  /connection (terminated|timeout)|timeout exceeded|not queryable|connection ended|error establishing an SSL connection/i;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const isPassing = (error: unknown): boolean => {
  const code = codeOf(error);
  if (code === '') return error instanceof Error && poolMessages.test(error.message);
  return isOfSocket(error) || passing.some((prefix) => code.startsWith(prefix));
};

/** True when the connection cannot be used again: everything but a statement that the server refused. */
export const endsConnection = (error: unknown): boolean => {
  const code = codeOf(error);
  return !/^[0-9A-Z]{5}$/.test(code) || code === '25P03' || /^(08|57P)/.test(code);
};

/**
 * `unavailable` for what passes by itself, with nothing of the statement in it; else the error as it came. Nobody who
 * calls can mend the way to the database: they are told the same, and the log has the cause by its own code.
 */
export const asStoreError = (error: unknown): unknown => {
  const cause = asTlsError(error) ?? error;
  return cause !== error || isPassing(error) ? new KlusCVError('unavailable', undefined, { cause }) : error;
};
