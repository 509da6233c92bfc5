/** The Bitstring Status List (W3C 1.0): one list for each purpose, a credential by this issuer's own DID. */
import { loadDocument } from '../../contexts/index.ts';
import { issueDataIntegrity } from '../../core/proof/data-integrity.ts';
import {
  createBitstring,
  createBitstringStatusListCredential,
  encodeBitstringList,
} from '../../core/status/index.ts';
import type { StatusList } from '../../store/index.ts';
import { listLifetimeSeconds, listTtlSeconds, type SigningList } from './signing-list.ts';
import { bitstringListUrl, type StatusPurpose } from './status-urls.ts';

type Entry = StatusList['changed'][number];

const isSet: Record<StatusPurpose, (entry: Entry) => boolean> = {
  revocation: ({ status }) => status === 'revoked',
  suspension: ({ status }) => status === 'suspended',
  refresh: ({ newer }) => newer,
};

export async function signBitstringList(
  { list, content, issuerUrl, keys, crypto, signedAt }: SigningList,
  purpose: StatusPurpose,
): Promise<string> {
  const setIndexes = content.changed.filter(isSet[purpose]).map(({ index }) => index);
  const credential = createBitstringStatusListCredential({
    url: bitstringListUrl(issuerUrl, list, purpose),
    issuer: keys.did,
    purpose,
    encodedList: encodeBitstringList(createBitstring({ entries: content.size, setIndexes })),
    validFrom: signedAt,
    validUntil: new Date(signedAt.getTime() + listLifetimeSeconds * 1000),
    ttlSeconds: listTtlSeconds,
  });
  const signed = await issueDataIntegrity(
    { credential, verificationMethod: keys.ed25519.verificationMethod, created: signedAt },
    { signer: keys.ed25519.signer, loadDocument, crypto },
  );
  return JSON.stringify(signed);
}
