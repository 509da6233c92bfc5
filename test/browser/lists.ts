/** What the verifier hands out to its page, for a platform of the tests; and what is checked with it. */
import { toUtf8 } from '../../core/bytes.ts';
import { compactToDigits } from '../../core/proof/index.ts';
import { asSchemeKeys, signTrustList } from '../../core/trust/index.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';
import { createTestPlatform, type Statuses } from '../core/verify/a-platform.ts';
import type { ApiCall, ApiReply } from './open-page.ts';

const day = 86_400_000;

/** Issued as of now, since the page's clock is the real one. */
export async function createListedPlatform(revoked: readonly number[] = []) {
  const now = new Date();
  const platform = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  const statuses: Statuses = { revoked, issuedAt: now, until: new Date(now.getTime() + day) };
  const bodies = await platform.lists(statuses);
  const issuing = {
    validFrom: new Date(now.getTime() - day),
    validUntil: new Date(now.getTime() + 365 * day),
  };
  const scheme = createNodeSigner(generatePrivateJwk('EdDSA'));
  const list = {
    scheme: 'KlusCV',
    version: 3,
    issued: new Date(now.getTime() - day).toISOString(),
    nextUpdate: new Date(now.getTime() + 10 * day).toISOString(),
    platforms: [platform.listed],
    verifiers: [],
  };
  const trusted = {
    verifier: 'Test',
    state: 'current',
    list,
    signed: await signTrustList(list, scheme),
    schemeKeys: asSchemeKeys(scheme.publicJwk),
  };
  const api = ({ path, search }: ApiCall): ApiReply | undefined => {
    const asked = new URLSearchParams(search);
    if (path === '/api/v1/lists/trust-list') return { json: trusted };
    if (path === '/api/v1/lists/did-documents' && asked.get('did') === platform.did)
      return { json: platform.didDocument };
    const body = path === '/api/v1/lists/status-lists' && bodies.get(asked.get('url') ?? '');
    return body instanceof Uint8Array
      ? { file: new TextDecoder().decode(body) }
      : { status: 404, json: { code: 'not_found' } };
  };
  return {
    api,
    trusted,
    schemeKeys: asSchemeKeys(scheme.publicJwk),
    sdJwt: (index = 7) => platform.sdJwt({ ...issuing, index }),
    ldp: async (index = 7) => JSON.stringify(await platform.ldp({ ...issuing, index })),
    link: async (index = 7) =>
      `https://check.example/#${compactToDigits(await platform.compact({ ...issuing, index }))}`,
  };
}

/** A file as the browser's file field takes it. */
export const fileOf = (
  name: string,
  content: string | Uint8Array,
  mimeType = 'application/octet-stream',
) => ({
  name,
  mimeType,
  buffer: Buffer.from(typeof content === 'string' ? toUtf8(content) : content),
});
