/**
 * What `sslmode` and its neighbours ask of the way to the server. `verify-full` and `verify-ca` mean what libpq means
 * by them (PostgreSQL 18, section 32.19); `require` is held to `verify-full`, since a way that anybody may stand in is
 * not what somebody wants who asks for encryption. `prefer` and `allow` are refused: they end unencrypted in silence.
 */
import { readFileSync } from 'node:fs';
import { type ConnectionOptions, createSecureContext } from 'node:tls';
import { KlusCVError } from '../../core/errors.ts';

/** An encrypted way, or false for none. */
export type Tls = ConnectionOptions | false;

/** The parameters of a database URL that are about encryption. */
export const tlsParameters = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'] as const;

export type TlsParameters = Readonly<Record<(typeof tlsParameters)[number], string | null>>;

const modes = ['verify-full', 'verify-ca', 'require', 'no-verify', 'disable'];

/**
 * @param asked what the URL says
 * @param isHere whether the server is on this machine, where nothing has to be encrypted unless it is asked for
 * @throws KlusCVError `invalid_config` for what cannot be followed to the letter; nothing is ever done by half
 */
export function readTls(asked: TlsParameters, { isHere }: { isHere: boolean }): Tls {
  const { sslmode, sslrootcert, sslcert, sslkey } = asked;
  const filesAsked = [sslrootcert, sslcert, sslkey].some((path) => path !== null);
  const mode = sslmode ?? (isHere && !filesAsked ? 'disable' : 'verify-full');
  if (!modes.includes(mode)) throw refusedUrl(`sslmode must be one of ${modes.join(', ')}.`);
  if (mode === 'disable' && filesAsked)
    throw refusedUrl('sslmode=disable has no use for sslrootcert, sslcert and sslkey.');
  if (mode === 'disable') return false;
  if ((sslcert === null) !== (sslkey === null)) throw refusedUrl('sslcert and sslkey belong together.');
  const own =
    sslcert === null || sslkey === null
      ? {}
      : { cert: readPem('sslcert', sslcert), key: readPem('sslkey', sslkey) };
  if (mode === 'no-verify') {
    if (sslrootcert !== null)
      throw refusedUrl('sslmode=no-verify has no use for sslrootcert: use verify-full or verify-ca.');
    return { ...own, rejectUnauthorized: false };
  }
  const authority = sslrootcert === null ? {} : { ca: readPem('sslrootcert', sslrootcert) };
  if (mode !== 'verify-ca') return { ...own, ...authority, rejectUnauthorized: true };
  // Anybody has a certificate of a public authority, for some name.
  if (sslrootcert === null)
    throw refusedUrl('sslmode=verify-ca needs sslrootcert: without it use verify-full.');
  return { ...own, ...authority, rejectUnauthorized: true, checkServerIdentity: () => undefined };
}

/** A file in PEM, tried out at once: what the library cannot read it would leave out without a word. */
function readPem(name: 'sslrootcert' | 'sslcert' | 'sslkey', path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    const blocks = text.match(/-----BEGIN [A-Z ]+-----/g) ?? [];
    if (!blocks.some((block) => block.endsWith(name === 'sslkey' ? 'KEY-----' : 'CERTIFICATE-----')))
      throw new Error('There is no such block in it.');
    createSecureContext(
      name === 'sslkey' ? { key: text } : name === 'sslcert' ? { cert: text } : { ca: text },
    );
    return text;
  } catch (error) {
    throw refusedUrl(`the file of ${name} cannot be read as PEM.`, error);
  }
}

/** Never repeats the URL, which may hold a password. */
export const refusedUrl = (what: string, cause?: unknown): KlusCVError =>
  new KlusCVError('invalid_config', `KLUSCV_DATABASE_URL: ${what}`, { cause });
