/**
 * A key of the scheme in a file: the public half readable, the private half a JWE that only a passphrase opens
 * (RFC 7518 section 4.8, PBES2-HS512+A256KW).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { z } from 'zod';
import { fromUtf8, toUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import { PrivateJwk, PublicJwk, publicJwkFrom, samePublicJwk } from '../../core/keys/index.ts';
import type { Signer } from '../../core/ports.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';

const KeyFile = z.strictObject({ publicJwk: PublicJwk, encrypted: z.string().max(4_000) });

/** What OWASP asks for PBKDF2 with SHA-512: a tenth of a second and more, each time that somebody guesses. */
const rounds = 210_000;
const algorithms = { alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' } as const;

/**
 * Makes a key and writes it; a file that is there already is left alone.
 * @throws KlusCVError `conflict` when the file exists
 */
export async function createKeyFile(path: string, passphrase: string): Promise<PublicJwk> {
  if (existsSync(path))
    throw new KlusCVError('conflict', `${path} is there already.`, { remedy: 'Name another file.' });
  const privateJwk = generatePrivateJwk('ES256');
  const encrypted = await new CompactEncrypt(toUtf8(JSON.stringify(privateJwk)))
    .setProtectedHeader({ ...algorithms, cty: 'jwk+json' })
    .setKeyManagementParameters({ p2c: rounds })
    .encrypt(toUtf8(passphrase));
  const publicJwk = publicJwkFrom(privateJwk);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ publicJwk, encrypted }, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return publicJwk;
}

/**
 * The public key in a file: a key file, or a JWK that somebody sent.
 * @throws KlusCVError `invalid_config` when it is neither
 */
export function readPublicKey(path: string): PublicJwk {
  const value = readJson(path);
  const file = KeyFile.safeParse(value);
  if (file.success) return file.data.publicJwk;
  const jwk = PublicJwk.safeParse(value);
  if (jwk.success && !(typeof value === 'object' && value !== null && 'd' in value)) return jwk.data;
  throw new KlusCVError('invalid_config', `${path} has no key.`, {
    remedy: 'Name a file that "trust-list key" made, or a public JWK.',
  });
}

/**
 * The key in a file, opened.
 * @throws KlusCVError `invalid_config` when the passphrase is another, or the file is none
 */
export async function openKeyFile(path: string, passphrase: string): Promise<Signer> {
  const file = KeyFile.safeParse(readJson(path));
  if (!file.success) throw new KlusCVError('invalid_config', `${path} is not a key file.`);
  const privateJwk = await decrypt(file.data.encrypted, passphrase);
  if (privateJwk === undefined || !samePublicJwk(publicJwkFrom(privateJwk), file.data.publicJwk))
    throw new KlusCVError('invalid_config', `${path} does not open.`, {
      remedy: 'Give the passphrase with which the key was made.',
    });
  return createNodeSigner(privateJwk);
}

async function decrypt(jwe: string, passphrase: string): Promise<PrivateJwk | undefined> {
  try {
    const { plaintext } = await compactDecrypt(jwe, toUtf8(passphrase), {
      keyManagementAlgorithms: [algorithms.alg],
      contentEncryptionAlgorithms: [algorithms.enc],
      maxPBES2Count: rounds,
    });
    return PrivateJwk.parse(JSON.parse(fromUtf8(plaintext)));
  } catch {
    // A parser's message could quote the key.
    return undefined;
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new KlusCVError('invalid_config', `${path} cannot be read.`, { cause });
  }
}
