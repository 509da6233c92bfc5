/** The Token Status Lists (draft 20), signed with the key whose chain stands in `x5c`. */
import { createTokenStatusList, signTokenStatusList, tokenStatus } from '../../core/status/index.ts';
import { listLifetimeSeconds, listTtlSeconds, type SigningList } from './signing-list.ts';
import { newerTokenListUrl, tokenListUrl } from './status-urls.ts';

/** Two bits for each index: valid, withdrawn or suspended, as every verifier knows them. */
export function signTokenList(signing: SigningList): Promise<string> {
  const statuses = new Uint8Array(signing.content.size);
  for (const { index, status } of signing.content.changed) statuses[index] = tokenStatus[toWord[status]];
  return sign(signing, tokenListUrl(signing.issuerUrl, signing.list), statuses, 2);
}

/**
 * One bit for each index: whether a newer credential exists. A list of its own, since in the other one it would have to
 * be status 3, which verifiers that do not know us must take for "not valid"; and it is nothing of the kind.
 */
export function signNewerTokenList(signing: SigningList): Promise<string> {
  const statuses = new Uint8Array(signing.content.size);
  for (const { index, newer } of signing.content.changed) statuses[index] = newer ? 1 : 0;
  return sign(signing, newerTokenListUrl(signing.issuerUrl, signing.list), statuses, 1);
}

const toWord = { active: 'valid', suspended: 'suspended', revoked: 'revoked' } as const;

const sign = (
  { keys, signedAt }: SigningList,
  uri: string,
  statuses: Uint8Array,
  bits: 1 | 2,
): Promise<string> =>
  signTokenStatusList(
    {
      uri,
      list: createTokenStatusList({ statuses, bits }),
      issuedAt: signedAt,
      expiresAt: new Date(signedAt.getTime() + listLifetimeSeconds * 1000),
      ttlSeconds: listTtlSeconds,
      x5c: keys.p256.x5c,
    },
    keys.p256.signer,
  );
