/** What the wallet keeps, and the port to it: credentials, keys that cannot be taken out, and who has seen what. */
import { z } from 'zod';
import { claimNames } from '../../core/credential/claims.ts';
import type { KeyStore } from '../flow/flow-ports.ts';
import type { HeldCredential } from '../flow/held-credential.ts';

/** One line of the share log. It says which claims, never their values. */
export const ShareEntry = z.object({
  id: z.string(),
  /** ISO 8601 in UTC. */
  at: z.string(),
  outcome: z.enum(['shared', 'refused']),
  /** Null when the recipient was not on the scheme's list. */
  recipientName: z.string().nullable(),
  recipientHost: z.string(),
  purpose: z.string().nullable(),
  /** What was shown, by issuer; empty when refused. */
  shown: z.array(z.object({ issuer: z.string(), claims: z.array(z.enum(claimNames)) })),
});
export type ShareEntry = z.infer<typeof ShareEntry>;

export type Vault = {
  readonly keys: KeyStore;
  readonly loadCredentials: () => Promise<readonly HeldCredential[]>;
  readonly storeCredentials: (credentials: readonly HeldCredential[]) => Promise<void>;
  /** Deletes the credentials of a bundle and the keys that they were bound to. */
  readonly deleteBundle: (bundleId: string) => Promise<void>;
  /** Newest first. */
  readonly loadShares: () => Promise<readonly ShareEntry[]>;
  readonly storeShare: (entry: ShareEntry) => Promise<void>;
};
