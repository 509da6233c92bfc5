/** The pinned documents, and did:key as Digital Bazaar's libraries look it up: the whole document, or one method of it. */
import { loadDocument as loadPinned } from '../../../contexts/index.ts';
import { resolveDid } from '../../../core/did/index.ts';

export const loadDocument = async (url: string) => {
  if (!url.startsWith('did:key:')) return loadPinned(url);
  const [did = ''] = url.split('#');
  const { didDocument } = await resolveDid(did, {
    allowInsecureLoopback: false,
    fetch: async () => {
      throw new Error('did:key needs no network.');
    },
  });
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    ...didDocument?.verificationMethod?.[0],
  };
  return { contextUrl: null, documentUrl: url, document: url === did ? didDocument : method };
};
