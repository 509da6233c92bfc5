/** Remembers what was issued, so that it can be withdrawn; what is issued at once goes into one transaction. */
import { randomUUID } from 'node:crypto';
import type { Stores } from '../../store/index.ts';
import { recordChanges } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { noteClaimed } from '../erase/forget-claimed.ts';
import { describeErased, hashErasedWorker } from '../erasure.ts';
import { oncePerStore } from '../once-per-store.ts';
import type { CredentialContent } from './configuration.ts';
import type { Signable } from './signable.ts';

type Deps = Pick<IssuerDeps, 'store' | 'settings' | 'hashKey' | 'clock'>;
type Issued = {
  readonly signable: Signable;
  readonly configuration: string;
  readonly content: Pick<CredentialContent, 'status' | 'validUntil' | 'copy'>;
  /** Of the keys that it was signed with. */
  readonly keysVersion: number;
  /** Who asked for it, for the audit log. */
  readonly actor: string;
};
type Order = Issued & { readonly credentialId: string; readonly erasedHash: string };
type Kept = 'kept' | 'erased' | 'other_keys';

const keeperOf = oncePerStore<(order: Order) => Promise<Kept>>();

/**
 * Gives the id under which it is kept; undefined, and nothing is kept, when the keys have changed since it was signed.
 * @throws KlusCVError `gone` when the worker was erased meanwhile; then nothing is kept
 */
export async function keepIssued(deps: Deps, issued: Issued): Promise<string | undefined> {
  const credentialId = randomUUID();
  const erasedHash = hashErasedWorker(deps.hashKey, issued.signable.workerId);
  const keep = keeperOf(deps.store, () =>
    deps.store.joinChanges((stores, orders: readonly Order[]) => keepAll(deps, stores, orders)),
  );
  const kept = await keep({ ...issued, credentialId, erasedHash });
  if (kept === 'erased') throw describeErased();
  return kept === 'kept' ? credentialId : undefined;
}

async function keepAll(deps: Deps, stores: Stores, orders: readonly Order[]): Promise<readonly Kept[]> {
  const erased = await stores.erasure.findErased(orders.map(({ erasedHash }) => erasedHash));
  const version = await stores.issuerKeys.loadVersion();
  const outcomeOf = ({ erasedHash, keysVersion }: Order): Kept => {
    if (erased.has(erasedHash)) return 'erased';
    return keysVersion === version ? 'kept' : 'other_keys';
  };
  const kept = orders.filter((order) => outcomeOf(order) === 'kept');
  const issuedAt = deps.clock();
  await stores.credentials.storeCredentials(
    kept.map(({ credentialId, signable, configuration, content }) => ({
      credentialId,
      workerId: signable.workerId,
      configuration,
      statusIndex: content.status,
      issuedAt,
      validUntil: content.validUntil,
      ...(content.copy?.madeFor === undefined ? {} : { madeFor: content.copy.madeFor }),
      include: signable.include,
      recordHash: signable.recordHash,
    })),
  );
  for (const { signable, actor } of kept)
    await noteClaimed(deps, stores, { workerId: signable.workerId, actor });
  await recordChanges(
    deps,
    stores,
    kept.map(({ credentialId, signable, configuration, actor }) => ({
      actor,
      action: 'credential_issued',
      workerId: signable.workerId,
      subject: credentialId,
      details: { configuration },
    })),
  );
  return orders.map(outcomeOf);
}
