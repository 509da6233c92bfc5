/** The link to the worker's page: its token stands behind `#`, so that neither logs nor previews of links see it. */
import type { ClaimSession, Grant, Stores } from '../../store/index.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { createSecret, hashSecret } from './secrets.ts';

/** How long a worker may look at the page after pressing its button. */
const sessionSeconds = 1_800;

/** Keeps a new link and gives it. */
export async function createClaimLink(
  { settings, crypto }: Pick<IssuerDeps, 'settings' | 'crypto'>,
  stores: Pick<Stores, 'offers'>,
  link: Grant & { txCodeId: string | null; expiresAt: Date },
): Promise<string> {
  const token = createSecret(crypto.randomBytes);
  await stores.offers.storeClaimLink({ ...link, tokenHash: hashSecret(token) });
  return `${settings.url}/claim#${token}`;
}

/** Uses the link's token up; undefined when that was done before, or it has expired or never was. */
export async function openClaimSession(
  deps: Pick<IssuerDeps, 'store' | 'hashKey' | 'crypto' | 'clock'>,
  token: string,
): Promise<(ClaimSession & { readonly sessionToken: string }) | undefined> {
  const sessionToken = createSecret(deps.crypto.randomBytes);
  const now = deps.clock();
  const until = new Date(now.getTime() + sessionSeconds * 1000);
  return deps.store.transact(async (stores) => {
    const time = { now, until };
    const session = await stores.offers.openClaimSession(hashSecret(token), hashSecret(sessionToken), time);
    if (!session) return undefined;
    const { workerId } = session;
    await recordChange(deps, stores, { actor: 'worker', action: 'claim_opened', workerId });
    return { ...session, sessionToken };
  });
}
