/** The Bitstring Status List (W3C 1.0): one list for each purpose, a credential by this issuer's own DID. */
import { loadDocument } from '../../contexts/index.ts';
import { issueDataIntegrity } from '../../core/proof/data-integrity.ts';
import {
  createBitstring,
  createBitstringStatusListCredential,
  encodeBitstringList,
} from '../../core/status/index.ts';
import { listLifetimeSeconds, type SigningList } from './signing-list.ts';
import { bitstringListUrl, type StatusPurpose } from './status-urls.ts';

export async function signBitstringList(
  { list, content, issuerUrl, keys, signedAt }: SigningList,
  purpose: StatusPurpose,
): Promise<string> {
  const wanted = purpose === 'suspension' ? 'suspended' : 'revoked';
  const setIndexes = content.changed.filter(({ status }) => status === wanted).map(({ index }) => index);
  const credential = createBitstringStatusListCredential({
    url: bitstringListUrl(issuerUrl, list, purpose),
    issuer: keys.did,
    purpose,
    encodedList: encodeBitstringList(createBitstring({ entries: content.size, setIndexes })),
    validFrom: signedAt,
    validUntil: new Date(signedAt.getTime() + listLifetimeSeconds * 1000),
  });
  const signed = await issueDataIntegrity(
    { credential, verificationMethod: keys.ed25519.verificationMethod, created: signedAt },
    { signer: keys.ed25519.signer, loadDocument },
  );
  return JSON.stringify(signed);
}
