/** The places in Bitstring Status Lists that a W3C credential names (Bitstring Status List 1.0 section 2.1). */
import { z } from 'zod';
import type { StatusReference } from './format.ts';

const StatusEntry = z.strictObject({
  id: z.string().optional(),
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.enum(['revocation', 'suspension', 'refresh']),
  statusListIndex: z.string().regex(/^\d{1,9}$/),
  statusListCredential: z.string(),
});

const StatusEntries = z.array(StatusEntry).max(10);

/** Of `credentialStatus`, one entry or a list; undefined when one of them cannot be read. */
export const bitstringStatusFrom = (entries: unknown): readonly StatusReference[] | undefined => {
  if (entries === undefined) return [];
  const parsed = StatusEntries.safeParse(Array.isArray(entries) ? entries : [entries]);
  if (!parsed.success) return undefined;
  return parsed.data.map(({ statusPurpose, statusListIndex, statusListCredential }) => ({
    kind: 'bitstring',
    url: statusListCredential,
    index: Number(statusListIndex),
    purpose: statusPurpose,
  }));
};
