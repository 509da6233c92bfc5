import type { CredentialStatus, Store } from '../../store/index.ts';
import { paperConfiguration } from '../issue/issue-paper.ts';

export type Copy = {
  readonly copyId: string;
  readonly madeAt: Date;
  /** For whom it is, in the worker's words. */
  readonly madeFor?: string;
  readonly status: 'on' | 'suspended' | 'off';
  /** One with other figures was made since. */
  readonly newer: boolean;
};

const inWords = {
  active: 'on',
  suspended: 'suspended',
  revoked: 'off',
} as const satisfies Record<CredentialStatus, Copy['status']>;

/** A worker's copies, the newest first. */
export async function listCopies(
  { store }: { readonly store: Pick<Store, 'credentials'> },
  workerId: string,
): Promise<readonly Copy[]> {
  const issued = await store.credentials.listCredentials(workerId);
  return issued
    .filter(({ configuration }) => configuration === paperConfiguration)
    .map(({ credentialId, issuedAt, madeFor, status, newer }) => ({
      copyId: credentialId,
      madeAt: issuedAt,
      ...(madeFor === undefined ? {} : { madeFor }),
      status: inWords[status],
      newer,
    }));
}
