/** Signs one credential about a worker, as the stored work record is at this moment. */
import { chooseClaims, type PartialClaims, parseChoice } from '../../core/credential/index.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import { loadWorkRecord } from '../aggregate/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { withPresentKeys } from '../keys/with-present-keys.ts';
import { takeStatusIndex } from '../status/take-status-index.ts';
import type { CredentialConfiguration, CredentialContent } from './configuration.ts';
import { hashRecord } from './hash-record.ts';
import type { HolderKey } from './holder-key.ts';
import { keepIssued } from './keep-issued.ts';
import type { Signable } from './signable.ts';
import { validityAt } from './validity.ts';

type Deps = Pick<IssuerDeps, 'store' | 'settings' | 'keys' | 'hashKey' | 'crypto' | 'clock'>;

/**
 * The claims that may be signed about a worker under a choice, or undefined when nothing is known of the worker.
 * @throws KlusCVError `invalid_request` when the choice is not one, `conflict` when no gig was completed yet
 */
export async function loadClaims(
  { store, settings }: Pick<IssuerDeps, 'store' | 'settings'>,
  workerId: string,
  include: unknown,
): Promise<PartialClaims | undefined> {
  const choice = parseChoice(include);
  const found = await loadWorkRecord(store, workerId);
  return found && chooseClaims({ ...found, platformName: settings.name, choice });
}

/**
 * The same as `loadClaims`, with what is kept beside the signed credential.
 * @throws KlusCVError as `loadClaims`
 */
export async function loadSignable(
  { store, settings, hashKey }: Pick<IssuerDeps, 'store' | 'settings' | 'hashKey'>,
  workerId: string,
  include: unknown,
): Promise<Signable | undefined> {
  const choice = parseChoice(include);
  const found = await loadWorkRecord(store, workerId);
  if (!found) return undefined;
  const claims = chooseClaims({ ...found, platformName: settings.name, choice });
  return { workerId, claims, include, recordHash: hashRecord(hashKey, found) };
}

/** Dates and a place in the status lists for a new credential; times are rounded to the day, so that they link nothing. */
export async function createContent(
  { store, crypto, clock }: Pick<IssuerDeps, 'store' | 'crypto' | 'clock'>,
  { claims, holder, copy }: Pick<CredentialContent, 'claims' | 'holder' | 'copy'>,
): Promise<CredentialContent> {
  const { validFrom, validUntil } = validityAt(clock());
  return {
    claims,
    ...(holder ? { holder } : {}),
    ...(copy ? { copy } : {}),
    issuedAt: validFrom,
    validFrom,
    validUntil,
    status: await takeStatusIndex(store.statusLists, crypto.randomBytes),
  };
}

/** Signs and remembers one credential in the form of the configuration, bound to the holder's key where there is one. */
export async function issueCredential(
  deps: Deps,
  issue: {
    configuration: CredentialConfiguration;
    signable: Signable;
    holder?: HolderKey;
    /** Who asked for it, for the audit log. */
    actor: string;
  },
): Promise<{ credentialId: string; credential: string | JsonObject }> {
  const { configuration, signable, holder, actor } = issue;
  const { claims } = signable;
  const content = await createContent(deps, { claims, ...(holder ? { holder } : {}) });
  const { settings, crypto } = deps;
  return withPresentKeys(deps.keys, async (keys) => {
    const credential = await configuration.sign(content, { issuerUrl: settings.url, keys, crypto });
    const credentialId = await keepIssued(deps, {
      signable,
      configuration: configuration.id,
      content,
      keysVersion: keys.version,
      actor,
    });
    return credentialId === undefined ? undefined : { credentialId, credential };
  });
}
