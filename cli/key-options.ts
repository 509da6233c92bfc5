/** What the commands for API keys of both services have in common: numbers of an option, and a key as a line. */
import { KlusCVError } from '../core/errors.ts';
import type { StoredApiKey } from '../store/index.ts';

/** A whole number from 1 to `most`, or undefined when the option was left out. Throws `invalid_request` for anything else. */
export function parseCount(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > most)
    throw new KlusCVError('invalid_request', `${option}: a whole number from 1 to ${most}.`);
  return count;
}

/** A key as its operator sees it in a list. */
export const describeKey = ({ keyId, name, scopes: may, expiresAt, revokedAt }: StoredApiKey): string => {
  const end = revokedAt
    ? `withdrawn ${revokedAt.toISOString()}`
    : expiresAt
      ? `until ${expiresAt.toISOString()}`
      : 'until withdrawn';
  return `${keyId}  ${name}: ${may.join(', ')}; ${end}`;
};
