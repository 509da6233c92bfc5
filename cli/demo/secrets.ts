/** What the demo makes at its first start and keeps: secrets, API keys and the key of its imaginary scheme. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { PrivateJwk } from '../../core/keys/index.ts';
import { generatePrivateJwk } from '../../server/node-crypto.ts';

const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const DemoSecrets = z.strictObject({
  keySecret: secret,
  issuerApiKeys: z.array(secret),
  verifierApiKey: secret,
  schemeKey: PrivateJwk,
});
export type DemoSecrets = z.infer<typeof DemoSecrets>;

const createSecret = (): string => randomBytes(32).toString('base64url');

/** The kept secrets, or new ones in a file that only its owner may read. */
export function loadOrCreateSecrets(file: string, issuerCount: number): DemoSecrets {
  if (existsSync(file)) return DemoSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets: DemoSecrets = {
    keySecret: createSecret(),
    issuerApiKeys: Array.from({ length: issuerCount }, createSecret),
    verifierApiKey: createSecret(),
    schemeKey: generatePrivateJwk('EdDSA'),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
