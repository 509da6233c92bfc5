/** What the commands of the scheme's list share: where the folder is, and how options are read. */

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Option } from 'commander';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import type { HttpFetch } from '../../core/ports.ts';
import { createSafeFetch, isLoopbackHttp } from '../../server/index.ts';

export type FolderOption = { readonly folder: string };

export const folderOption = (): Option =>
  new Option('--folder <folder>', 'where the list is worked on').default('.data/scheme');

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** @throws KlusCVError `invalid_request` */
export function parseDay(option: string, text: string): string {
  if (dayForm.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new KlusCVError('invalid_request', `${option}: write a day as 2026-06-30.`);
}

/** @throws KlusCVError `invalid_request` */
export function parseCount(option: string, text: string, most: number): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new KlusCVError('invalid_request', `${option}: a whole number from 1 to ${most}.`);
}

export const today = (): string => new Date().toISOString().slice(0, 10);

/** Certificates in a file, PEM (also several), DER, or what `trust-list entry` wrote, as base64 DER. Throws `invalid_config` when there is none. */
export function readCertificates(path: string): readonly string[] {
  try {
    const bytes = readFileSync(path);
    const entry = parseEntry(bytes.toString('latin1'));
    const pem = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    const found: readonly (Buffer | string)[] = entry ?? pem ?? [bytes];
    return found.map((one) => new X509Certificate(one).raw.toString('base64'));
  } catch (cause) {
    throw new KlusCVError('invalid_config', `${path} has no certificate.`, {
      cause,
      remedy: 'Name a file with a certificate as PEM or DER.',
    });
  }
}

const Entry = z.object({ certificateAnchors: z.array(z.base64()).min(1) });

function parseEntry(text: string): readonly Buffer[] | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  return Entry.parse(JSON.parse(text)).certificateAnchors.map((anchor) => Buffer.from(anchor, 'base64'));
}

/** The guarded fetch; plain http only where the address itself is on this machine. */
export function fetchFor(url: string): {
  readonly fetch: HttpFetch;
  readonly allowInsecureLoopback: boolean;
} {
  const allowInsecureLoopback = isLoopbackHttp(url);
  return {
    fetch: createSafeFetch({ allowInsecureLoopback, maxBytes: 8 * 1024 * 1024 }),
    allowInsecureLoopback,
  };
}
