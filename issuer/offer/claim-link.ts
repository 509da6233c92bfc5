/** The link to the worker's page: its token stands behind `#`, so that neither logs nor previews of links see it. */
import type { ClaimSession, Grant } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { createSecret, hashSecret } from './secrets.ts';

/** How long a worker may look at the page after pressing its button. */
const sessionSeconds = 1_800;

/** Keeps a new link and gives it. */
export async function createClaimLink(
  { store, settings, crypto }: Pick<IssuerDeps, 'store' | 'settings' | 'crypto'>,
  link: Grant & { txCodeId: string | null; expiresAt: Date },
): Promise<string> {
  const token = createSecret(crypto.randomBytes);
  await store.offers.storeClaimLink({ ...link, tokenHash: hashSecret(token) });
  return `${settings.url}/claim#${token}`;
}

/** Uses the link's token up; undefined when that was done before, or it has expired or never was. */
export async function openClaimSession(
  { store, crypto, clock }: Pick<IssuerDeps, 'store' | 'crypto' | 'clock'>,
  token: string,
): Promise<(ClaimSession & { readonly sessionToken: string }) | undefined> {
  const sessionToken = createSecret(crypto.randomBytes);
  const now = clock();
  const until = new Date(now.getTime() + sessionSeconds * 1000);
  const session = await store.offers.openClaimSession(hashSecret(token), hashSecret(sessionToken), {
    now,
    until,
  });
  return session && { ...session, sessionToken };
}
