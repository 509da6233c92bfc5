/** The Token Status List (draft 20): two bits for each index, signed with the key whose chain stands in `x5c`. */
import { createTokenStatusList, signTokenStatusList, tokenStatus } from '../../core/status/index.ts';
import { listLifetimeSeconds, listTtlSeconds, type SigningList } from './signing-list.ts';
import { tokenListUrl } from './status-urls.ts';

export async function signTokenList({
  list,
  content,
  issuerUrl,
  keys,
  signedAt,
}: SigningList): Promise<string> {
  const statuses = new Uint8Array(content.size);
  for (const { index, status } of content.changed)
    statuses[index] = status === 'suspended' ? tokenStatus.suspended : tokenStatus.revoked;
  return signTokenStatusList(
    {
      uri: tokenListUrl(issuerUrl, list),
      list: createTokenStatusList({ statuses, bits: 2 }),
      issuedAt: signedAt,
      expiresAt: new Date(signedAt.getTime() + listLifetimeSeconds * 1000),
      ttlSeconds: listTtlSeconds,
      x5c: keys.p256.x5c,
    },
    keys.p256.signer,
  );
}
