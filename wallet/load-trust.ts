/** The wallet's configuration, from the place that serves it, and the scheme's list that it points to. */
import { z } from 'zod';
import type { Clock, CryptoPort, HttpFetch } from '../core/ports.ts';
import { isOutdated, parseSchemeKeys, type TrustList, verifyTrustList } from '../core/trust/index.ts';

const maxConfigBytes = 64 * 1024;
const maxListBytes = 1024 * 1024;

const pinnedKeys = z.unknown().transform((value, context) => {
  const keys = parseSchemeKeys(value);
  if (keys) return keys;
  context.addIssue({ code: 'custom', message: 'must be a public JWK, or a set of them' });
  return z.NEVER;
});

/** `/config.json` as it stands beside the wallet's page. */
export const WalletConfig = z.object({ trustListUrl: z.url(), schemeKey: pinnedKeys });
export type WalletConfig = z.infer<typeof WalletConfig>;

/**
 * Loads the scheme's list: null when it cannot be had, is not signed by the scheme's key or is past its time.
 * Never rejects: a wallet without a list works, and calls nobody known.
 * @param configUrl the full address of `/config.json`
 */
export async function loadTrust(
  configUrl: string,
  ports: { readonly fetch: HttpFetch; readonly crypto: CryptoPort; readonly now: Clock },
): Promise<TrustList | null> {
  try {
    const config = WalletConfig.parse(JSON.parse(await loadText(configUrl, maxConfigBytes, ports.fetch)));
    const jws = await loadText(config.trustListUrl, maxListBytes, ports.fetch);
    const list = await verifyTrustList(jws.trim(), config.schemeKey, ports.crypto);
    return list.ok && !isOutdated(list.value, ports.now()) ? list.value : null;
  } catch {
    // No list, a broken list and a list of another scheme all mean the same here: nobody is known.
    return null;
  }
}

async function loadText(url: string, maxBytes: number, fetch: HttpFetch): Promise<string> {
  const answer = await fetch({ url, maxBytes });
  if (answer.status !== 200) throw new TypeError('The document is not there.');
  return new TextDecoder('utf-8', { fatal: true }).decode(answer.body);
}
