/** Settings come from environment variables, are checked all at once, and contradictions stop the start. */
import { z } from 'zod';
import { KlusCVError } from '../core/errors.ts';

/**
 * Reads the variables that the schema names from `env`; empty strings count as absent.
 * @throws KlusCVError `invalid_config` with every problem in one message, values never repeated
 */
export function readConfig<T>(schema: z.ZodType<T>, env: Readonly<Record<string, string | undefined>>): T {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `  ${issue.path.map(String).join('.') || 'settings'}: ${issue.message}`,
  );
  throw new KlusCVError('invalid_config', `The configuration is not right:\n${problems.join('\n')}`);
}

/** A whole number written in digits, from `smallest` to `largest`. */
export const wholeNumber = (smallest: number, largest: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= smallest && value <= largest, `must be between ${smallest} and ${largest}`);

/** What every service can be told in the same words. */
export const sharedSettings = {
  KLUSCV_CALLS_PER_MINUTE: wholeNumber(1, 1_000_000)
    .prefault('6000')
    .describe('How many calls one address may make without a key, per minute.'),
  KLUSCV_TRUSTED_PROXIES: wholeNumber(0, 10)
    .prefault('0')
    .describe('How many proxies in front set X-Forwarded-For.'),
  KLUSCV_COMPILED_CANONICALIZATION: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether known documents are canonized from term tables, or all by the library, more slowly.'),
  KLUSCV_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('How much is logged.'),
};

/** Secrets of 32 bytes each, with commas between; none unless given. */
export const KeySecrets = z
  .string()
  .regex(
    /^[A-Za-z0-9_-]{43}( *, *[A-Za-z0-9_-]{43}){0,4}$/,
    'must be 32 bytes, written as 43 letters of base64url; five of them at most',
  )
  .optional();

/** A public base address: https, or http on a loopback name for the demo; no query, no fragment, no trailing slash. */
export const BaseUrl = z
  .url({ protocol: /^https?$/ })
  .refine((text) => isPublicHttps(text) || isLoopbackHttp(text), 'must be https (http only on localhost)')
  .refine((text) => !/[?#]/.test(text), 'may have no query or fragment')
  .transform((text) => text.replace(/\/+$/, ''));

function isPublicHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

/** True for http addresses of this machine itself: what the demo runs on, and never anything else. */
export function isLoopbackHttp(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]')
  );
}
